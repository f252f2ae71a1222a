using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Accounts.Exports;
using RocketTrainer.Core.Accounts.Keys;
using RocketTrainer.Core.Accounts.Privacy;
using RocketTrainer.Core.Teams;
using RocketTrainer.Tests.Support;

namespace RocketTrainer.Tests.Integration.Authorization;

/// <summary>Everybody who may come to a door, and what belongs to one of them.</summary>
public enum Actor
{
    Anonymous,

    /// <summary>Whose things these are.</summary>
    Player,
    OtherPlayer,
    TeamMate,
    TeamCoach,
    OtherCoach,
    Administrator,

    // The player's own keys, each of one scope, and an administrator's.
    ReadKey,
    ImportKey,
    WriteKey,
    AdminKey,
}

/// <summary>The app with a player, his team, strangers and administrators; things of the player's to be asked for.</summary>
public sealed class Cast : IAsyncLifetime
{
    private readonly Dictionary<Actor, HttpClient> _programs = [];
    private readonly Dictionary<Actor, HttpClient> _browsers = [];
    private int _fresh = 100;

    public BallchasingServer Server { get; private set; } = null!;
    public RocketTrainerApp App { get; private set; } = null!;
    public KnownUser Player { get; private set; } = null!;
    public Guid Import { get; private set; }
    public Guid Account { get; private set; }
    public Guid Team { get; private set; }
    public string Link { get; private set; } = "";

    private static CancellationToken Cancel => CancellationToken.None;

    public static string Replay => Matches.Id(1);

    public async ValueTask InitializeAsync()
    {
        Server = await BallchasingServer.StartAsync(Cancel);
        Server.Add(1);
        App = new RocketTrainerApp(Server, settings: [("Api:RequestsPerMinute", "100000"), ("Api:AnonymousRequestsPerMinute", "100000"), ("Limits:SignInsPerMinute", "100000")]);
        _ = App.Address;

        Player = await App.PersonAsync("76561190000000001", "Hero");
        var other = await App.PersonAsync("76561190000000051", "Other player");
        var mate = await App.PersonAsync("76561190000000052", "Team-mate");
        var coach = await App.PersonAsync("76561190000000053", "Coach");
        var otherCoach = await App.PersonAsync("76561190000000054", "Other coach");
        var administrator = await App.PersonAsync("76561190000000055", "Boss");
        await App.Services.GetRequiredService<UserAdministration>().SetRolesAsync(administrator.Id, coach: false, administrator: true, Caller.Server, Cancel);
        administrator = (await App.Services.GetRequiredService<Users>().FindAsync(administrator.Id, Cancel))!;

        Team = await TeamAsync(coach, (Player, TeamRole.Player), (mate, TeamRole.Player));
        await TeamAsync(otherCoach);
        Import = await App.StartImportAsync(Player.Id, Matches.Hero, max: 10);
        await App.FollowAsync(Import, Cancel);
        Account = (await App.Services.GetRequiredService<LinkedAccounts>().ClaimAsync(Player.Id, "ps4", "HeroPad", null, Caller.Server, Cancel)).Claimed!.Id;
        await App.Services.GetRequiredService<PersonalExports>().RequestAsync(Player.Id, Caller.Server, Cancel);
        await ShowAsync(ProfileVisibility.Team);

        foreach (var (actor, user) in new[]
                 {
                     (Actor.Player, Player), (Actor.OtherPlayer, other), (Actor.TeamMate, mate), (Actor.TeamCoach, coach), (Actor.OtherCoach, otherCoach), (Actor.Administrator, administrator),
                 })
        {
            _browsers[actor] = App.Browser(user);
            _programs[actor] = await App.ProgramAsync(user, user.IsAdministrator ? ApiScopes.All : ApiScopes.All & ~ApiScopes.Admin);
        }

        _browsers[Actor.Anonymous] = App.Browser(null);
        _programs[Actor.Anonymous] = App.Browser(null);
        _programs[Actor.ReadKey] = await App.ProgramAsync(Player, ApiScopes.Read);
        _programs[Actor.ImportKey] = await App.ProgramAsync(Player, ApiScopes.Import);
        _programs[Actor.WriteKey] = await App.ProgramAsync(Player, ApiScopes.Write);
        _programs[Actor.AdminKey] = await App.ProgramAsync(administrator, ApiScopes.Admin);
    }

    public HttpClient Program(Actor actor) => _programs[actor];

    public HttpClient Browser(Actor actor) => _browsers[actor];

    /// <summary>A key of the player's that may be revoked.</summary>
    public async Task<Guid> FreshKeyAsync() =>
        (await App.Services.GetRequiredService<ApiKeys>().CreateAsync(Player, "fresh", ApiScopes.Read, null, Caller.Server, Cancel)).Key!.Id;

    /// <summary>An account of the player's that may be unlinked or verified.</summary>
    public async Task<Guid> FreshAccountAsync()
    {
        await using (var db = App.OpenDatabase())
            await db.LinkedAccounts.Where(a => a.Name.StartsWith("Fresh")).ExecuteDeleteAsync(Cancel);
        return (await App.Services.GetRequiredService<LinkedAccounts>().ClaimAsync(Player.Id, "ps4", $"Fresh{_fresh++}", null, Caller.Server, Cancel)).Claimed!.Id;
    }

    /// <summary>An account of the player's that an administrator vouched for.</summary>
    public async Task<Guid> FreshVerifiedAsync()
    {
        var account = await FreshAccountAsync();
        Assert.True(await App.Services.GetRequiredService<LinkedAccounts>().VerifyAsync(account, Caller.Server, Cancel));
        return account;
    }

    /// <summary>The player's export as it lies there now.</summary>
    public async Task<Guid> ExportAsync()
    {
        var exports = App.Services.GetRequiredService<PersonalExports>();
        ExportView? export;
        while ((export = await exports.FindAsync(Player.Id, Cancel))!.State != ExportState.Ready)
            await Task.Yield();
        return export.Id;
    }

    /// <summary>A request not to be named that may be decided.</summary>
    public async Task<Guid> FreshRemovalAsync() =>
        (await App.Services.GetRequiredService<NameRemovals>().RequestAsync($"steam:765611900000{_fresh++:D5}", null, Caller.Server, Cancel)).Removal!.Id;

    /// <summary>An invitation into the player's team that may be used.</summary>
    public async Task<string> FreshInvitationAsync()
    {
        await using var db = App.OpenDatabase();
        var coach = await db.TeamMembers.Where(m => m.TeamId == Team && m.Role == TeamRole.Coach).Select(m => m.UserId).FirstAsync(Cancel);
        return (await App.Services.GetRequiredService<TeamService>().InviteAsync(coach, Team, TeamRole.Player, Cancel))!.Value.Secret;
    }

    /// <summary>Puts the player's match back into his library.</summary>
    public async Task FreshLibraryAsync()
    {
        await using var db = App.OpenDatabase();
        if (!await db.Library.AnyAsync(l => l.UserId == Player.Id, Cancel))
        {
            var match = await db.Replays.SingleAsync(r => r.Id == Guid.Parse(Replay), Cancel);
            db.Library.Add(new() { UserId = Player.Id, ReplayId = match.Id, PlayedAt = match.PlayedAt });
        }

        await db.SaveChangesAsync(Cancel);
    }

    /// <summary>Puts the player back into his team, and whoever doesn't belong there out of it.</summary>
    public async Task FreshMembersAsync()
    {
        await using var db = App.OpenDatabase();
        var belong = new[] { "Hero", "Team-mate", "Coach" };
        await db.TeamMembers.Where(m => m.TeamId == Team && db.Users.Any(u => u.Id == m.UserId && !belong.Contains(u.DisplayName))).ExecuteDeleteAsync(Cancel);
        if (!await db.TeamMembers.AnyAsync(m => m.TeamId == Team && m.UserId == Player.Id, Cancel))
            db.TeamMembers.Add(new() { TeamId = Team, UserId = Player.Id, Role = TeamRole.Player, JoinedAt = DateTimeOffset.UnixEpoch });
        await db.SaveChangesAsync(Cancel);
    }

    /// <summary>Makes the player's profile public with a link, or visible to his team again.</summary>
    public async Task ShowAsync(ProfileVisibility visibility)
    {
        var profiles = App.Services.GetRequiredService<Profiles>();
        await profiles.ChangeAsync(Player.Id, (await profiles.FindAsync(Player.Id, Cancel))! with { Visibility = visibility }, Caller.Server, Cancel);
        Link = await profiles.MakeLinkAsync(Player.Id, Caller.Server, Cancel) ?? "none";
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _programs.Values.Concat(_browsers.Values))
            client.Dispose();
        await App.DisposeAsync();
        await Server.DisposeAsync();
    }

    private async Task<Guid> TeamAsync(KnownUser coach, params (KnownUser User, TeamRole Role)[] members)
    {
        var (team, errors) = await App.Services.GetRequiredService<TeamService>().CreateAsync(coach.Id, "Team", Caller.Server, Cancel);
        Assert.Empty(errors);
        await using var db = App.OpenDatabase();
        db.TeamMembers.AddRange(members.Select(m => new TeamMember { TeamId = team!.Value, UserId = m.User.Id, Role = m.Role, JoinedAt = DateTimeOffset.UnixEpoch }));
        await db.SaveChangesAsync(Cancel);
        return team!.Value;
    }
}
