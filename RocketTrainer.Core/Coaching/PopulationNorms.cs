using System.ComponentModel;
using System.Text.Json.Serialization;
using RocketTrainer.Core.Replays;

namespace RocketTrainer.Core.Coaching;

/// <summary>What is usual in one playlist, rank by rank.</summary>
/// <param name="Playlist">A playlist's id.</param>
/// <param name="MadeAt">When this was reckoned.</param>
/// <param name="Windows">By tier, 1 to 22: players of this tier and of the ones beside it. Tiers without anybody are left out.</param>
[ImmutableObject(true)]
public sealed record PopulationNorms(string Playlist, DateTimeOffset MadeAt, IReadOnlyDictionary<int, RankWindow> Windows)
{
    /// <summary>Player-games that it takes to hold somebody against them.</summary>
    public const int FewestGames = 200;

    public RankWindow? At(int? tier) => tier is { } known ? Windows.GetValueOrDefault(known) : null;
}

/// <summary>The players of one tier and of the ones beside it.</summary>
/// <param name="Games">Player-games.</param>
/// <param name="Players">Different accounts among them.</param>
/// <param name="From">The oldest match.</param>
/// <param name="Stats">By the stat's key.</param>
/// <param name="GroupSpreads">By group, the standard deviation of one game's composite.</param>
[ImmutableObject(true)]
public sealed record RankWindow(
    int Tier, int Games, int Players, DateTimeOffset From, DateTimeOffset To, IReadOnlyDictionary<string, StatNorm> Stats, IReadOnlyDictionary<SkillGroup, double> GroupSpreads)
{
    [JsonIgnore]
    public bool IsEnough => Games >= PopulationNorms.FewestGames;

    /// <summary>How far from the usual a game's rate lies, in standard deviations, cut off at 4; null where the stat has no norm or no spread.</summary>
    public double? Z(Stat stat, double rate) => Stats.TryGetValue(stat.Key, out var norm) && norm.EvenSpread > 0 && !double.IsNaN(rate)
        ? Math.Clamp((PlayerGame.Even(stat, rate) - norm.EvenMean) / norm.EvenSpread, -4, 4) : null;

    /// <summary>The mean of a group's stats, each with its sign, in standard deviations; null where fewer than half of them are known.</summary>
    /// <param name="values">In the order of <see cref="PlayerGame.Stats"/>.</param>
    internal double? Composite(SkillGroupEntry group, double[] values, double minutes)
    {
        var (sum, known) = (0.0, 0);
        foreach (var (stat, sign) in group.Stats)
        {
            if (Z(stat, PlayerGame.Rate(stat, values[PlayerGame.PlaceOf(stat)], minutes)) is not { } z)
                continue;
            sum += sign * z;
            known++;
        }

        return known * 2 < group.Stats.Length ? null : sum / known;
    }
}

/// <summary>How a stat lies over player-games; what adds up over time is per minute of play.</summary>
/// <param name="Quantiles">The values below which 0, 5, 10 … 100 per cent lie.</param>
/// <param name="EvenMean">Of the rates as <see cref="PlayerGame.Even"/> makes them.</param>
[ImmutableObject(true)]
public sealed record StatNorm(int Games, double Mean, double Spread, IReadOnlyList<double> Quantiles, double EvenMean, double EvenSpread)
{
    public const int Steps = 20;

    [JsonIgnore]
    public double Median => Quantiles[Steps / 2];

    /// <summary>The share of games that lie below the value, 0 to 100; of games with just this value half. Between the known quantiles linearly.</summary>
    public double Percentile(double value)
    {
        var (below, upTo) = (Quantiles.Count(q => q < value), Quantiles.Count(q => q <= value));
        if (below < upTo)
            return 100.0 / Steps * (below + upTo - 1) / 2; // on a quantile, or on several with the same value
        if (below == 0 || below == Quantiles.Count)
            return below == 0 ? 0 : 100;
        var (low, high) = (Quantiles[below - 1], Quantiles[below]);
        return 100.0 / Steps * (below - 1 + ((value - low) / (high - low)));
    }
}
