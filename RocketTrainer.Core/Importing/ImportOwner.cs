using Microsoft.EntityFrameworkCore;
using RocketTrainer.Core.Data;
using RocketTrainer.Core.Replays;

namespace RocketTrainer.Core.Importing;

/// <summary>
/// Whose import it is, and what he may take: the key that asks Ballchasing sees its owner's private replays, and those
/// are nobody else's.
/// </summary>
internal sealed record ImportOwner(Guid? UserId, IReadOnlySet<string> SteamIds, ILookup<Guid, Guid> HandedIn, ImportSource Source)
{
    public const string NotYours = "Its uploader keeps this replay private on Ballchasing.";

    /// <param name="replays">Those that it may be asked about, by Ballchasing's id.</param>
    public static async Task<ImportOwner> OfAsync(RocketTrainerDb db, Guid importId, IReadOnlyCollection<Guid> replays, CancellationToken cancellationToken)
    {
        var import = await db.Imports.Where(i => i.Id == importId).Select(i => new { i.UserId, i.Source }).SingleAsync(cancellationToken);
        return new(import.UserId, await SteamIdsOfAsync(db, import.UserId, cancellationToken), await Uploads.HandedIn.AmongAsync(db, replays, cancellationToken), import.Source);
    }

    /// <summary>The proven Steam accounts of a user, and the one that his Ballchasing key belongs to: what they uploaded is his.</summary>
    public static async Task<IReadOnlySet<string>> SteamIdsOfAsync(RocketTrainerDb db, Guid? userId, CancellationToken cancellationToken)
    {
        var steam = await db.LinkedAccounts.Where(a => a.UserId == userId && a.VerifiedAt != null && a.Platform == "steam")
            .Select(a => a.PlayerId!).ToListAsync(cancellationToken);
        // Whoever has somebody's key has his replays, too.
        var keys = await db.OwnBallchasingKeys.Where(k => k.UserId == userId && k.RefusedAt == null && k.OwnerSteamId != null).Select(k => k.OwnerSteamId!).ToListAsync(cancellationToken);
        return steam.Select(id => id["steam:".Length..]).Concat(keys).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Public ones anybody; unlisted ones whoever knows the id; private ones their uploader.</summary>
    public bool MayTake(Guid ballchasingId, string? visibility, string? uploaderSteamId) =>
        visibility == VisibleReplays.Public
        || (UserId is { } user && IsHis(user, SteamIds, HandedIn, ballchasingId, uploaderSteamId))
        || (visibility != "private" && Source == ImportSource.Replays);

    /// <summary>Whoever handed the file in here, or else the uploader that Ballchasing names.</summary>
    public static bool IsHis(Guid user, IReadOnlySet<string> steamIds, ILookup<Guid, Guid> handedIn, Guid ballchasingId, string? uploaderSteamId) =>
        handedIn.Contains(ballchasingId) ? handedIn[ballchasingId].Contains(user) : uploaderSteamId is not null && steamIds.Contains(uploaderSteamId);
}
