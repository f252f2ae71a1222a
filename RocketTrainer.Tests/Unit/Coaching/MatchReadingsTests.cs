using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Coaching;
using RocketTrainer.Core.Coaching.Readings;
using RocketTrainer.Core.Coaching.Weaknesses;
using RocketTrainer.Tests.Support;
using RocketTrainer.Tests.Unit.Coaching.Readings;
using static RocketTrainer.Tests.Support.StoredMatches;

namespace RocketTrainer.Tests.Unit.Coaching;

public sealed class MatchReadingsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(SkillGroup.Speed, 5)]
    [InlineData(SkillGroup.Speed, -5)]
    public async Task Match_ThatIsFarFromTheUsualInOneGroup_SaysWhichAndWhichWay(SkillGroup group, double by)
    {
        var matches = new InventedLobbies(seed: 21).Matches(40);
        matches[^1] = Shifted(matches[^1], group, by);

        var reading = await ReadAsync(matches, number: 40);

        Assert.Equal((null, 39), (reading!.Why, reading.Before));
        Assert.True(reading.Groups[0] is { StandsOut: true } first && first.Group == group && Math.Sign(first.Change.Value) == Math.Sign(by), $"{reading.Groups[0]}");
    }

    [Fact]
    public async Task Matches_AsUsual_StandOutNoMoreThanChanceAllows()
    {
        await using var stored = await EmptyAsync();
        await stored.AddAsync(new InventedLobbies(seed: 22).Matches(110));
        var loud = 0;
        for (var number = 11; number <= 110; number++)
            loud += (await stored.Get<MatchReadings>().ReadAsync(stored.Me, Hero, StoredMatch.Id(number), Cancel))!.Groups.Any(g => g.StandsOut) ? 1 : 0;

        Assert.InRange(loud, 0, 12); // of a hundred; five are expected, and sessions and sampling let it be some more
    }

    [Fact]
    public async Task Match_WithNineBeforeIt_SaysHowManyItTakes() =>
        Assert.True(await ReadAsync(new InventedLobbies(seed: 23).Matches(10), number: 10) is { Why: null, Before: 9, Groups.Count: 0 });

    [Fact]
    public async Task Match_ThatDoesNotCount_SaysWhy()
    {
        var matches = new InventedLobbies(seed: 24).Matches(20);
        matches[^1] = matches[^1] with { Lines = [.. matches[^1].Lines[..^1]] };

        Assert.Equal(NotCounted.UnevenTeams, (await ReadAsync(matches, number: 20))!.Why);
    }

    [Fact]
    public async Task Match_OfSomebodyWhoIsNotInItOrNotShown_IsNone()
    {
        await using var stored = await EmptyAsync();
        await stored.AddAsync([.. new InventedLobbies(seed: 25).Matches(15).Select(m => m with { IsPublic = false })]);

        Assert.Null(await stored.Get<MatchReadings>().ReadAsync(stored.Me, Account(77), StoredMatch.Id(15), Cancel));
        Assert.Null(await stored.Get<MatchReadings>().ReadAsync(new Viewer.Person(Guid.NewGuid()), Hero, StoredMatch.Id(15), Cancel));
        Assert.NotNull(await stored.Get<MatchReadings>().ReadAsync(stored.Me, Hero, StoredMatch.Id(15), Cancel));
    }

    private static StoredMatch Shifted(StoredMatch match, SkillGroup group, double by)
    {
        var stats = ShippedComponents.Layout.Stats.Index().Where(s => s.Item.Group == group.ToString()).ToDictionary(s => s.Item.Stat, s => by * s.Item.Sign * ShippedComponents.Spreads[s.Index], StringComparer.Ordinal);
        var hero = match.Lines[0] with { Stats = [.. match.Lines[0].Stats.Select(s => stats.TryGetValue(s.Key, out var shift) ? (s.Key, s.Value + shift) : s)] };
        return match with { Lines = [hero, .. match.Lines[1..]] };
    }

    private static async Task<MatchReading?> ReadAsync(StoredMatch[] matches, int number)
    {
        await using var stored = await EmptyAsync();
        await stored.AddAsync(matches);
        return await stored.Get<MatchReadings>().ReadAsync(stored.Me, Hero, StoredMatch.Id(number), Cancel);
    }
}
