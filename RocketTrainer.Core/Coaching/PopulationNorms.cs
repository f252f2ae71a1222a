using System.ComponentModel;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace RocketTrainer.Core.Coaching;

/// <summary>What is usual in one playlist, rank by rank.</summary>
/// <param name="Playlist">A playlist's id.</param>
/// <param name="MadeAt">When this was reckoned.</param>
/// <param name="Windows">By tier, 1 to 22: players of this tier and of the ones beside it. Tiers without anybody are left out.</param>
/// <param name="Skills">Of the skills' scores.</param>
[ImmutableObject(true)]
public sealed record PopulationNorms(string Playlist, DateTimeOffset MadeAt, IReadOnlyDictionary<int, RankWindow> Windows, SkillNorms Skills)
{
    /// <summary>Player-games that it takes to hold somebody against them.</summary>
    public const int FewestGames = 200;

    /// <summary>The same for norms that are the same: a hash of the skills' in hexadecimal digits.</summary>
    [JsonIgnore]
    public string Id => field ??= Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(Skills)))[..12];

    public RankWindow? At(int? tier) => tier is { } known ? Windows.GetValueOrDefault(known) : null;
}

/// <summary>The players of one tier and of the ones beside it.</summary>
/// <param name="Games">Player-games.</param>
/// <param name="Players">Different accounts among them.</param>
/// <param name="From">The oldest match.</param>
/// <param name="Season">The newest one's id, empty where unknown. Earlier ones only fill up to <see cref="PopulationNorms.FewestGames"/>.</param>
/// <param name="Stats">By the stat's key.</param>
[ImmutableObject(true)]
public sealed record RankWindow(
    int Tier, int Games, int Players, DateTimeOffset From, DateTimeOffset To, string Season, IReadOnlyDictionary<string, StatNorm> Stats)
{
    [JsonIgnore]
    public bool IsEnough => Games >= PopulationNorms.FewestGames;
}

/// <summary>How a stat lies over player-games; what adds up over time is per minute of play.</summary>
/// <param name="Quantiles">The values below which 0, 5, 10 … 100 per cent lie.</param>
[ImmutableObject(true)]
public sealed record StatNorm(int Games, double Mean, double Spread, IReadOnlyList<double> Quantiles)
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
