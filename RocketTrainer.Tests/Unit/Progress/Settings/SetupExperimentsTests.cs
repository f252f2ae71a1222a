using MathNet.Numerics.Distributions;
using RocketTrainer.Core.Coaching;
using RocketTrainer.Core.Coaching.Weaknesses;
using RocketTrainer.Core.Progress.Settings;
using RocketTrainer.Core.Replays;
using RocketTrainer.Tests.Support;
using static RocketTrainer.Tests.Support.StoredMatches;

namespace RocketTrainer.Tests.Unit.Progress.Settings;

public sealed class SetupExperimentsTests
{
    private const int InARow = 5;
    private const double Minutes = 5;

    private readonly Random _random = new(8);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Change_AfterWhichSpeedRose_SaysSoAndNothingElse()
    {
        var found = Assert.Single((await ReadAsync([.. Enumerable.Range(0, 90).Select(i => Match(i, fov: i < 40 ? 110 : 100, faster: i < 40 ? 0 : 1))])).Experiments);

        Assert.Equal((Day(40), 110, 100), (found.Change.At, found.Change.Camera!.Before.Camera.Fov, found.Change.Camera.After.Camera.Fov));
        Assert.Equal(("ranked-standard", 40, 40, true), (found.Playlist, found.Before.Matches, found.After.Matches, found.IsAlone));
        Assert.Null(found.Change.Car);
        Assert.Equal([nameof(SkillGroup.Speed)], found.Skills.Where(s => s.IsClear).Select(s => s.Group));
        Assert.Equal(SkillGroups.All.Length, found.Skills.Count);
        Assert.InRange(found.Skills.Single(s => s.Group == nameof(SkillGroup.Speed)).Change.Value, .6, 1.4);
    }

    [Fact]
    public async Task Change_AfterWhichMoreWasWon_SaysSo()
    {
        var found = Assert.Single((await ReadAsync([.. Enumerable.Range(0, 100).Select(i => Match(i, fov: i < 50 ? 110 : 100, won: i < 50 ? i % 5 == 0 : i % 5 > 0))])).Experiments);
        Assert.Equal((8, 32, true), (found.Before.Wins, found.After.Wins, found.IsWinRateClear));
    }

    [Fact]
    public async Task Change_OfCarAmongTheSameMatches_IsTold()
    {
        var outcomes = await ReadAsync([.. Enumerable.Range(0, 80).Select(i => Match(i, fov: i < 40 ? 110 : 100, car: i < 50 ? "Octane" : "Fennec"))]);

        Assert.Equal([(Day(50), "Fennec", 40, 30, false), (Day(40), null, 40, 40, false)], outcomes.Experiments.Select(e => (e.Change.At, e.Change.Car?.After.Name, e.Before.Matches, e.After.Matches, e.IsAlone)));
        Assert.Empty(outcomes.Thin);
    }

    [Fact]
    public async Task Change_OfEverythingAtOnce_IsOne()
    {
        var found = Assert.Single((await ReadAsync([.. Enumerable.Range(0, 80).Select(i => Match(i, fov: i < 40 ? 110 : 100, car: i < 40 ? "Octane" : "Fennec"))])).Experiments);
        Assert.Equal(("Octane", 100, true), (found.Change.Car!.Before.Name, found.Change.Camera!.After.Camera.Fov, found.IsAlone));
    }

    [Fact]
    public async Task Change_InSeveralPlaylists_IsReadInTheOneThatHasMostOnBothSides()
    {
        // Doubles: 60 before, 2 after. Standard: 20 and 28.
        var found = Assert.Single((await ReadAsync([.. Enumerable.Range(0, 110).Select(i => Match(i, fov: i < 80 ? 110 : 100) with { Playlist = i < 80 ? i % 4 == 0 ? "ranked-standard" : "ranked-doubles" : i < 82 ? "ranked-doubles" : "ranked-standard" })])).Experiments);
        Assert.Equal(("ranked-standard", 20, 28), (found.Playlist, found.Before.Matches, found.After.Matches));
    }

    [Fact]
    public async Task Change_InDoubles_TellsNothingOfThirds()
    {
        var found = Assert.Single((await ReadAsync([.. Enumerable.Range(0, 80).Select(i => Match(i, fov: i < 40 ? 110 : 100) with { Playlist = "ranked-doubles" })])).Experiments);
        Assert.DoesNotContain(found.Skills, s => s.Group == nameof(SkillGroup.Rotation));
    }

    [Fact]
    public async Task Change_AfterABreakOfMonths_IsThin()
    {
        var outcomes = await ReadAsync([.. Enumerable.Range(0, 80).Select(i => Match(i, fov: i < 40 ? 110 : 100) with { At = Day(i).AddDays(i < 40 ? -SetupExperiments.MostDays : 0) })]);
        Assert.Equal((0, 40), outcomes.Thin.Select(t => (t.Before, t.After)).Single());
    }

    [Fact]
    public async Task Change_WithFewMatches_IsThin()
    {
        var outcomes = await ReadAsync([.. Enumerable.Range(0, 50).Select(i => Match(i, fov: i < 12 ? 120 : i < 40 ? 110 : 100))]);

        Assert.Empty(outcomes.Experiments);
        Assert.Equal([(Day(40), 28, 10), (Day(12), 12, 28)], outcomes.Thin.Select(t => (t.Change.At, t.Before, t.After)));
    }

    [Fact]
    public async Task Change_OfMatchesWithoutStats_IsThinToo()
    {
        var outcomes = await ReadAsync([.. Enumerable.Range(0, 60).Select(i => new StoredMatch(Day(i), new StoredLine(Hero) { Fov = i < 30 ? 110 : 100 }))]);
        Assert.Equal((Day(30), 0, 0), outcomes.Thin.Select(t => (t.Change.At, t.Before, t.After)).Single());
    }

    [Fact]
    public async Task Change_AmongMatchesThatTheCoachDoesNotCount_IsReadInTheOthers()
    {
        StoredMatch Leaver(StoredMatch match) => match with { Lines = [match.Lines[0], match.Lines[1] with { EndTime = match.Duration / 2 }] };
        var outcomes = await ReadAsync([.. Enumerable.Range(0, 90).Select(i => Match(i, fov: i < 45 ? 110 : 100)).Select((m, i) => (i % 9) switch
        {
            0 => Leaver(m), 1 => m with { Playlist = "private" }, 2 => m with { Playlist = "unranked-standard" }, 3 => m with { TeamSize = 2 }, _ => m,
        })]);

        Assert.Equal((50, "10 Leaver, 10 UnevenTeams, 20 NotRanked"), (outcomes.Count.Counted, string.Join(", ", outcomes.Count.Left.Select(l => $"{l.Value} {l.Key}").Order(StringComparer.Ordinal))));
        Assert.Equal(("ranked-standard", 25, 25), outcomes.Experiments.Select(e => (e.Playlist, e.Before.Matches, e.After.Matches)).Single());
    }

    [Fact]
    public async Task Changes_OfWhoNeverChanged_AreNone()
    {
        var outcomes = await ReadAsync([.. Enumerable.Range(0, 5).Select(i => Match(i, fov: 110, car: "Octane"))]);
        Assert.Equal((0, 0), (outcomes.Experiments.Count, outcomes.Thin.Count));
    }

    private static DateTimeOffset Day(int match) => Evening.AddDays(match / InARow).AddMinutes(8 * (match % InARow));

    private static async Task<SetupOutcomes> ReadAsync(IReadOnlyList<StoredMatch> matches)
    {
        await using var stored = await EmptyAsync();
        await stored.AddAsync(matches);
        return await stored.Get<SetupExperiments>().ReadAsync(stored.Me, OfHero, Cancel);
    }

    /// <summary>With stats that vary as one match's do.</summary>
    /// <param name="faster">In standard deviations.</param>
    private StoredMatch Match(int number, double? fov = null, string? car = null, double faster = 0, bool? won = null)
    {
        var stats = ShippedComponents.Layout.Stats.Select((stat, s) =>
        {
            var (z, spread) = (Normal.Sample(_random, 0, .8) + (stat.Group == nameof(SkillGroup.Speed) ? faster : 0), ShippedComponents.Spreads[s]);
            var value = stat.Scale switch
            {
                StatScale.RootPerMinute => Minutes * Math.Pow(spread * (6 + (stat.Sign * z)), 2),
                StatScale.NearAThird => (100.0 / 3) + (spread * (4 - z)),
                _ => spread * (8 + (stat.Sign * z)),
            };
            return (stat.Stat, (double?)(StatCatalog.Get(stat.Stat).Type == StatType.Count ? Math.Round(value) : value));
        });
        var hero = new StoredLine(Hero)
        {
            Fov = fov, CarName = car,
            Stats = [.. stats, ("positioning.time_defensive_third", 20 * Minutes), ("positioning.time_neutral_third", 20 * Minutes), ("positioning.time_offensive_third", 20 * Minutes)],
        };
        return new(Day(number), hero, new StoredLine(Account(2), TeamColor.Orange)) { BlueGoals = won ?? number % 2 == 0 ? 3 : 0, Playlist = "ranked-standard", TeamSize = 1 };
    }
}
