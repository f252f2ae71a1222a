using Microsoft.EntityFrameworkCore;
using RocketTrainer.Core.Ballchasing.Budget;
using RocketTrainer.Core.Data;

namespace RocketTrainer.Core.Importing;

/// <summary>What all that syncs by itself has in common.</summary>
internal static class Syncs
{
    /// <summary>How much earlier or later than on time a sync may be, so that not all come at once.</summary>
    private const double Spread = .1;

    public static DateTimeOffset Next(DateTimeOffset now, TimeSpan every) => Microseconds.Whole(now + (every * (1 + (Spread * ((2 * Jitter.Next()) - 1)))));

    /// <summary>Deletes earlier imports of a sync that brought nothing, and tells whether one still runs.</summary>
    public static async Task<bool> TidyAsync(RocketTrainerDb db, Guid syncOf, CancellationToken cancellationToken)
    {
        var mine = db.Imports.Where(i => i.SyncOf == syncOf);
        // One that only waits until Ballchasing has read a file, or that he paused, holds nothing up.
        var running = await mine.AnyAsync(i => i.State != ImportState.Completed && i.State != ImportState.Cancelled && i.State != ImportState.Failed && i.State != ImportState.Paused
            && (!i.ListingDone || i.Listed > i.Imported + i.Duplicates + i.Skipped + i.Pending + i.Failed), cancellationToken);
        // One that brought nothing is no news any more.
        var dull = await mine.Where(i => (i.State == ImportState.Completed || i.State == ImportState.Failed) && i.Imported + i.Failed + i.Pending == 0).Select(i => i.Id).ToListAsync(cancellationToken);
        await db.ImportItems.Where(i => dull.Contains(i.ImportId)).ExecuteDeleteAsync(cancellationToken);
        await db.Imports.Where(i => dull.Contains(i.Id)).ExecuteDeleteAsync(cancellationToken);
        return running;
    }
}
