using System.Globalization;
using CsvHelper;
using Microsoft.EntityFrameworkCore;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Data;

namespace RocketTrainer.Core.Replays;

/// <summary>
/// Matches as CSV: one row for each player of each match, newest first; then one column for each player stat of the
/// catalogue under its key. Empty is unknown; numbers are invariant and exactly those of the payload.
/// </summary>
public sealed class ReplayExport(IDbContextFactory<RocketTrainerDb> factory)
{
    private const int PageSize = 100;

    private static readonly (string Name, Func<Replay, PlayerStats, object?> Value)[] Columns =
    [
        ("replayId", (r, _) => r.Id),
        ("matchGuid", (r, _) => r.MatchGuid),
        ("playedAt", (r, _) => r.PlayedAt),
        ("playlist", (r, _) => r.PlaylistId),
        ("map", (r, _) => r.MapCode),
        ("duration", (r, _) => r.Duration),
        ("overtime", (r, _) => r.Overtime),
        ("team", (_, p) => p.Color == TeamColor.Blue ? "blue" : "orange"),
        ("playerName", (_, p) => p.Name),
        ("platform", (_, p) => p.Platform),
        ("platformId", (_, p) => p.PlatformId),
        ("playerNumber", (_, p) => p.PlayerNumber),
        ("rankTier", (_, p) => p.Rank.Tier),
        ("rankDivision", (_, p) => p.Rank.Division),
        ("startTime", (_, p) => p.StartTime),
        ("endTime", (_, p) => p.EndTime),
        ("mvp", (_, p) => p.Mvp),
        ("carId", (_, p) => p.CarId),
        ("carName", (_, p) => p.CarName),
        ("camera.fov", (_, p) => p.Camera.Fov),
        ("camera.height", (_, p) => p.Camera.Height),
        ("camera.pitch", (_, p) => p.Camera.Pitch),
        ("camera.distance", (_, p) => p.Camera.Distance),
        ("camera.stiffness", (_, p) => p.Camera.Stiffness),
        ("camera.swivel_speed", (_, p) => p.Camera.SwivelSpeed),
        ("camera.transition_speed", (_, p) => p.Camera.TransitionSpeed),
        ("steering_sensitivity", (_, p) => p.SteeringSensitivity),
        .. StatCatalog.OfPlayer.Select(stat => (stat.Key, (Func<Replay, PlayerStats, object?>)((_, p) => p[stat.Column]))),
    ];

    /// <summary>Writes, in UTF-8, the header and every row that the viewer may see and the filter lets through; holds one page of matches at a time.</summary>
    public async Task WriteAsync(Viewer viewer, ReplayFilter filter, Stream target, CancellationToken cancellationToken)
    {
        await using var csv = CsvWriter.Create(target, CsvWriterOptions.Default, leaveOpen: true);
        foreach (var (name, _) in Columns)
            csv.WriteField(name);
        await csv.EndRecordAsync(cancellationToken);

        ReplayCursor? cursor = null;
        do
        {
            var page = await PageAsync(viewer, filter, cursor, cancellationToken);
            foreach (var replay in page)
            {
                foreach (var player in replay.Players.OrderBy(p => p.Slot))
                {
                    foreach (var (_, value) in Columns)
                        csv.WriteField(Text(value(replay, player)));
                    await csv.EndRecordAsync(cancellationToken);
                }
            }

            await csv.FlushAsync(cancellationToken);
            cursor = page.Count == PageSize ? new ReplayCursor(page[^1].PlayedAt, page[^1].Id) : null;
        }
        while (cursor is not null);
    }

    private async Task<List<Replay>> PageAsync(Viewer viewer, ReplayFilter filter, ReplayCursor? cursor, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var places = await db.PlacesAsync(viewer, filter, cursor, PageSize, cancellationToken);
        var ids = places.Select(p => p.ReplayId).ToList();
        var page = await db.Replays.AsNoTracking().Where(r => EF.Parameter(ids).Contains(r.Id)).OrderByDescending(r => r.PlayedAt).ThenByDescending(r => r.Id)
            .Include(r => r.Players).Include(r => r.Sources).AsSplitQuery().ToListAsync(cancellationToken);
        var hidden = page.Where(r => !ReplayQueries.IsPublic(r)).SelectMany(r => r.Players).ToList();
        var named = await db.NamedForAsync(viewer, hidden.Select(p => p.PlayerId), cancellationToken);
        foreach (var player in hidden.Where(p => p.PlayerId is null || !named.Contains(p.PlayerId)))
            (player.Name, player.PlatformId) = (null, null);
        return page;
    }

    private static string? Text(object? value) => value switch
    {
        null => null,
        bool flag => flag ? "true" : "false",
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        DateTimeOffset instant => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };
}
