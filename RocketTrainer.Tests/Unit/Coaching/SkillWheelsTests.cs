using RocketTrainer.Core.Coaching;
using RocketTrainer.Core.Coaching.Weaknesses;
using RocketTrainer.Core.Players;
using RocketTrainer.Core.Replays;
using RocketTrainer.Tests.Support;
using static RocketTrainer.Tests.Support.StoredMatches;

namespace RocketTrainer.Tests.Unit.Coaching;

public sealed class SkillWheelsTests
{
    private const string Doubles = "ranked-doubles";
    private const int Tier = 10;

    private static readonly string[] Thirds = ["positioning.time_defensive_third", "positioning.time_neutral_third", "positioning.time_offensive_third"];

    private readonly Random _random = new(17);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(SkillGroup.BoostControl)]
    [InlineData(SkillGroup.Powerslide)]
    [InlineData(SkillGroup.Finishing)]
    public async Task Wheel_OfAPlayerWithAWeakness_IsLowestThere(SkillGroup weakness)
    {
        await using var stored = await EmptyAsync();
        await PeersAsync(stored, players: 12);
        await HeroAsync(stored, games: 30, weakness);

        var wheel = await ReadAsync(stored);

        Assert.Equal((30, Tier, 12), (wheel!.Matches, wheel.Rank.Tier, wheel.Skills.Count));
        Assert.Equal(weakness, wheel.Skills.MinBy(s => s.Own.Value)!.Group);
        Assert.All(wheel.Skills, s => Assert.True(s.Own.Low >= 0 && s.Own.Low < s.Own.Value && s.Own.Value < s.Own.High && s.Own.High <= 100, $"{s}"));
    }

    [Fact]
    public async Task Wheel_OfNineMatches_HasNoSkills()
    {
        await using var stored = await EmptyAsync();
        await PeersAsync(stored, players: 12);
        await HeroAsync(stored, games: 9);
        var few = await ReadAsync(stored);
        await HeroAsync(stored, games: 1);

        Assert.Equal((9, 0), (few!.Matches, few.Skills.Count));
        Assert.Equal((10, 12), ((await ReadAsync(stored))!.Matches, (await ReadAsync(stored))!.Skills.Count));
    }

    [Fact]
    public async Task Wheel_AmongTooFewOthers_SaysHowManyThereAre()
    {
        await using var stored = await EmptyAsync();
        await PeersAsync(stored, players: 8);
        await HeroAsync(stored, games: 30);

        var wheel = await ReadAsync(stored);

        Assert.Equal((180, 9, 0), (wheel!.Own!.Games, wheel.Own.Players, wheel.Skills.Count)); // of himself twenty count
    }

    [Fact]
    public async Task Wheel_WithoutARank_IsNone()
    {
        await using var stored = await EmptyAsync();
        await PeersAsync(stored, players: 12);
        await stored.AddAsync(Game(0, Hero, tier: 0, Value), Game(1, Hero, tier: null, Value));

        Assert.Null(await ReadAsync(stored));
    }

    [Fact]
    public async Task Wheel_WhereStatsAreMissingOrAlwaysTheSame_LeavesThoseSkillsOut()
    {
        await using var stored = await EmptyAsync();
        double? Odd(Stat stat) => stat.Key switch
        {
            "core.assists" => 3, // with the same time of play the same rate for everybody
            "positioning.percent_behind_ball" => null,
            "movement.percent_high_air" => null, // half of a group is enough
            _ => Value(stat),
        };
        await stored.AddAsync([.. Enumerable.Range(0, 12 * 20).Select(i => Game(i, Account(10 + (i % 12)), Tier, Odd)), .. Enumerable.Range(0, 20).Select(i => Game(500 + i, Hero, Tier, Odd))]);

        var wheel = await ReadAsync(stored);

        Assert.Equal(SkillGroups.All.Select(g => g.Group).Except([SkillGroup.Playmaking, SkillGroup.Goalside]), wheel!.Skills.Select(s => s.Group));
        Assert.All(wheel.Skills, s => Assert.All([s.Own.Value, s.Own.Low, s.Own.High], number => Assert.InRange(number, 0, 100)));
    }

    [Fact]
    public async Task Trend_OfMatchesOfWhichSomeDoNotCount_LeavesThemOut()
    {
        await using var stored = await EmptyAsync();
        await PeersAsync(stored, players: 12);
        await stored.AddAsync([.. Enumerable.Range(0, 30).Select(i => Game(1000 + i, Hero, Tier, Value)).Select((m, i) => i % 5 == 0 ? m with { Lines = [m.Lines[0], m.Lines[1] with { EndTime = 100 }] } : m)]);

        var trend = (await stored.Get<SkillWheels>().MovingAsync(stored.Me, OfHero, Doubles, SkillGroups.Of(SkillGroup.Speed), window: 20, Cancel))!;

        Assert.Equal((24, 5), (trend.Matches, trend.Points.Count));
    }

    private static async Task<SkillWheel?> ReadAsync(StoredMatches stored)
    {
        await stored.Get<Population>().RenewAsync(Cancel);
        return await stored.Get<SkillWheels>().ReadAsync(stored.Me, OfHero, Doubles, Cancel);
    }

    private Task PeersAsync(StoredMatches stored, int players) =>
        stored.AddAsync([.. Enumerable.Range(0, players * 20).Select(i => Game(i, Account(10 + (i % players)), Tier, Value))]);

    private Task HeroAsync(StoredMatches stored, int games, SkillGroup? weakness = null)
    {
        var weak = ShippedComponents.Layout.Stats.Where(s => s.Group == weakness.ToString()).ToDictionary(s => StatCatalog.Get(s.Stat), s => s.Sign);
        return stored.AddAsync([.. Enumerable.Range(0, games).Select(i => Game(1000 + i, Hero, Tier, stat => Math.Max(0, Value(stat) - (weak.GetValueOrDefault(stat) * 15))))]);
    }

    /// <summary>The same for everybody but for chance.</summary>
    private double Value(Stat stat) => Thirds.Contains(stat.Key) ? 100 : 20 + _random.Next(21);

    private static StoredMatch Game(int minute, PlayerId player, int? tier, Func<Stat, double?> value) =>
        new(Evening.AddMinutes(minute), new StoredLine(player) { Tier = tier, Stats = Stats(value) }, new StoredLine(Account(99), TeamColor.Orange) { Stats = Stats(value) }) { TeamSize = 1 };

    private static (string, double?)[] Stats(Func<Stat, double?> value) => [.. PlayerGame.Stats.Select(s => (s.Key, Thirds.Contains(s.Key) ? 100 : value(s)))];

    private static StoredMatch Game(int minute, PlayerId player, int? tier, Func<Stat, double> value) => Game(minute, player, tier, stat => (double?)value(stat));
}
