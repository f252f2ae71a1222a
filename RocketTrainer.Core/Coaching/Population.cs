using System.Collections.Concurrent;
using MathNet.Numerics.Statistics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Hybrid;
using RocketTrainer.Core.Coaching.Readings;
using RocketTrainer.Core.Data;
using RocketTrainer.Core.Progress;
using RocketTrainer.Core.Replays;

namespace RocketTrainer.Core.Coaching;

/// <summary>
/// What is usual among all players of all stored lobbies. It is nobody's own and the same for everybody, so that it is
/// reckoned once, and anew behind the readers' backs when an import has brought in more.
/// </summary>
public sealed class Population(IDbContextFactory<RocketTrainerDb> factory, NormSnapshots snapshots, HybridCache cache, TimeProvider time)
{
    /// <summary>How many player-games of a playlist are looked at, the newest first.</summary>
    public const int Newest = 20_000;

    /// <summary>How many games of one player count in a window: nobody who is here often is the measure of himself.</summary>
    public const int MostOfOnePlayer = 20;

    private const int Tiers = 22;

    private static readonly int[] SkillColumns = [.. SkillScores.Stats.Select(PlayerGame.PlaceOf)];

    private static readonly TimeSpan InUse = TimeSpan.FromDays(7);

    private static readonly HybridCacheEntryOptions ForADay = new() { Expiration = TimeSpan.FromDays(1), LocalCacheExpiration = TimeSpan.FromHours(1) };

    private readonly ConcurrentDictionary<string, bool> _asked = new(StringComparer.Ordinal);

    /// <summary>The norms of a playlist; without windows where nobody's rank is known.</summary>
    public ValueTask<PopulationNorms> OfAsync(string playlist, CancellationToken cancellationToken)
    {
        _asked.TryAdd(playlist, true);
        return cache.GetOrCreateAsync(KeyOf(playlist), (Population: this, playlist), static (ask, ct) => new ValueTask<PopulationNorms>(ask.Population.ReckonAsync(ask.playlist, ct)), ForADay, cancellationToken: cancellationToken);
    }

    /// <summary>Reckons anew what somebody asked this process for; who asks meanwhile is told the old norms.</summary>
    public async Task RenewAsync(CancellationToken cancellationToken)
    {
        foreach (var playlist in _asked.Keys)
            await cache.SetAsync(KeyOf(playlist), await ReckonAsync(playlist, cancellationToken), ForADay, cancellationToken: cancellationToken);
    }

    /// <summary>Has the norms ready that somebody was held against within the last days: he who asks first would wait for all players of a playlist.</summary>
    /// <returns>Of which playlists.</returns>
    public async Task<IReadOnlyList<string>> PrepareAsync(CancellationToken cancellationToken)
    {
        var playlists = await snapshots.PlaylistsSinceAsync(time.GetUtcNow() - InUse, cancellationToken);
        foreach (var playlist in playlists)
            await OfAsync(playlist, cancellationToken);
        return playlists;
    }

    private static string KeyOf(string playlist) => $"population:{playlist}";

    private async Task<PopulationNorms> ReckonAsync(string playlist, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var ranked = db.PlayerStats.Where(p => p.PlaylistId == playlist && p.PlayerId != null && p.Rank.Tier > 0).OrderByDescending(p => p.PlayedAt).ThenByDescending(p => p.ReplayId).ThenByDescending(p => p.Slot).Take(Newest); // as the key goes: nothing is sorted
        var rows = await StatSeries.ReadRankedAsync(db, ranked, PlayerGame.Stats, cancellationToken);
        var since = rows.Count == 0 ? default : rows[^1].PlayedAt;
        var seasons = await db.Replays.Where(r => r.PlaylistId == playlist && r.PlayedAt >= since).Select(r => new { r.Id, r.Season, r.SeasonType }).ToDictionaryAsync(r => r.Id, r => Seasons.IdOf(r.Season, r.SeasonType) ?? "", cancellationToken);
        var games = rows.Select(row => new Game(row, PlayerGame.Minutes(row.Values), seasons.GetValueOrDefault(row.ReplayId, ""))).Where(g => g.Minutes >= PlayerGame.ShortestMinutes).ToList();
        var windows = new Dictionary<int, RankWindow>();
        for (var tier = 1; tier <= Tiers; tier++)
        {
            var near = games.Where(g => Math.Abs(g.Row.Tier - tier) <= 1).GroupBy(g => g.Row.PlayerId, StringComparer.Ordinal).SelectMany(g => g.Take(MostOfOnePlayer)).OrderByDescending(g => g.Row.PlayedAt).ToList();
            if (near.Count > 0)
                windows[tier] = Window(tier, [.. near.Take(Math.Max(PopulationNorms.FewestGames, near.Count(g => g.Season == near[0].Season)))]);
        }

        var skills = SkillPopulation.Reckon(playlist, games.ConvertAll(g => new RankedGame(g.Row.PlayedAt, g.Row.ReplayId, g.Row.PlayerId, g.Row.Color, g.Row.Tier, g.Season, SkillScores.Of(Array.ConvertAll(SkillColumns, place => g.Row.Values[place])))));
        var norms = new PopulationNorms(playlist, time.GetUtcNow(), windows, skills);
        await snapshots.KeepAsync(norms, cancellationToken);
        return norms;
    }

    private static RankWindow Window(int tier, List<Game> games)
    {
        var stats = new Dictionary<string, StatNorm>(StringComparer.Ordinal);
        for (var place = 0; place < PlayerGame.Stats.Length; place++)
        {
            var stat = PlayerGame.Stats[place];
            var rates = games.Select(g => PlayerGame.Rate(stat, g.Row.Values[place], g.Minutes)).Where(rate => !double.IsNaN(rate)).ToArray();
            if (rates.Length < 2)
                continue;
            var (mean, spread) = ArrayStatistics.MeanStandardDeviation(rates);
            Array.Sort(rates);
            stats[stat.Key] = new(rates.Length, mean, spread, [.. Enumerable.Range(0, StatNorm.Steps + 1).Select(i => SortedArrayStatistics.QuantileCustom(rates, (double)i / StatNorm.Steps, QuantileDefinition.R7))]);
        }

        return new(tier, games.Count, games.Select(g => g.Row.PlayerId).Distinct(StringComparer.Ordinal).Count(), games.Min(g => g.Row.PlayedAt), games.Max(g => g.Row.PlayedAt), games[0].Season, stats);
    }

    private sealed record Game(StatSeries.RankedRow Row, double Minutes, string Season);
}
