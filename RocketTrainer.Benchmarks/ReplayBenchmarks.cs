using System.Text.Json;
using BenchmarkDotNet.Attributes;
using RocketTrainer.Core.Ballchasing.Contracts;
using RocketTrainer.Core.Importing;
using RocketTrainer.Core.Replays;

namespace RocketTrainer.Benchmarks;

/// <summary>What one 3v3 replay costs on its way in: reading, mapping, compressing. The baseline only reads the JSON.</summary>
[MemoryDiagnoser]
[ShortRunJob]
public class ReplayBenchmarks
{
    private static readonly Guid Id = Recordings.Id(1);

    private byte[] _json = [];

    [GlobalSetup]
    public async Task SetUpAsync() => _json = (await Recordings.MakeAsync()).Detail(1);

    [Benchmark(Baseline = true)]
    public int JsonDocumentParse()
    {
        using var document = JsonDocument.Parse(_json);
        return document.RootElement.GetPropertyCount();
    }

    [Benchmark]
    public ReplayDetailContract? Parse() => ReplayDetailContract.Parse(_json);

    [Benchmark]
    public Replay? ParseAndMap() => ReplayMapper.Map(ReplayDetailContract.Parse(_json)!, Id, [], DateTimeOffset.UnixEpoch, out _);

    [Benchmark]
    public byte[] Compress() => PayloadCompression.Compress(_json);
}
