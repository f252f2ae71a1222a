using Microsoft.Extensions.Time.Testing;
using RocketTrainer.Core.Coaching.RankModels;
using RocketTrainer.Tests.Unit.Coaching.RankModels;

namespace RocketTrainer.Tests.Support;

/// <summary>Rank models made of invented players, and trials that they won or lost.</summary>
internal static class StoredModels
{
    private static readonly DateTimeOffset Made = new(2026, 3, 1, 4, 0, 0, TimeSpan.Zero);

    /// <summary>A small one, another for another seed, each made a day after the one before.</summary>
    public static RankModel Train(int seed) => new RankTrainer(new FakeTimeProvider(Made.AddDays(seed))).Train(
        RankRows.Matches(42, seed), new("Ranked 3v3 matches stored on this instance, played from 2026-01-01 to 2026-03-01", RankSplit.Words, WithTrees: false));

    public static RankTrial Won(StoredRankModels.Held against) => Of(against.Model.Card.Id, RankVerdict.Better, gain: 0.3);

    public static RankTrial Lost(StoredRankModels.Held against) => Of(against.Model.Card.Id, RankVerdict.NotBetter, gain: -0.05);

    private static RankTrial Of(string against, RankVerdict verdict, double gain) => new(against, 240, 512, 180, verdict, Contest(1.4, gain), Contest(1.8, gain));

    private static RankContest Contest(double before, double gain) => new(
        new(Around(3.1), Around(before), Around(before - gain)), new(Around(.1), Around(.25), Around(.3)), new(Around(.3), Around(.6), Around(.7)), new(Around(0), Around(.81), Around(.83)),
        Around(gain), gain);

    private static MeasuredFigure Around(double value) => new(value, value - 0.04, value + 0.05);
}
