using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using RocketTrainer.Core.Data;
using RocketTrainer.Core.Replays;

namespace RocketTrainer.Core.Coaching;

/// <summary>Norms as somebody was held against them once.</summary>
public sealed class NormSnapshot
{
    /// <summary>See <see cref="PopulationNorms.Id"/>.</summary>
    public required string Id { get; init; }

    public required string Playlist { get; init; }
    public required DateTimeOffset MadeAt { get; init; }

    /// <summary><see cref="SkillNorms"/> as JSON, compressed.</summary>
    public required byte[] Skills { get; init; }
}

/// <summary>
/// Keeps the norms that percentiles were told by, one a day and playlist, for 400 days: so that a change can be split into what the
/// player did and what the ruler did.
/// </summary>
public sealed partial class NormSnapshots(IDbContextFactory<RocketTrainerDb> factory, ILogger<NormSnapshots> logger)
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(400);

    /// <summary>Keeps these in place of the others of their day. Where that fails the norms are as good; it is logged.</summary>
    public async Task KeepAsync(PopulationNorms norms, CancellationToken cancellationToken)
    {
        if (norms.Skills.Tiers.Count == 0)
            return;
        try
        {
            await using var db = await factory.CreateDbContextAsync(cancellationToken);
            await using var transaction = await db.BeginWriteAsync(cancellationToken);
            var day = new DateTimeOffset(norms.MadeAt.UtcDateTime.Date, TimeSpan.Zero);
            var (next, old) = (day.AddDays(1), norms.MadeAt - Kept);
            await db.NormSnapshots.Where(s => s.Playlist == norms.Playlist && ((s.MadeAt >= day && s.MadeAt < next) || s.MadeAt < old)).ExecuteDeleteAsync(cancellationToken);
            db.NormSnapshots.Add(new() { Id = norms.Id, Playlist = norms.Playlist, MadeAt = norms.MadeAt, Skills = PayloadCompression.Compress(JsonSerializer.SerializeToUtf8Bytes(norms.Skills)) });
            await db.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogNotKept(logger, norms.Playlist, e);
        }
    }

    /// <summary>The newest norms of a playlist that were made before an instant; null where none are kept.</summary>
    public async Task<(string Id, DateTimeOffset MadeAt, SkillNorms Skills)?> BeforeAsync(string playlist, DateTimeOffset before, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await db.NormSnapshots.AsNoTracking().Where(s => s.Playlist == playlist && s.MadeAt < before).OrderByDescending(s => s.MadeAt).FirstOrDefaultAsync(cancellationToken) is { } found
            ? (found.Id, found.MadeAt, JsonSerializer.Deserialize<SkillNorms>(PayloadCompression.Expand(found.Skills))!) : null;
    }

    /// <summary>Of which norms were made from an instant on.</summary>
    public async Task<IReadOnlyList<string>> PlaylistsSinceAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await db.NormSnapshots.Where(s => s.MadeAt >= since).Select(s => s.Playlist).Distinct().OrderBy(p => p).ToListAsync(cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The norms of {Playlist} could not be kept")]
    private static partial void LogNotKept(ILogger logger, string playlist, Exception exception);
}
