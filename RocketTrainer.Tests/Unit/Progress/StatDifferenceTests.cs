using RocketTrainer.Core.Progress;
using RocketTrainer.Core.Replays;
using RocketTrainer.Tests.Support;
using static RocketTrainer.Tests.Support.StoredMatches;

namespace RocketTrainer.Tests.Unit.Progress;

public sealed class StatDifferenceTests
{
    private static readonly Stat[] Stats = [StatCatalog.Get("core.shots"), StatCatalog.Get("core.saves"), StatCatalog.Get("boost.bpm")];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Differences_OfTenMatchesAgainstTen_AreClearWhereTheyAreLarge()
    {
        await using var stored = await EmptyAsync();
        var (shots, saves) = await DifferencesAsync(stored, 10);

        Assert.Equal((10, 10, true), (shots.FromMatches, shots.ToMatches, shots.IsClear));
        Assert.Equal((1.5, 6.5, 5), (shots.From, shots.To, shots.Difference.Value));
        Assert.Equal((0, false), (saves.Difference.Value, saves.IsClear));
        // Both sides vary by ½ about their mean, so one match varies by √(10/9) / 2; the interval's t is a little wider than the normal one.
        Assert.InRange(shots.Spread!.Value, .527, .55);
    }

    [Fact]
    public async Task Differences_WithNineMatchesOnASide_AreNeverClear()
    {
        await using var stored = await EmptyAsync();
        var (shots, _) = await DifferencesAsync(stored, 9);

        Assert.Equal((10, 9, false), (shots.FromMatches, shots.ToMatches, shots.IsClear));
        Assert.True(shots.Difference.P < 1e-6, "It is no doubt that makes it unclear.");
    }

    private static async Task<(StatDifference Shots, StatDifference Saves)> DifferencesAsync(StoredMatches stored, int recent)
    {
        await stored.AddAsync([.. Enumerable.Range(0, 10 + recent).Select(i => new StoredMatch(Evening.AddDays(i),
            new StoredLine(Hero) { Stats = [("core.shots", (i % 2) + (i < 10 ? 1 : 6)), ("core.saves", 2)] }))]);
        var found = await stored.Get<PlayerStatistics>().DifferencesAsync(
            stored.Me, OfHero with { Before = Evening.AddDays(10) }, OfHero with { After = Evening.AddDays(10) }, Stats, 100, Cancel);
        Assert.Equal(["core.shots", "core.saves"], found.Select(d => d.Stat)); // of boost nothing is known
        return (found[0], found[1]);
    }
}
