using CsCheck;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Ballchasing;
using RocketTrainer.Core.Ballchasing.Contracts;
using RocketTrainer.Core.Data;
using RocketTrainer.Core.Importing;
using RocketTrainer.Core.Replays;
using RocketTrainer.Tests.Support;

namespace RocketTrainer.Tests.Unit.Importing;

/// <summary>Whatever happens to an import in whatever order, its receipt adds up, and each replay is stored once.</summary>
public sealed class ReceiptPropertyTests
{
    private const int MostReplays = 12;

    private static readonly Viewer.Person Administrator = new(User.BootstrapId, IsAdministrator: true);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private enum Happens { Listed, Found, SecondUploadFound, Pending, FailedForNow, FailedForGood, WrittenAgain, CrashedWhileWriting, RetriedAll, RetriedOne, Paused, Resumed, Cancelled, RunEnded }

    [Fact]
    public async Task Receipt_AfterAnyInterleavingOfEvents_AddsUp()
    {
        using var data = new TemporaryDirectory();
        await using var services = new ServiceCollection().AddLogging().AddSingleton(Microseconds.Clock).AddSingleton<IImportScheduler, Nobody>()
            .AddDatabase(data.Database).AddBallchasing(new ConfigurationBuilder().Build(), development: false).AddImporting(new ConfigurationBuilder().Build()).BuildServiceProvider();
        await using (var db = await services.GetRequiredService<IDbContextFactory<RocketTrainerDb>>().CreateDbContextAsync(Cancel))
            await db.Database.MigrateAsync(Cancel);

        // Seldom what ends everything, often what moves.
        var events = Gen.Frequency(
            (3, Gen.Const(Happens.Listed)), (4, Gen.Const(Happens.Found)), (6, Gen.Int[0, (int)Happens.RunEnded].Select(i => (Happens)i)), (1, Gen.Const(Happens.Cancelled)));
        var count = 0;
        await Gen.Select(events, Gen.Int[1, MostReplays]).Array[1, 40].SampleAsync(
            async happened =>
            {
                var story = new Story(services, ++count);
                await story.BeginAsync();
                foreach (var (what, which) in happened)
                {
                    await story.HappenAsync(what, which);
                    await story.AssertAddsUpAsync();
                }
            },
            iter: 150, threads: 1, seed: "0000000000000");
    }

    /// <summary>One import of matches that no other one has.</summary>
    private sealed class Story(IServiceProvider services, int number)
    {
        private readonly ImportWriter _writer = services.GetRequiredService<ImportWriter>();
        private readonly ImportControl _control = services.GetRequiredService<ImportControl>();
        private readonly IDbContextFactory<RocketTrainerDb> _factory = services.GetRequiredService<IDbContextFactory<RocketTrainerDb>>();
        private readonly Import _import = new() { Id = Guid.NewGuid(), UserId = null, Source = ImportSource.Player, PlayerId = Matches.Hero, CreatedAt = DateTimeOffset.UnixEpoch };
        private IReadOnlyList<FetchedItem> _last = [];

        public Task<Import> BeginAsync() => _writer.AddImportAsync(_import, [], Cancel);

        public async Task HappenAsync(Happens what, int which)
        {
            switch (what)
            {
                case Happens.Listed:
                    await _writer.AddListedAsync(_import.Id, [.. Enumerable.Range(1, which).Select(i => new ListedReplay(Id(i), i % 5 == 0 ? "Not asked for." : null))], nextPage: null, done: false, requests: 1, Cancel);
                    break;
                case Happens.WrittenAgain:
                    await WriteAsync(_last, Cancel);
                    break;
                case Happens.CrashedWhileWriting:
                    await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await WriteAsync(await FetchedAsync(Happens.Found, which), new CancellationToken(canceled: true)));
                    break;
                case Happens.RetriedAll:
                    await _control.RetryAsync(Administrator, _import.Id, replayId: null, Cancel);
                    break;
                case Happens.RetriedOne:
                    await _control.RetryAsync(Administrator, _import.Id, Id(which), Cancel);
                    break;
                case Happens.Paused:
                    await _control.PauseAsync(Administrator, _import.Id, Cancel);
                    break;
                case Happens.Resumed:
                    await _control.ResumeAsync(Administrator, _import.Id, Cancel);
                    break;
                case Happens.Cancelled:
                    await _control.CancelAsync(Administrator, _import.Id, Cancel);
                    break;
                case Happens.RunEnded:
                    await using (var db = await _factory.CreateDbContextAsync(Cancel))
                        await db.Imports.Where(i => i.Id == _import.Id && i.State == ImportState.Queued).ExecuteUpdateAsync(s => s.SetProperty(i => i.State, ImportState.Completed), Cancel);
                    break;
                default:
                    await WriteAsync(_last = await FetchedAsync(what, which), Cancel);
                    break;
            }
        }

        public async Task AssertAddsUpAsync()
        {
            await using var db = await _factory.CreateDbContextAsync(Cancel);
            var import = await db.Imports.AsNoTracking().SingleAsync(i => i.Id == _import.Id, Cancel);
            var items = await db.ImportItems.AsNoTracking().Where(i => i.ImportId == _import.Id).ToListAsync(Cancel);
            int Of(ImportItemState state) => items.Count(i => i.State == state);
            Assert.Equal(
                (items.Count, Of(ImportItemState.Imported), Of(ImportItemState.Duplicate), Of(ImportItemState.Skipped), Of(ImportItemState.Pending), Of(ImportItemState.Failed), Of(ImportItemState.Remaining)),
                (import.Listed, import.Imported, import.Duplicates, import.Skipped, import.Pending, import.Failed, import.Remaining));
            Assert.Equal(Enumerable.Range(0, items.Count), items.Select(i => i.Ordinal).Order());
            var stored = await db.Replays.Where(r => items.Select(i => i.ReplayId).Contains(r.Id)).Select(r => new { r.Id, Players = r.Players.Count, Uploads = r.Sources.Count }).ToListAsync(Cancel);
            Assert.Equal(import.Imported, stored.Count);
            Assert.All(stored, r => Assert.Equal(4, r.Players));
            Assert.Equal(import.Imported + import.Duplicates, stored.Sum(r => r.Uploads));
        }

        private Task<WrittenBatch> WriteAsync(IReadOnlyList<FetchedItem> fetched, CancellationToken cancellationToken) => _writer.WriteAsync(_import.Id, fetched, requests: 2, cancellationToken);

        /// <summary>A few of those that are still to be had, with what came of asking.</summary>
        private async Task<IReadOnlyList<FetchedItem>> FetchedAsync(Happens what, int which)
        {
            await using var db = await _factory.CreateDbContextAsync(Cancel);
            var open = await db.ImportItems.AsNoTracking()
                .Where(i => i.ImportId == _import.Id && (i.State == ImportItemState.Remaining || i.State == ImportItemState.Pending)).OrderBy(i => i.Ordinal).ToListAsync(Cancel);
            return [.. open.Where((_, i) => i % 3 == which % 3).Take(which).Select(i => new FetchedItem(i.BallchasingId, i.Attempts + 1, what switch
            {
                Happens.Found => new FetchOutcome.Found(Match(i.BallchasingId, i.BallchasingId)),
                Happens.SecondUploadFound => new FetchOutcome.Found(Match(i.BallchasingId, Id(1))), // another upload of the first match
                Happens.Pending => new FetchOutcome.Pending("Still being read."),
                _ => new FetchOutcome.Failed("A fault.", Retryable: what == Happens.FailedForNow),
            }))];
        }

        private static Replay Match(string id, string ofMatch)
        {
            var detail = Matches.Detail(int.Parse(ofMatch[^12..], System.Globalization.CultureInfo.InvariantCulture));
            detail["id"] = id;
            var json = detail.Bytes();
            return ReplayMapper.Map(ReplayDetailContract.Parse(json)!, Guid.Parse(id), PayloadCompression.Compress(json), DateTimeOffset.UnixEpoch, out _)!;
        }

        private string Id(int replay) => Matches.Id((number * 100) + replay);
    }

    private sealed class Nobody : IImportScheduler
    {
        public Task ScheduleAsync(Guid importId, CancellationToken cancellationToken) => Task.CompletedTask;

        public Task InterruptAsync(Guid importId, CancellationToken cancellationToken) => Task.CompletedTask;

        public Task PassOnAsync(Guid importId, string keyFingerprint, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
