using System.Text.Json;
using RocketTrainer.Core.Replays;
using RocketTrainer.Tests.Support;
using RocketTrainer.Web.Features.Glossary;

namespace RocketTrainer.Tests.Components.Features.Glossary;

/// <summary>What the glossary says of how stats hang together, held against recorded replies.</summary>
public sealed class StatFormulasTests
{
    /// <summary>Per unit, and from 100 on per hundred: Ballchasing rounds seconds to hundredths and boost to whole numbers.</summary>
    private const double Rounding = 0.01;

    private static readonly Lazy<List<JsonElement>> Players = new(() =>
    [
        .. SharedSamples.Objects(e => e.TryGetProperty("blue", out var blue) && blue.TryGetProperty("stats", out _))
            .SelectMany(d => new[] { d.Json.GetProperty("blue"), d.Json.GetProperty("orange") })
            .SelectMany(t => t.TryGetProperty("players", out var list) ? list.EnumerateArray() : []).Select(p => p.GetProperty("stats")),
    ]);

    public static TheoryData<string> Followed => [.. StatCatalog.All.Where(s => StatFormulas.Of(s) is not null).Select(s => s.Key)];

    [Theory]
    [MemberData(nameof(Followed))]
    public void Formula_OfRecordedPlayers_GivesWhatBallchasingGave(string key)
    {
        var formula = StatFormulas.Of(StatCatalog.Get(key))!;
        var held = 0;
        foreach (var stats in Players.Value)
        {
            if (Value(stats, key) is not { } given || Sum(stats, formula.Over) is not { } over || Under(stats, formula, key) is not ({ } under and > 0))
                continue;
            var reckoned = formula.Factor * over / under / formula.Divisor;
            Assert.True(Math.Abs(given - reckoned) <= Rounding * Math.Max(1, given / 100), $"{key}: {given} given, {reckoned} reckoned");
            held++;
        }

        Assert.True(held > 150, $"{key} was held against {held} players only.");
    }

    [Fact]
    public void Shares_AllOfThem_FollowFromTheirTimes() =>
        Assert.All(StatCatalog.All.Where(s => s.Unit == StatUnit.Percent), s => Assert.NotNull(StatFormulas.Of(s)));

    private static double? Under(JsonElement stats, StatFormula formula, string key) =>
        formula.ByTimeInPlay ? TimeInPlay(stats, key) : formula.Under.IsEmpty ? 1 : Sum(stats, formula.Under);

    /// <summary>The seconds in play aren't given: another stat that goes by them tells. Null for whoever was hardly there, whose rounded seconds tell little.</summary>
    private static double? TimeInPlay(JsonElement stats, string but)
    {
        var (factor, over, given) = but == "boost.bcpm"
            ? (100, "positioning.time_most_back", "positioning.percent_most_back")
            : (60, "boost.amount_collected", "boost.bcpm");
        return Value(stats, over) is > 30 and var time && Value(stats, given) is > 0 and var quotient && factor * time / quotient is > 60 and var seconds ? seconds : null;
    }

    private static double? Sum(JsonElement stats, IEnumerable<Stat> of)
    {
        var values = of.Select(s => Value(stats, s.Key)).ToList();
        return values.Contains(null) ? null : values.Sum();
    }

    private static double? Value(JsonElement stats, string key) =>
        stats.GetProperty(key.Split('.')[0]).TryGetProperty(key.Split('.')[1], out var value) ? value.GetDouble() : null;
}
