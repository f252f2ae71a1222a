using Microsoft.EntityFrameworkCore;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Replays;
using RocketTrainer.Tests.Support;

namespace RocketTrainer.Tests.Components;

/// <summary>A small league in a database of its own, filled once for all tests of a class.</summary>
public sealed class StoredMatches : IAsyncLifetime
{
    private readonly TemporaryDirectory _directory = new();

    public StoredLeague League { get; private set; } = null!;

    public FitfulDatabase Open() => new(_directory.Database);

    public async ValueTask InitializeAsync()
    {
        League = await StoredLeague.MakeAsync(1_400, 150, 60);
        await using var db = _directory.OpenDatabase();
        await db.Database.MigrateAsync();
        await League.FillAsync(db, Open().Bulk, CancellationToken.None);
    }

    /// <summary>A filter that leaves a regular just so many of his matches, the newest.</summary>
    public async Task<ReplayFilter> NewestAsync(StoredLeague.Regular regular, int matches)
    {
        var filter = new ReplayFilter { Player = regular.Player };
        var page = await new ReplayQueries(Open()).ListAsync(new Viewer.Person(regular.UserId), filter, cursor: null, matches, CancellationToken.None);
        Assert.Equal(matches, page.Items.Count);
        return filter with { After = page.Items[^1].PlayedAt };
    }

    public ValueTask DisposeAsync()
    {
        _directory.Dispose();
        return ValueTask.CompletedTask;
    }
}
