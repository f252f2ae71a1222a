using Microsoft.EntityFrameworkCore;
using RocketTrainer.Tests.Support;

namespace RocketTrainer.Tests.Components;

/// <summary>A database with all tables and no rows, for the tests of a class, each of which brings a person of its own.</summary>
public sealed class EmptyDatabase : IAsyncLifetime
{
    private readonly TemporaryDirectory _directory = new();

    public FitfulDatabase Open() => new(_directory.Database);

    public async ValueTask InitializeAsync()
    {
        await using var db = _directory.OpenDatabase();
        await db.Database.MigrateAsync();
    }

    public ValueTask DisposeAsync()
    {
        _directory.Dispose();
        return ValueTask.CompletedTask;
    }
}
