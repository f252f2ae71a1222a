using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using RocketTrainer.Core.Data;
using RocketTrainer.Core.Importing;
using RocketTrainer.Tests.Support;

namespace RocketTrainer.Tests.Unit.Importing;

public sealed class ImportQueueTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Take_PendingItemThatComesDueWhileItIsLookedAt_ComesAtOnce()
    {
        using var data = new TemporaryDirectory();
        await using var services = new ServiceCollection().AddDatabase(data.Database).BuildServiceProvider();
        var factory = services.GetRequiredService<IDbContextFactory<RocketTrainerDb>>();
        var import = new Import { Id = Guid.NewGuid(), UserId = null, Source = ImportSource.Replays, CreatedAt = DateTimeOffset.UnixEpoch, ListingDone = true };
        await using (var db = await factory.CreateDbContextAsync(Cancel))
        {
            await db.Database.MigrateAsync(Cancel);
            db.Imports.Add(import);
            db.ImportItems.Add(new() { ImportId = import.Id, BallchasingId = "a", Ordinal = 0 });
            await db.SaveChangesAsync(Cancel);
        }

        // Not due at the first look, due for more than a millisecond at the second.
        var options = new ImportingOptions { PendingDelay = TimeSpan.FromMilliseconds(1.5) };
        var clock = new SteppingClock(TimeSpan.FromMilliseconds(1.4));
        using var queue = await ImportQueue.LoadAsync(factory, import, options, clock, new DatabasePatience(clock, NullLogger.Instance, _ => { }), Cancel);
        await using var items = queue.TakeAsync(Cancel).GetAsyncEnumerator(Cancel);
        Assert.True(await items.MoveNextAsync());
        for (var round = 0; round < 2; round++) // the first also looks for more listed items
        {
            queue.Written([new("a", 1, new FetchOutcome.Pending("Still being read."))]);
            Assert.True(await items.MoveNextAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(10), Cancel));
            Assert.Equal("a", items.Current.BallchasingId);
        }
    }

    /// <summary>Goes on by a step whenever somebody looks at it.</summary>
    private sealed class SteppingClock(TimeSpan step) : TimeProvider
    {
        private DateTimeOffset _now = DateTimeOffset.UnixEpoch;

        public override DateTimeOffset GetUtcNow() => _now += step;
    }
}
