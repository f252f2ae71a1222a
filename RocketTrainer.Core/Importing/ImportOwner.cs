using Microsoft.EntityFrameworkCore;
using RocketTrainer.Core.Data;
using RocketTrainer.Core.Importing.Uploads;
using RocketTrainer.Core.Replays;

namespace RocketTrainer.Core.Importing;

/// <summary>
/// Whose import it is, and what he may take: the key that asks Ballchasing sees its owner's private replays, and those
/// are nobody else's.
/// </summary>
internal sealed record ImportOwner(Guid? UserId, IReadOnlySet<string> SteamIds, IReadOnlySet<Guid> Uploads, ImportSource Source)
{
    public const string NotYours = "Its uploader keeps this replay private on Ballchasing.";

    public static async Task<ImportOwner> OfAsync(RocketTrainerDb db, Guid importId, CancellationToken cancellationToken)
    {
        var import = await db.Imports.Where(i => i.Id == importId).Select(i => new { i.UserId, i.Source }).SingleAsync(cancellationToken);
        // The file was his, whosever key handed it on.
        var uploads = await db.Uploads.Where(u => u.UserId == import.UserId && u.State == UploadState.Taken && u.Visibility != VisibleReplays.Public).Select(u => u.BallchasingId!.Value).ToListAsync(cancellationToken);
        return new(import.UserId, await SteamIdsOfAsync(db, import.UserId, cancellationToken), uploads.ToHashSet(), import.Source);
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
        || (uploaderSteamId is not null && SteamIds.Contains(uploaderSteamId))
        || Uploads.Contains(ballchasingId)
        || (visibility != "private" && Source == ImportSource.Replays);
}
