using RocketTrainer.Core.Progress;
using RocketTrainer.Tests.Support;
using static RocketTrainer.Tests.Support.StoredMatches;

namespace RocketTrainer.Tests.Unit.Progress;

public sealed class SetupsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Spans_OfChangedAndUnknownSettings_CountTheUnknownWithThoseBefore()
    {
        await using var stored = await EmptyAsync();
        await stored.AddAsync(
            Match(0), // before any are known
            Match(1, fov: 110), Match(2, won: false), Match(3, fov: 110),
            Match(4, fov: 100), Match(5, won: false),
            Match(6, fov: 110, steering: 1.5));

        var history = await stored.Get<Setups>().ReadAsync(stored.Me, OfHero, Cancel);

        Assert.Equal(7, history.Matches);
        Assert.Equal(
            [(110, 1.5, 6, 6, 1, 0), (100, null, 4, 5, 1, 1), (110, null, 1, 3, 2, 1)],
            history.Spans.Select(s => ((int)s.Camera.Fov!.Value, s.SteeringSensitivity, Day(s.Since), Day(s.Until), s.Results.Wins, s.Results.Losses)));
    }

    [Fact]
    public async Task Spans_WithoutKnownSettings_AreNone()
    {
        await using var stored = await EmptyAsync();
        await stored.AddAsync(Match(0), Match(1));

        var history = await stored.Get<Setups>().ReadAsync(stored.Me, OfHero, Cancel);

        Assert.Equal((2, 0, 0), (history.Matches, history.Spans.Count, history.Cars.Count));
    }

    [Fact]
    public async Task Cars_GoByTheirNumberAndHaveTheNewestName()
    {
        await using var stored = await EmptyAsync();
        await stored.AddAsync(
            Match(0, car: (23, "Octane")), Match(1, car: (23, null), won: false), Match(2, car: (403, "Dominus")),
            Match(3, car: (23, "Octane ZSR")), Match(4, car: (null, "Fennec")), Match(5));

        var cars = (await stored.Get<Setups>().ReadAsync(stored.Me, OfHero, Cancel)).Cars;

        Assert.Equal(
            [(23, "Octane ZSR", 0, 3, 2, 1), (null, "Fennec", 4, 4, 1, 0), (403, "Dominus", 2, 2, 1, 0)],
            cars.Select(c => (c.CarId, c.Name, Day(c.First), Day(c.Last), c.Results.Wins, c.Results.Losses)));
    }

    [Fact]
    public async Task Matches_InWhichSomebodyStoodTwice_CountOnceWithTheLowerSlot()
    {
        await using var stored = await EmptyAsync();
        await stored.AddAsync(new StoredMatch(Evening, new StoredLine(Hero) { Fov = 110, CarId = 23 }, new StoredLine(Hero) { Fov = 90, CarId = 403 }));

        var history = await stored.Get<Setups>().ReadAsync(stored.Me, OfHero, Cancel);

        Assert.Equal((1, 110.0, 23), (history.Matches, Assert.Single(history.Spans).Camera.Fov, Assert.Single(history.Cars).CarId));
    }

    private static int Day(DateTimeOffset at) => (int)(at - Evening).TotalDays;

    private static StoredMatch Match(int day, double? fov = null, double? steering = null, (int? Id, string? Name) car = default, bool won = true) =>
        new(Evening.AddDays(day), new StoredLine(Hero) { Fov = fov, Steering = steering, CarId = car.Id, CarName = car.Name }) { BlueGoals = won ? 3 : 0 };
}
