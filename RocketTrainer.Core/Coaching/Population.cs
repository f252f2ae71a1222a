using System.Collections.Concurrent;
using MathNet.Numerics.Statistics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Hybrid;
using RocketTrainer.Core.Coaching.Readings;
using RocketTrainer.Core.Data;

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
        var lobbies = await StoredLobby.ReadCountedAsync(db, playlist, PlayerGame.Stats, Newest, cancellationToken);
        var games = lobbies.SelectMany(RankedGames).ToList();
        var windows = new Dictionary<int, RankWindow>();
        for (var tier = 1; tier <= Tiers; tier++)
        {
            var near = games.Where(g => Math.Abs(g.Tier - tier) <= 1).GroupBy(g => g.PlayerId, StringComparer.Ordinal).SelectMany(g => g.Take(MostOfOnePlayer)).OrderByDescending(g => g.Lobby.PlayedAt).ToList();
            if (near.Count > 0)
                windows[tier] = Window(tier, [.. near.Take(Math.Max(PopulationNorms.FewestGames, near.Count(g => g.Lobby.Season == near[0].Lobby.Season)))]);
        }

        var norms = new PopulationNorms(playlist, time.GetUtcNow(), windows, SkillPopulation.Reckon(playlist, [.. lobbies.SelectMany(Scored)]));
        await snapshots.KeepAsync(norms, cancellationToken);
        return norms;
    }

    private static IEnumerable<Game> RankedGames(StoredLobby lobby) => lobby.Players
        .Select((p, place) => new Game(lobby, place, PlayerGame.Minutes(p.Values))).Where(g => g.Player is { PlayerId: not null, Tier: > 0 } && CountedMatches.WhyNot(g.Minutes) is null);

    private static IEnumerable<RankedGame> Scored(StoredLobby lobby)
    {
        var scores = lobby.Players.Select(p => SkillScores.Of(Array.ConvertAll(SkillColumns, place => p.Values[place]))).ToArray();
        return RankedGames(lobby).Select(g => new RankedGame(lobby.PlayedAt, lobby.ReplayId, g.PlayerId, g.Tier, lobby.Season, scores[g.Place], Others(g, areMates: true), Others(g, areMates: false)));

        double[][] Others(Game game, bool areMates) => [.. scores.Where((_, i) => i != game.Place && lobby.Players[i].Color == game.Player.Color == areMates)];
    }

    private static RankWindow Window(int tier, List<Game> games)
    {
        var stats = new Dictionary<string, StatNorm>(StringComparer.Ordinal);
        for (var place = 0; place < PlayerGame.Stats.Length; place++)
        {
            var stat = PlayerGame.Stats[place];
            var rates = games.Select(g => PlayerGame.Rate(stat, g.Player.Values[place], g.Minutes)).Where(rate => !double.IsNaN(rate)).ToArray();
            if (rates.Length < 2)
                continue;
            var (mean, spread) = ArrayStatistics.MeanStandardDeviation(rates);
            Array.Sort(rates);
            stats[stat.Key] = new(rates.Length, mean, spread, [.. Enumerable.Range(0, StatNorm.Steps + 1).Select(i => SortedArrayStatistics.QuantileCustom(rates, (double)i / StatNorm.Steps, QuantileDefinition.R7))]);
        }

        return new(tier, games.Count, games.Select(g => g.PlayerId).Distinct(StringComparer.Ordinal).Count(), games.Min(g => g.Lobby.PlayedAt), games.Max(g => g.Lobby.PlayedAt), games[0].Lobby.Season, stats);
    }

    private sealed record Game(StoredLobby Lobby, int Place, double Minutes)
    {
        public LobbyPlayer Player => Lobby.Players[Place];

        public string PlayerId => Player.PlayerId!;

        public int Tier => Player.Tier!.Value;
    }
}
