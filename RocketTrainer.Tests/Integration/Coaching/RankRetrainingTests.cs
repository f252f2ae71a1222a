using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using RocketTrainer.Core.Coaching.RankModels;
using RocketTrainer.Core.Data;
using RocketTrainer.Tests.Support;

namespace RocketTrainer.Tests.Integration.Coaching;

public sealed class RankRetrainingTests
{
    private const int Enough = 800;

    private static readonly DateTimeOffset Now = new(2026, 3, 14, 18, 30, 0, TimeSpan.Zero);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_OverALeagueThatTheShippedModelIsWrongAbout_PutsItsOwnInPlaceOnceAndOnEveryNode()
    {
        await using var stored = await StoredMatches.EmptyAsync();
        await RankLeague.UpsideDownAsync(stored, Enough);
        var (models, clock) = (stored.Get<StoredRankModels>(), new FakeTimeProvider(Now));
        var elsewhere = new StoredRankModels(stored.Get<IDbContextFactory<RocketTrainerDb>>(), clock, NullLogger<StoredRankModels>.Instance);
        Assert.Same(RankModel.Shipped, await models.CurrentAsync(Cancel));
        Assert.Same(RankModel.Shipped, await elsewhere.CurrentAsync(Cancel));

        Assert.Equal(RankTrainingOutcome.PutInPlace, await Retraining(stored, models).RunAsync(Cancel));

        var list = await models.ListAsync(Cancel);
        Assert.Equal([(false, true), (true, false)], list.Select(e => (e.IsShipped, e.InUse)));
        var (own, trial) = (list[0], list[0].Trial!);
        Assert.Equal((RankModel.Shipped.Card.Id, RankVerdict.Better), (trial.Against, trial.Verdict));
        Assert.All([trial.Lobby, trial.PlaysLike], contest =>
        {
            Assert.InRange(contest.Gain.Low, 1, contest.Gain.Value);
            Assert.Equal(contest.Error.Before.Value - contest.Error.Now.Value, contest.Gain.Value, 9);
            Assert.InRange(contest.Error.Now.Value, 0, contest.Error.Baseline.Value);
        });
        Assert.Equal(own.Card.Id, (await models.CurrentAsync(Cancel)).Card.Id);
        Assert.Equal(own, await models.FindAsync(own.Card.Id, Cancel));

        // Another node believes what it knows for ten seconds.
        Assert.Same(RankModel.Shipped, await elsewhere.CurrentAsync(Cancel));
        clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(own.Card, (await elsewhere.CurrentAsync(Cancel)).Card);

        // The same matches again: nothing is made, nothing changes.
        Assert.Equal(RankTrainingOutcome.NothingNew, await Retraining(stored, models).RunAsync(Cancel));
        Assert.Equal(list, await models.ListAsync(Cancel));
    }

    [Fact]
    public async Task Run_OverALeagueThatTheShippedModelIsRightAbout_KeepsItAndSaysSo()
    {
        await using var stored = await StoredMatches.EmptyAsync();
        await RankLeague.AsShippedAsync(stored, Enough);
        var models = stored.Get<StoredRankModels>();

        Assert.Equal(RankTrainingOutcome.NotBetter, await Retraining(stored, models).RunAsync(Cancel));

        Assert.Same(RankModel.Shipped, await models.CurrentAsync(Cancel));
        var own = (await models.ListAsync(Cancel))[0];
        Assert.Equal((false, false, RankVerdict.NotBetter), (own.IsShipped, own.InUse, own.Trial!.Verdict));
        Assert.True(own.Trial.Lobby.Gain.High < 0, $"{own.Trial.Lobby.Gain}");
        await using (var db = stored.OpenDatabase())
            Assert.Null((await db.OwnRankModels.SingleAsync(Cancel)).Content); // its card is kept, not the model
        Assert.Equal(RankTrainingOutcome.NothingNew, await Retraining(stored, models).RunAsync(Cancel));
        Assert.Equal(2, (await models.ListAsync(Cancel)).Count);
    }

    [Fact]
    public async Task Run_OverTooFewMatches_SaysHowManyThereAreAndHowManyItTakes()
    {
        await using var stored = await StoredMatches.EmptyAsync();
        await RankLeague.UpsideDownAsync(stored, 42);
        var models = stored.Get<StoredRankModels>();
        Assert.Null(await models.LastTrainingAsync(Cancel));

        Assert.Equal(RankTrainingOutcome.NotEnough, await Retraining(stored, models).RunAsync(Cancel));

        var report = (await models.LastTrainingAsync(Cancel))!;
        Assert.Equal(RankTrainingOutcome.NotEnough, report.Outcome);
        Assert.Equal((report.Supply.Matches * 6, 3000), (report.Supply.Needs[0].Have, report.Supply.Needs[0].Needed));
        Assert.InRange(report.Supply.Matches, 20, 41);
        Assert.Single(await models.ListAsync(Cancel));
    }

    [Fact]
    public async Task Run_Cancelled_LeavesNothingBehind()
    {
        await using var stored = await StoredMatches.EmptyAsync();
        await RankLeague.UpsideDownAsync(stored, Enough);
        var models = stored.Get<StoredRankModels>();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var database = new CountedDatabase(stored.Get<IDbContextFactory<RocketTrainerDb>>());
        // What is in use; whether the rows are known; and after the training, keeping what it made.
        var stopping = new StoredRankModels(database, new FakeTimeProvider(Now), NullLogger<StoredRankModels>.Instance);
        database.Opened = opened =>
        {
            if (opened == 3)
                stop.Cancel();
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Retraining(stored, stopping).RunAsync(stop.Token));

        Assert.Single(await models.ListAsync(Cancel));
        Assert.Null(await models.LastTrainingAsync(Cancel));
        Assert.True(await Retraining(stored, models).IsDueAsync(Cancel));
    }

    [Fact]
    public async Task Add_OfAModelWhoseOpponentIsNoLongerInUse_DoesNotPutItInPlace()
    {
        await using var stored = await StoredMatches.EmptyAsync();
        var models = stored.Get<StoredRankModels>();
        var basis = await models.HeldAsync(Cancel);
        var (first, second) = (StoredModels.Train(1), StoredModels.Train(2));
        await models.AddAsync(first, StoredModels.Won(basis), "rows of the first", basis, Cancel);

        var trial = await models.AddAsync(second, StoredModels.Won(basis), "rows of the second", basis, Cancel);

        Assert.Equal(RankVerdict.Overtaken, trial.Verdict);
        Assert.Equal(first.Card.Id, (await models.CurrentAsync(Cancel)).Card.Id);
        Assert.Equal(trial, (await models.FindAsync(second.Card.Id, Cancel))!.Trial);
    }

    [Fact]
    public async Task Current_OfABrokenModel_IsTheShippedOneAndTheLogSaysSo()
    {
        await using var stored = await StoredMatches.EmptyAsync();
        var models = stored.Get<StoredRankModels>();
        var basis = await models.HeldAsync(Cancel);
        var own = StoredModels.Train(1);
        await models.AddAsync(own, StoredModels.Won(basis), "rows", basis, Cancel);
        await using (var db = stored.OpenDatabase())
        {
            var content = (await db.OwnRankModels.AsNoTracking().SingleAsync(Cancel)).Content!;
            content[^10]++;
            await db.OwnRankModels.ExecuteUpdateAsync(s => s.SetProperty(m => m.Content, content), Cancel);
        }

        using var log = new LogBook();
        var restarted = new StoredRankModels(stored.Get<IDbContextFactory<RocketTrainerDb>>(), new FakeTimeProvider(Now), new LoggerFactory([log]).CreateLogger<StoredRankModels>());
        Assert.Same(RankModel.Shipped, await restarted.CurrentAsync(Cancel));
        Assert.Same(RankModel.Shipped, await restarted.CurrentAsync(Cancel));

        Assert.Single(log.Lines, line => line.StartsWith("Error", StringComparison.Ordinal) && line.Contains(own.Card.Id, StringComparison.Ordinal));
        Assert.Equal([(false, false, true), (true, true, false)], (await restarted.ListAsync(Cancel)).Select(e => (e.IsShipped, e.InUse, e.IsBroken)));

        // A better one takes its place.
        var better = StoredModels.Train(2);
        var beaten = await restarted.HeldAsync(Cancel);
        Assert.Equal(RankVerdict.Better, (await restarted.AddAsync(better, StoredModels.Won(beaten), "more rows", beaten, Cancel)).Verdict);
        Assert.Equal(better.Card.Id, (await restarted.CurrentAsync(Cancel)).Card.Id);
    }

    [Fact]
    public async Task List_WithACardThatCannotBeRead_LeavesItOut()
    {
        await using var stored = await StoredMatches.EmptyAsync();
        var models = stored.Get<StoredRankModels>();
        var basis = await models.HeldAsync(Cancel);
        var own = StoredModels.Train(1);
        await models.AddAsync(own, StoredModels.Won(basis), "rows", basis, Cancel);
        foreach (var card in new[] { "{", "null", "{}" })
        {
            await using (var db = stored.OpenDatabase())
                await db.OwnRankModels.ExecuteUpdateAsync(s => s.SetProperty(m => m.Card, card), Cancel);
            Assert.True(Assert.Single(await models.ListAsync(Cancel)).IsShipped);
            Assert.Null(await models.FindAsync(own.Card.Id, Cancel));
        }
    }

    [Theory]
    [InlineData(RankTrainingOutcome.NotEnough, 24)]
    [InlineData(RankTrainingOutcome.NothingNew, 24)]
    [InlineData(RankTrainingOutcome.NotBetter, 24 * 7)]
    [InlineData(RankTrainingOutcome.PutInPlace, 24 * 7)]
    public async Task Due_AfterALook_IsItAgainInADayOrAWeek(RankTrainingOutcome outcome, int hours)
    {
        await using var stored = await StoredMatches.EmptyAsync();
        var (clock, factory) = (new FakeTimeProvider(Now), stored.Get<IDbContextFactory<RocketTrainerDb>>());
        var models = new StoredRankModels(factory, clock, NullLogger<StoredRankModels>.Instance);
        var retraining = new RankRetraining(factory, models, clock, NullLogger<RankRetraining>.Instance);
        Assert.True(await retraining.IsDueAsync(Cancel));
        await models.NoteAsync(outcome, new(1, 2, 3, 4, 5), Cancel);
        Assert.Equal(new RankTrainingReport(Now, outcome, new(1, 2, 3, 4, 5)), await models.LastTrainingAsync(Cancel));

        clock.Advance(TimeSpan.FromHours(hours) - TimeSpan.FromSeconds(1));
        Assert.False(await retraining.IsDueAsync(Cancel));
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(await retraining.IsDueAsync(Cancel));
    }

    private static RankRetraining Retraining(StoredMatches stored, StoredRankModels models) =>
        new(stored.Get<IDbContextFactory<RocketTrainerDb>>(), models, new FakeTimeProvider(Now), NullLogger<RankRetraining>.Instance) { WithTrees = false };

    private sealed class CountedDatabase(IDbContextFactory<RocketTrainerDb> inner) : IDbContextFactory<RocketTrainerDb>
    {
        private int _opened;

        public Action<int> Opened { get; set; } = _ => { };

        public RocketTrainerDb CreateDbContext() => inner.CreateDbContext();

        public async Task<RocketTrainerDb> CreateDbContextAsync(CancellationToken cancellationToken = default)
        {
            var db = await inner.CreateDbContextAsync(cancellationToken);
            Opened(++_opened);
            return db;
        }
    }
}
