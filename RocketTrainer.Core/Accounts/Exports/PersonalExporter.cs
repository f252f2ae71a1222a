using System.IO.Compression;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using RocketTrainer.Core.Data;
using RocketTrainer.Core.Replays;

namespace RocketTrainer.Core.Accounts.Exports;

/// <summary>Writes everything that is stored about a user into a zip: what the user is in JSON, the matches as CSV. No secrets.</summary>
public sealed class PersonalExporter(IDbContextFactory<RocketTrainerDb> factory, ReplayExport replays, AuditLog audit)
{
    private const int MostLines = 100_000;

    private const string ReadMe =
        """
        Everything that RocketTrainer stores about you.

        profile.json         who you are here, and your settings
        accounts.json        the accounts you linked, and how they were proven
        match-claims.json    rows of matches that you said are yours, or not
        api-keys.json        your keys; only their beginning is stored in a readable form
        ballchasing-key.json whose Ballchasing key you gave; the key itself is not in here
        webhook.json         where you are told that an import ended; not the address itself
        imports.json         what you had brought in
        groups.json          groups on Ballchasing that are kept in sync for you
        uploads.json         replay files that you handed in; the files themselves are at Ballchasing
        library.json         Ballchasing's ids of the matches that you brought in
        tags.json            words that you put on matches
        notes.json           what you wrote about matches
        teams.json           teams that you are in
        labels.json          which skill you called a player's weakest, and what your coaches called yours
        name-removals.json   requests not to be named
        audit.json           what was noted about sign-ins, keys, exports and changes
        matches.csv          your matches: one row for each player of each match, empty where unknown
        """;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // files for people, not for pages
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <returns>The zip's bytes.</returns>
    /// <exception cref="InvalidOperationException">There is no such user.</exception>
    public async Task<byte[]> WriteAsync(Guid userId, CancellationToken cancellationToken)
    {
        using var target = new MemoryStream();
        await using (var zip = await ZipArchive.CreateAsync(target, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8, cancellationToken))
        {
            await using var db = await factory.CreateDbContextAsync(cancellationToken);
            await AddAsync("README.txt", async entry => await entry.WriteAsync(Encoding.UTF8.GetBytes(ReadMe), cancellationToken));

            var user = await db.Users.AsNoTracking().SingleAsync(u => u.Id == userId, cancellationToken);
            await AddJsonAsync("profile.json", new
            {
                user.Id, user.DisplayName, user.AvatarUrl, user.IsCoach, user.IsAdministrator, user.Visibility, HasProfileLink = user.ProfileLink is not null,
                user.TimeZone, user.MainPlaylist, TargetRank = Ranks.IdOf(user.TargetRank), user.Theme, user.CreatedAt, user.LastSignInAt,
            });
            await AddJsonAsync("accounts.json", (await db.LinkedAccounts.AsNoTracking().Where(a => a.UserId == userId).OrderBy(a => a.LinkedAt).ToListAsync(cancellationToken)).Select(LinkedAccountView.Of));
            await AddJsonAsync("match-claims.json", await db.MatchClaims.AsNoTracking().Where(c => db.LinkedAccounts.Any(a => a.Id == c.LinkedAccountId && a.UserId == userId)).ToListAsync(cancellationToken));
            await AddJsonAsync("api-keys.json", await db.ApiKeys.AsNoTracking().Where(k => k.UserId == userId).OrderBy(k => k.CreatedAt)
                .Select(k => new { k.Id, k.Name, k.Prefix, k.Scopes, k.CreatedAt, k.ExpiresAt, k.LastUsedAt, k.RevokedAt }).ToListAsync(cancellationToken));
            await AddJsonAsync("ballchasing-key.json", await db.OwnBallchasingKeys.AsNoTracking().Where(k => k.UserId == userId)
                .Select(k => new { k.OwnerName, k.OwnerSteamId, k.Tier, k.AddedAt, k.RefusedAt }).ToListAsync(cancellationToken));
            await AddJsonAsync("webhook.json", await db.Webhooks.AsNoTracking().Where(w => w.UserId == userId).Select(w => new { w.Host, w.AddedAt, w.FailedAt, w.Error }).ToListAsync(cancellationToken));
            await AddJsonAsync("imports.json", await db.Imports.AsNoTracking().Where(i => i.UserId == userId).OrderBy(i => i.CreatedAt).ToListAsync(cancellationToken));
            await AddJsonAsync("groups.json", await db.FollowedGroups.Where(g => g.UserId == userId).OrderBy(g => g.AddedAt).Select(g => new { g.GroupId, g.AddedAt, g.SyncedAt }).ToListAsync(cancellationToken));
            await AddJsonAsync("uploads.json", await db.Uploads.Where(u => u.UserId == userId).OrderBy(u => u.CreatedAt)
                .Select(u => new { u.FileName, u.Size, u.Visibility, u.State, u.Error, u.BallchasingId, u.CreatedAt }).ToListAsync(cancellationToken));
            await AddJsonAsync("library.json", await db.Library.Where(l => l.UserId == userId).Select(l => l.ReplayId).ToListAsync(cancellationToken));
            await AddJsonAsync("notes.json", await db.ReplayNotes.Where(n => n.UserId == userId).OrderBy(n => n.ChangedAt).Select(n => new { n.ReplayId, n.Text, n.ChangedAt }).ToListAsync(cancellationToken));
            await AddJsonAsync("tags.json", await db.ReplayTags.Where(t => t.UserId == userId).OrderBy(t => t.Tag).Select(t => new { t.ReplayId, t.Tag }).ToListAsync(cancellationToken));
            await AddJsonAsync("teams.json", await db.TeamMembers.Where(m => m.UserId == userId)
                .Join(db.Teams, m => m.TeamId, t => t.Id, (m, t) => new { t.Id, t.Name, m.Role, m.JoinedAt }).ToListAsync(cancellationToken));
            await AddJsonAsync("labels.json", await db.WeaknessLabels.Where(l => l.UserId == userId || db.LinkedAccounts.Any(a => a.UserId == userId && a.VerifiedAt != null && a.PlayerId == l.PlayerId))
                .OrderBy(l => l.LabelledAt).Select(l => new { ByYou = l.UserId == userId, l.PlayerId, l.Playlist, l.LabelledAt, l.Kind, l.Group, l.First, l.IsFlagged, l.Place, l.Matches, l.Ruler }).ToListAsync(cancellationToken));
            await AddJsonAsync("name-removals.json", await db.NameRemovals.AsNoTracking().Where(r => r.RequestedBy == userId).ToListAsync(cancellationToken));
            await AddJsonAsync("audit.json", await audit.ListAsync(userId, before: null, MostLines, cancellationToken));
            await AddAsync("matches.csv", entry => replays.WriteAsync(new Viewer.Person(userId), ReplayFilter.All, entry, cancellationToken));

            Task AddJsonAsync(string name, object value) => AddAsync(name, entry => JsonSerializer.SerializeAsync(entry, value, Json, cancellationToken));

            async Task AddAsync(string name, Func<Stream, Task> write)
            {
                await using var entry = await zip.CreateEntry(name, CompressionLevel.Fastest).OpenAsync(cancellationToken);
                await write(entry);
            }
        }

        return target.ToArray();
    }
}
