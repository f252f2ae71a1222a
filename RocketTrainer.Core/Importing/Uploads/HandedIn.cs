using Microsoft.EntityFrameworkCore;
using RocketTrainer.Core.Data;

namespace RocketTrainer.Core.Importing.Uploads;

/// <summary>
/// Who handed replays in here. Ballchasing names the key's owner as their uploader, and with the server's key that is
/// somebody else.
/// </summary>
internal static class HandedIn
{
    /// <summary>The users, by Ballchasing's id, of those among <paramref name="replays"/> that were handed in here.</summary>
    public static async Task<ILookup<Guid, Guid>> AmongAsync(RocketTrainerDb db, IReadOnlyCollection<Guid> replays, CancellationToken cancellationToken)
    {
        var ids = replays.Select(id => (Guid?)id).ToList();
        return (await db.Uploads.Where(u => u.State == UploadState.Taken && EF.Parameter(ids).Contains(u.BallchasingId)).Select(u => new { Id = u.BallchasingId!.Value, u.UserId }).ToListAsync(cancellationToken))
            .ToLookup(u => u.Id, u => u.UserId);
    }
}
