using Microsoft.EntityFrameworkCore;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Accounts.Exports;
using RocketTrainer.Core.Accounts.Keys;
using RocketTrainer.Core.Accounts.Privacy;
using RocketTrainer.Core.Data;
using RocketTrainer.Core.Importing;
using RocketTrainer.Core.Notifications;
using RocketTrainer.Core.Players;
using RocketTrainer.Core.Replays;
using RocketTrainer.Core.Teams;
using RocketTrainer.Tests.Support;
using RocketTrainer.Web.Features.Account;
using RocketTrainer.Web.Features.Admin;
using RocketTrainer.Web.Features.Imports;
using RocketTrainer.Web.Features.Replays;
using RocketTrainer.Web.Features.Teams;
using RocketTrainer.Web.Features.Tokens;

namespace RocketTrainer.Tests.Integration.Rest;

/// <summary>Makes true what the examples of the reference speak of: they belong to the administrator whose key the tests show.</summary>
internal static class ExampleThings
{
    private static readonly Guid Me = User.BootstrapId;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task PutAsync(RocketTrainerApp app)
    {
        await using var db = app.OpenDatabase();
        await RemoveAsync(db);
        await db.Users.Where(u => u.Id == Me).ExecuteUpdateAsync(s => s.SetProperty(u => u.Visibility, ProfileVisibility.Public), Cancel);
        db.Users.Add(new User { Id = AccountExamples.UserId, DisplayName = "Hero", SessionStamp = Guid.NewGuid(), CreatedAt = AccountExamples.At });
        db.Users.Add(new User { Id = TeamExamples.MemberId, DisplayName = "Mate", SessionStamp = Guid.NewGuid(), CreatedAt = AccountExamples.At });

        // One of the players of the invented match plays on Epic, under a name that is claimed.
        if (!await db.Players.AnyAsync(p => p.Id == AccountExamples.Epic, Cancel))
            db.Players.Add(new Player { Id = AccountExamples.Epic, Platform = "epic", PlatformId = AccountExamples.Epic[5..], PlayerNumber = null });
        db.LinkedAccounts.Add(Account(AccountExamples.LinkedId, Me, "epic", playerId: null, "Mate"));
        db.LinkedAccounts.Add(Account(AccountExamples.UnlinkedId, Me, "ps4", "ps4:HeroPad", "HeroPad"));
        var verified = Account(AdminExamples.VerifiedId, AccountExamples.UserId, "ps4", "ps4:Verified", "Verified");
        (verified.VerifiedAt, verified.Proof) = (AccountExamples.At, AccountProof.Administrator);
        db.LinkedAccounts.Add(verified);
        db.LinkedAccounts.Add(Account(AdminExamples.ClaimedId, AccountExamples.UserId, "ps4", "ps4:Hero", "Hero"));

        db.ApiKeys.Add(new ApiKey
        {
            Id = AccountExamples.KeyId, UserId = Me, Name = "Stream overlay", Prefix = "rt_ab3kx9qz", Hash = Secrets.Hash("x"), Scopes = ApiScopes.Read, CreatedAt = AccountExamples.At, ExpiresAt = null,
        });
        db.FollowedGroups.Add(new FollowedGroup { Id = ImportExamples.GroupId, UserId = Me, GroupId = "season", AddedAt = AccountExamples.At });
        db.Webhooks.Add(new Webhook { UserId = Me, Sealed = [1], Host = "discord.com", AddedAt = AccountExamples.At });
        db.OwnBallchasingKeys.Add(new OwnBallchasingKey { UserId = Me, Sealed = [1], Fingerprint = "00000000", OwnerName = "Hero", Tier = "gold", AddedAt = AccountExamples.At });
        var key = await db.ApiKeys.Where(k => k.UserId == Me && k.Prefix == "bootstrap").Select(k => k.Id).SingleAsync(Cancel);
        db.RefreshTokens.Add(new RefreshToken
        {
            Id = Guid.NewGuid(), FamilyId = Guid.NewGuid(), UserId = Me, ApiKeyId = key, Scopes = ApiScopes.Read, Hash = Secrets.Hash(TokenExamples.Refresh),
            IssuedAt = AccountExamples.At, ExpiresAt = DateTimeOffset.MaxValue,
        });

        var export = new PersonalExport
        {
            Id = AccountExamples.ExportId, UserId = Me, State = ExportState.Ready, RequestedAt = AccountExamples.At, FinishedAt = AccountExamples.At, ExpiresAt = DateTimeOffset.MaxValue, Size = 3,
        };
        export.File = new PersonalExportFile { ExportId = export.Id, Content = "zip"u8.ToArray() };
        db.PersonalExports.Add(export);
        db.Imports.Add(new Import
        {
            Id = ImportExamples.Id, UserId = Me, Source = ImportSource.Player, PlayerId = ReplayExamples.Hero, State = ImportState.Paused, Listed = 1, Failed = 1, CreatedAt = DateTimeOffset.UnixEpoch,
        });
        db.ImportItems.Add(new ImportItem
        {
            ImportId = ImportExamples.Id, BallchasingId = ImportExamples.Running.Failures[0].ReplayId, Ordinal = 0, State = ImportItemState.Failed, Reason = "Ballchasing had a fault.", Retryable = true,
        });
        db.NameRemovals.Add(new NameRemoval
        {
            Id = AccountExamples.RemovalId, PlayerId = "steam:76561190000000099", RequestedAt = AccountExamples.At, RequestedBy = null, State = RemovalState.Requested,
        });

        db.Teams.Add(new Team
        {
            Id = TeamExamples.Id, Name = "Night Shift", CreatedAt = AccountExamples.At,
            Members =
            {
                new TeamMember { TeamId = TeamExamples.Id, UserId = Me, Role = TeamRole.Coach, JoinedAt = AccountExamples.At },
                new TeamMember { TeamId = TeamExamples.Id, UserId = TeamExamples.MemberId, Role = TeamRole.Player, JoinedAt = AccountExamples.At },
            },
        });
        db.TeamInvitations.Add(new TeamInvitation
        {
            Id = Guid.NewGuid(), TeamId = TeamExamples.Id, Role = TeamRole.Player, Hash = Secrets.Hash(TeamExamples.Invitation), ExpiresAt = DateTimeOffset.MaxValue,
        });
        if (await db.Replays.AnyAsync(r => r.Id == ReplayExamples.Id, Cancel) && !await db.Library.AnyAsync(l => l.UserId == Me && l.ReplayId == ReplayExamples.Id, Cancel))
            db.Library.Add(new LibraryEntry { UserId = Me, ReplayId = ReplayExamples.Id, PlayedAt = await db.Replays.Where(r => r.Id == ReplayExamples.Id).Select(r => r.PlayedAt).SingleAsync(Cancel) });
        if (await db.Replays.AnyAsync(r => r.Id == ReplayExamples.Id, Cancel) && !await db.ReplayNotes.AnyAsync(n => n.UserId == Me && n.ReplayId == ReplayExamples.Id, Cancel))
            db.ReplayNotes.Add(new ReplayNote { UserId = Me, ReplayId = ReplayExamples.Id, Text = ReplayExamples.Note.Text, ChangedAt = DateTimeOffset.UnixEpoch });
        if (await db.Replays.AnyAsync(r => r.Id == ReplayExamples.Id, Cancel) && !await db.ReplayTags.AnyAsync(t => t.UserId == Me && t.ReplayId == ReplayExamples.Id, Cancel))
            db.ReplayTags.Add(new ReplayTag { UserId = Me, ReplayId = ReplayExamples.Id, Tag = ReplayExamples.Tags.Tags[0] });
        await db.SaveChangesAsync(Cancel);
    }

    /// <summary>Credits a row to the Epic account: the match that is older than the invented one, which stays as its example says.</summary>
    public static async Task GuessableAsync(RocketTrainerDb db) =>
        await db.PlayerStats.Where(p => p.Name == "Mate" && p.ReplayId == Guid.Parse(Matches.Id(1)))
            .ExecuteUpdateAsync(s => s.SetProperty(p => p.Platform, "epic").SetProperty(p => p.PlayerId, AccountExamples.Epic), Cancel);

    private static async Task RemoveAsync(RocketTrainerDb db)
    {
        Guid[] users = [AccountExamples.UserId, TeamExamples.MemberId];
        Guid[] accounts = [AccountExamples.LinkedId, AccountExamples.UnlinkedId, AdminExamples.ClaimedId];
        var refresh = Secrets.Hash(TokenExamples.Refresh);
        await db.ImportItems.Where(i => i.ImportId == ImportExamples.Id).ExecuteDeleteAsync(Cancel);
        await db.Imports.Where(i => i.Id == ImportExamples.Id).ExecuteDeleteAsync(Cancel);
        await db.FollowedGroups.Where(g => g.UserId == Me).ExecuteDeleteAsync(Cancel);
        await db.Webhooks.Where(w => w.UserId == Me).ExecuteDeleteAsync(Cancel);
        await db.OwnBallchasingKeys.Where(k => k.UserId == Me).ExecuteDeleteAsync(Cancel);
        await db.Teams.Where(t => t.Id == TeamExamples.Id).ExecuteDeleteAsync(Cancel);
        await db.Users.Where(u => users.Contains(u.Id)).ExecuteDeleteAsync(Cancel);
        await db.LinkedAccounts.Where(a => accounts.Contains(a.Id) || a.UserId == Me).ExecuteDeleteAsync(Cancel);
        await db.ApiKeys.Where(k => k.Id == AccountExamples.KeyId).ExecuteDeleteAsync(Cancel);
        await db.RefreshTokens.Where(t => t.Hash == refresh).ExecuteDeleteAsync(Cancel);
        await db.PersonalExports.Where(e => e.Id == AccountExamples.ExportId).ExecuteDeleteAsync(Cancel);
        await db.NameRemovals.Where(r => r.Id == AccountExamples.RemovalId || r.PlayerId == AccountExamples.Stranger).ExecuteDeleteAsync(Cancel);
    }

    private static LinkedAccount Account(Guid id, Guid user, string platform, string? playerId, string name) =>
        new() { Id = id, UserId = user, Platform = platform, PlayerId = playerId, Name = name, LinkedAt = AccountExamples.At };
}
