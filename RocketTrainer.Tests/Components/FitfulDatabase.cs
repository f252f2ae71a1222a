using Microsoft.EntityFrameworkCore;
using RocketTrainer.Core.Data;
using RocketTrainer.Core.Data.Bulk;

namespace RocketTrainer.Tests.Components;

/// <summary>A database that keeps one waiting or fails when a test says so.</summary>
public sealed class FitfulDatabase(DatabaseChoice database) : IDbContextFactory<RocketTrainerDb>
{
    public IBulkWriter Bulk { get; } = database.Provider == DatabaseProvider.Sqlite ? new SqliteBulkWriter() : new PostgresBulkWriter();

    private Task _gate = Task.CompletedTask;
    private int _asked;

    /// <summary>How often it was asked.</summary>
    public int Asked => _asked;

    /// <summary>Whoever asks from now on waits: until this is done, or for an answer that never comes but as its exception.</summary>
    public TaskCompletionSource Hold()
    {
        var gate = new TaskCompletionSource();
        _gate = gate.Task;
        return gate;
    }

    /// <summary>Whoever asks from now on gets no answer.</summary>
    public void Break() => _gate = Task.FromException(Fault());

    /// <summary>Whoever asks from now on gets his answer; who waits goes on waiting.</summary>
    public void Mend() => _gate = Task.CompletedTask;

    public static IOException Fault() => new("The disk is gone.");

    public RocketTrainerDb CreateDbContext() => Support.Database.Open(database);

    public async Task<RocketTrainerDb> CreateDbContextAsync(CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref _asked);
        await _gate.WaitAsync(cancellationToken);
        return CreateDbContext();
    }
}
