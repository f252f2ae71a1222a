namespace RocketTrainer.Tests.Support;

/// <summary>What several nodes of one installation share: a PostgreSQL database, a Redis and a Ballchasing. Each has a directory of its own.</summary>
public sealed class NodeSettings : IAsyncDisposable
{
    private readonly PostgresServer _postgres;
    private readonly string _database = "nodes_" + Guid.NewGuid().ToString("N");
    private readonly List<TemporaryDirectory> _directories = [];

    private NodeSettings(PostgresServer postgres, RedisServer redis, BallchasingServer ballchasing) => (_postgres, Redis, Ballchasing) = (postgres, redis, ballchasing);

    public RedisServer Redis { get; }

    public BallchasingServer Ballchasing { get; }

    /// <summary>Starts what is shared; skips the test, loudly, where a program is missing.</summary>
    public static async Task<NodeSettings> StartAsync(CancellationToken cancellationToken)
    {
        foreach (var missing in new[] { PostgresServer.Missing, RedisServer.Missing })
            Assert.SkipWhen(missing is not null, missing ?? "");
        return new(await Database.SharedPostgresAsync(), await RedisServer.StartAsync(), await BallchasingServer.StartAsync(cancellationToken));
    }

    /// <summary>What one more node is told.</summary>
    public (string Key, string Value)[] Another()
    {
        var directory = new TemporaryDirectory();
        _directories.Add(directory);
        return
        [
            ("DataDirectory", directory.Path), ("Database:Provider", "Postgres"), ("ConnectionStrings:RocketTrainer", _postgres.ConnectionString(_database)),
            ("Redis:ConnectionString", Redis.ConnectionString), ("Ballchasing:RetryDelay", "00:00:00.050"), ("Importing:PendingDelay", "00:00:00.200"),
        ];
    }

    /// <summary>Starts one more node as a process of its own.</summary>
    public Task<RocketTrainerProcess> StartNodeAsync(CancellationToken cancellationToken, string tier = "unlimited", params (string Key, string Value)[] settings) =>
        RocketTrainerProcess.StartAsync([.. Another(), .. settings], Ballchasing, cancellationToken, tier);

    /// <summary>A context of the shared database.</summary>
    public Core.Data.RocketTrainerDb OpenDatabase() => Database.Open(new(Core.Data.DatabaseProvider.Postgres, _postgres.ConnectionString(_database)));

    public async ValueTask DisposeAsync()
    {
        await Ballchasing.DisposeAsync();
        await Redis.DisposeAsync();
        await _postgres.ExecuteAsync("postgres", $"DROP DATABASE IF EXISTS \"{_database}\" WITH (FORCE)");
        foreach (var directory in _directories)
            directory.Dispose();
    }
}
