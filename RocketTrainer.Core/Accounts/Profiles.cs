using Microsoft.EntityFrameworkCore;
using RocketTrainer.Core.Accounts.Keys;
using RocketTrainer.Core.Data;
using RocketTrainer.Core.Replays;

namespace RocketTrainer.Core.Accounts;

/// <summary>A user as he sees and changes himself.</summary>
public sealed record Profile
{
    public required string DisplayName { get; init; }

    /// <summary>An IANA name; null: times are shown in UTC.</summary>
    public required string? TimeZone { get; init; }

    /// <summary>A playlist's id.</summary>
    public required string? MainPlaylist { get; init; }

    /// <summary>A rank's id, see <see cref="Ranks"/>.</summary>
    public required string? TargetRank { get; init; }

    public required Theme Theme { get; init; }
    public required ProfileVisibility Visibility { get; init; }

    /// <summary>The secret end of the public profile's address; null while there is none.</summary>
    public required string? ProfileLink { get; init; }
}

/// <summary>Somebody's public profile, as whoever holds its link sees it.</summary>
/// <param name="Accounts">The proven ones.</param>
public sealed record PublicProfile(Guid UserId, string DisplayName, string? AvatarUrl, string? MainPlaylist, IReadOnlyList<LinkedAccountView> Accounts);

/// <summary>Reads and changes profiles.</summary>
public sealed class Profiles(IDbContextFactory<RocketTrainerDb> factory, Users users, AuditLog audit)
{
    public async Task<Profile?> FindAsync(Guid userId, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await db.Users.AsNoTracking().SingleOrDefaultAsync(u => u.Id == userId, cancellationToken) is { } user ? Of(user) : null;
    }

    /// <summary>Makes the profile what is given; or changes nothing and tells what is wrong, by field.</summary>
    /// <remarks>The link is not changed here, but a profile that is no longer public loses it.</remarks>
    public async Task<IReadOnlyDictionary<string, string[]>> ChangeAsync(Guid userId, Profile wanted, Caller caller, CancellationToken cancellationToken)
    {
        var errors = Check(wanted);
        if (errors.Count > 0)
            return errors;
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var user = await db.Users.SingleAsync(u => u.Id == userId, cancellationToken);
        if (user.Visibility != wanted.Visibility)
            audit.Add(db, AuditKind.VisibilityChanged, userId, caller, wanted.Visibility.ToString().ToLowerInvariant());
        user.DisplayName = wanted.DisplayName.Trim();
        user.TimeZone = wanted.TimeZone;
        user.MainPlaylist = wanted.MainPlaylist;
        user.TargetRank = Ranks.TierOf(wanted.TargetRank);
        user.Theme = wanted.Theme;
        user.Visibility = wanted.Visibility;
        if (user.Visibility != ProfileVisibility.Public)
            user.ProfileLink = null;
        await db.SaveChangesAsync(cancellationToken);
        users.Forget(userId);
        return errors;
    }

    public async Task SetThemeAsync(Guid userId, Theme theme, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await db.Users.Where(u => u.Id == userId).ExecuteUpdateAsync(s => s.SetProperty(u => u.Theme, theme), cancellationToken);
        users.Forget(userId);
    }

    /// <summary>A new link to the public profile, in place of the old one; null when the profile is not public.</summary>
    public async Task<string?> MakeLinkAsync(Guid userId, Caller caller, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var user = await db.Users.SingleAsync(u => u.Id == userId, cancellationToken);
        if (user.Visibility != ProfileVisibility.Public)
            return null;
        user.ProfileLink = Secrets.New();
        audit.Add(db, AuditKind.ProfileLinkMade, userId, caller);
        await db.SaveChangesAsync(cancellationToken);
        return user.ProfileLink;
    }

    /// <summary>From now on nobody gets in by the link any more.</summary>
    public async Task TakeBackLinkAsync(Guid userId, Caller caller, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var user = await db.Users.SingleAsync(u => u.Id == userId, cancellationToken);
        if (user.ProfileLink is null)
            return;
        user.ProfileLink = null;
        audit.Add(db, AuditKind.ProfileLinkTakenBack, userId, caller);
        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>The public profile that a link leads to, or null.</summary>
    public async Task<PublicProfile?> FindByLinkAsync(string link, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var user = await db.Users.AsNoTracking().Include(u => u.Accounts)
            .SingleOrDefaultAsync(u => u.ProfileLink == link && u.Visibility == ProfileVisibility.Public, cancellationToken);
        return user is null ? null : new(user.Id, user.DisplayName, user.AvatarUrl, user.MainPlaylist,
            [.. user.Accounts.Where(a => a.VerifiedAt is not null).OrderBy(a => a.LinkedAt).Select(LinkedAccountView.Of)]);
    }

    private static Profile Of(User user) => new()
    {
        DisplayName = user.DisplayName,
        TimeZone = user.TimeZone,
        MainPlaylist = user.MainPlaylist,
        TargetRank = Ranks.IdOf(user.TargetRank),
        Theme = user.Theme,
        Visibility = user.Visibility,
        ProfileLink = user.ProfileLink,
    };

    private static Dictionary<string, string[]> Check(Profile wanted)
    {
        var errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
        if (wanted.DisplayName?.Trim() is not { Length: >= 1 and <= User.LongestDisplayName } name || name.Any(char.IsControl))
            errors["displayName"] = [$"A name has 1 to {User.LongestDisplayName} characters."];
        if (wanted.TimeZone is { } zone && !IsTimeZone(zone))
            errors["timeZone"] = ["Write a time zone as Europe/Berlin or America/New_York."];
        if (wanted.MainPlaylist is { } playlist && !Playlists.IsKnown(playlist))
            errors["mainPlaylist"] = [$"Playlists are {string.Join(", ", Playlists.All.Select(p => p.Id))}."];
        if (wanted.TargetRank is { } rank && !Ranks.Ranked.Contains(rank))
            errors["targetRank"] = ["Write a rank as bronze-1 to grand-champion-3, or supersonic-legend."];
        return errors;
    }

    // The system also knows zones by names that a browser doesn't.
    private static bool IsTimeZone(string zone) => zone == "UTC" || (zone.Contains('/', StringComparison.Ordinal) && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _));
}
