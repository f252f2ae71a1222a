using BenchmarkDotNet.Attributes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RocketTrainer.Core.Ballchasing.Contracts;
using RocketTrainer.Core.Data;
using RocketTrainer.Core.Data.Bulk;
using RocketTrainer.Core.Importing;
using RocketTrainer.Core.Replays;
using RocketTrainer.Tests.Support;

namespace RocketTrainer.Benchmarks;

/// <summary>What it costs to store one fetched 3v3 replay, as an import does it, in batches of 50: by the writer alone, with nothing else to do.</summary>
[SimpleJob(warmupCount: 3, iterationCount: 10)]
public class WriteBenchmarks
{
    private const int BatchSize = 50;
    private const int Batches = 20;

    private readonly List<IReadOnlyList<FetchedItem>> _batches = [];
    private Recordings _recordings = null!;
    private PostgresServer? _server;
    private string _directory = "";
    private ServiceProvider _services = null!;
    private ImportWriter _writer = null!;
    private Import _import = null!;
    private int _made;

    [Params(DatabaseProvider.Sqlite, DatabaseProvider.Postgres)]
    public DatabaseProvider Provider { get; set; }

    [GlobalSetup]
    public async Task SetUpAsync()
    {
        _recordings = await Recordings.MakeAsync();
        _directory = Directory.CreateTempSubdirectory("rockettrainer-").FullName;
        _server = Provider == DatabaseProvider.Postgres ? await PostgresServer.StartAsync() : null;
        var database = DatabaseChoice.Of(Provider.ToString(), _server?.ConnectionString("rockettrainer"), _directory);
        _services = new ServiceCollection().AddLogging().AddDatabase(database).BuildServiceProvider();
        await using var db = _services.GetRequiredService<IDbContextFactory<RocketTrainerDb>>().CreateDbContext();
        await db.Database.MigrateAsync();
        _writer = new ImportWriter(_services.GetRequiredService<IDbContextFactory<RocketTrainerDb>>(), _services.GetRequiredService<IBulkWriter>());
    }

    [IterationSetup]
    public void MakeBatches()
    {
        _batches.Clear();
        _import = new Import { Id = Guid.NewGuid(), UserId = null, Source = ImportSource.Player, CreatedAt = DateTimeOffset.UnixEpoch };
        for (var batch = 0; batch < Batches; batch++)
            _batches.Add([.. Enumerable.Range(0, BatchSize).Select(_ => Fetched(++_made))]);
        _writer.AddImportAsync(_import, [.. _batches.SelectMany(b => b).Select(f => new ListedReplay(f.BallchasingId))], CancellationToken.None).GetAwaiter().GetResult();
    }

    [Benchmark(OperationsPerInvoke = Batches * BatchSize)]
    public async Task Write()
    {
        foreach (var batch in _batches)
            await _writer.WriteAsync(_import.Id, batch, requests: 0, CancellationToken.None);
    }

    [GlobalCleanup]
    public async Task CleanUpAsync()
    {
        await _services.DisposeAsync();
        if (_server is not null)
            await _server.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    private FetchedItem Fetched(int number)
    {
        var json = _recordings.Detail(number);
        var replay = ReplayMapper.Map(ReplayDetailContract.Parse(json)!, Recordings.Id(number), PayloadCompression.Compress(json), DateTimeOffset.UnixEpoch, out var reason);
        return new(Recordings.Id(number).ToString(), 1, new FetchOutcome.Found(replay ?? throw new InvalidOperationException(reason)));
    }
}
