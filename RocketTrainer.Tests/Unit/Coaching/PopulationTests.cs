using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Hybrid;
using RocketTrainer.Core.Coaching;
using RocketTrainer.Core.Data;
using RocketTrainer.Core.Players;
using RocketTrainer.Core.Replays;
using RocketTrainer.Tests.Support;
using static RocketTrainer.Tests.Support.StoredMatches;

namespace RocketTrainer.Tests.Unit.Coaching;

public sealed class PopulationTests
{
    private const string Doubles = "ranked-doubles";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Norms_AskedForByTwentyAtOnce_AreReckonedOnce()
    {
        await using var stored = await EmptyAsync();
        await stored.AddAsync(Game(0, Account(1), tier: 10));
        var clock = new CountingClock();
        var population = new Population(stored.Get<IDbContextFactory<RocketTrainerDb>>(), stored.Get<NormSnapshots>(), stored.Get<HybridCache>(), clock);

        var norms = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => population.OfAsync(Doubles, Cancel).AsTask()));

        Assert.Equal(1, clock.Asked); // when norms were made is asked once each time they are
        Assert.All(norms, n => Assert.Equal(1, n.At(10)!.Games));
        await population.OfAsync("ranked-duels", Cancel);
        Assert.Equal(2, clock.Asked);
    }

    [Fact]
    public async Task Norms_AfterMoreIsStored_HoldItOnceTheyAreRenewed()
    {
        await using var stored = await EmptyAsync();
        var population = stored.Get<Population>();
        await stored.AddAsync(Game(0, Account(1), tier: 10));
        Assert.Equal(1, (await population.OfAsync(Doubles, Cancel)).At(10)!.Games);
        await stored.AddAsync(Game(10, Account(2), tier: 10));

        Assert.Equal(1, (await population.OfAsync(Doubles, Cancel)).At(10)!.Games);
        await population.RenewAsync(Cancel);
        Assert.Equal(2, (await population.OfAsync(Doubles, Cancel)).At(10)!.Games);
    }

    [Fact]
    public async Task Norms_InUseLately_AreReadyBeforeSomebodyAsks()
    {
        await using var stored = await EmptyAsync();
        var clock = new CountingClock();
        await using (var db = stored.OpenDatabase())
        {
            db.NormSnapshots.AddRange(new[] { (Doubles, Days: 2), ("ranked-duels", Days: 30) }.Select(s =>
                new NormSnapshot { Id = s.Item1, Playlist = s.Item1, MadeAt = TimeProvider.System.GetUtcNow().AddDays(-s.Days), Skills = [] }));
            await db.SaveChangesAsync(Cancel);
        }

        var population = new Population(stored.Get<IDbContextFactory<RocketTrainerDb>>(), stored.Get<NormSnapshots>(), stored.Get<HybridCache>(), clock);
        await population.PrepareAsync(Cancel);

        var asked = clock.Asked;
        await population.OfAsync(Doubles, Cancel);
        Assert.Equal(asked, clock.Asked);
        await population.OfAsync("ranked-duels", Cancel);
        Assert.Equal(asked + 1, clock.Asked);
    }

    [Fact]
    public async Task Windows_HoldATierAndTheOnesBesideIt()
    {
        await using var stored = await EmptyAsync();
        await stored.AddAsync(
        [
            .. new int?[] { 10, 11, 12, 14, 22, 0, null }.Select((tier, i) => Game(i, Account(i + 1), tier)),
            Game(20, Account(9), tier: 10) with { Playlist = "ranked-duels" },
        ]);

        var norms = await stored.Get<Population>().OfAsync(Doubles, Cancel);

        Assert.Equal([(9, 1), (10, 2), (11, 3), (12, 2), (13, 2), (14, 1), (15, 1), (21, 1), (22, 1)], norms.Windows.OrderBy(w => w.Key).Select(w => (w.Key, w.Value.Games)));
        Assert.Equal((Evening, Evening.AddMinutes(2)), (norms.At(11)!.From, norms.At(11)!.To));
        Assert.Null(norms.At(null));
        Assert.Empty((await stored.Get<Population>().OfAsync("private", Cancel)).Windows);
    }

    [Fact]
    public async Task Window_OfSomebodyWhoIsHereOften_HoldsHisNewestTwenty()
    {
        await using var stored = await EmptyAsync();
        await stored.AddAsync([.. Enumerable.Range(0, 25).Select(i => Game(i, Account(1), tier: 10 + (i % 2), shots: i)), Game(30, Account(2), tier: 11, shots: 99)]);

        var window = (await stored.Get<Population>().OfAsync(Doubles, Cancel)).At(10)!;

        Assert.Equal((21, 2, Evening.AddMinutes(5)), (window.Games, window.Players, window.From));
        // 5 to 24 and 99 shots, in five minutes of play each.
        var shots = window.Stats["core.shots"];
        Assert.Equal((290 + 99) / 21.0 / 5, shots.Mean, 12);
        Assert.Equal((1, 3, 99 / 5.0), (shots.Quantiles[0], shots.Median, shots.Quantiles[^1]));
        // The skills' scores: of each player's newest twenty the mean of the roots, each player counting n / (n + 20).
        var roots = Enumerable.Range(5, 20).Select(n => Math.Sqrt(n / 5.0)).ToList();
        Assert.Equal(((20 / 40.0 * roots.Average()) + (1 / 21.0 * Math.Sqrt(99 / 5.0))) / ((20 / 40.0) + (1 / 21.0)), (await stored.Get<Population>().OfAsync(Doubles, Cancel)).Skills.Tiers[10].Mean[1], 12);
    }

    [Fact]
    public async Task Window_WithMatchesThatWereGivenUp_LeavesThemOut()
    {
        await using var stored = await EmptyAsync();
        await stored.AddAsync(
            Game(0, Account(1), tier: 10, seconds: 49.9), Game(1, Account(2), tier: 10, seconds: 50), // of each third: just under two and a half minutes, and just as many
            Game(2, Account(3), tier: 10, seconds: null));

        var window = (await stored.Get<Population>().OfAsync(Doubles, Cancel)).At(10)!;
        Assert.Equal((1, Evening.AddMinutes(1)), (window.Games, window.From));
    }

    [Fact]
    public async Task Window_WithMatchesThatTheCoachDoesNotCount_LeavesThemOut()
    {
        await using var stored = await EmptyAsync();
        StoredMatch Against(int minute, Func<StoredLine, StoredLine> changed)
        {
            var game = Game(minute, Account(1 + minute), tier: 10);
            return game with { Lines = [game.Lines[0], changed(game.Lines[1])] };
        }

        await stored.AddAsync(
            Against(0, o => o), Against(1, o => o with { IsBot = true }), Against(2, o => o with { EndTime = 200 }), Against(3, o => o with { Color = TeamColor.Blue }),
            Game(4, Account(5), tier: 10) with { TeamSize = 2 });

        var norms = await stored.Get<Population>().OfAsync(Doubles, Cancel);
        Assert.Equal((1, Evening, 1), (norms.At(10)!.Games, norms.At(10)!.To, norms.Skills.Tiers[10].Games));
    }

    /// <summary>Against somebody of unknown rank.</summary>
    private static StoredMatch Game(int minute, PlayerId player, int? tier, double? shots = 1, double? seconds = 100) => new(Evening.AddMinutes(minute), new StoredLine(player)
    {
        Tier = tier, Stats = [("core.shots", shots), ("positioning.time_defensive_third", seconds), ("positioning.time_neutral_third", seconds), ("positioning.time_offensive_third", seconds)],
    }, new StoredLine(Account(99), TeamColor.Orange)) { TeamSize = 1 };

    private sealed class CountingClock : TimeProvider
    {
        private int _asked;

        public int Asked => _asked;

        public override DateTimeOffset GetUtcNow()
        {
            Interlocked.Increment(ref _asked);
            return base.GetUtcNow();
        }
    }
}
