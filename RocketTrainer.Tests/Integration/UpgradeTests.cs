using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using RocketTrainer.Core.Data;
using RocketTrainer.Tests.Support;

namespace RocketTrainer.Tests.Integration;

/// <summary>A database that holds matches already is brought up to date.</summary>
public sealed class UpgradeTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task MatchHistory_OfMatchesStoredBefore_IsFilledAsAnImportFillsIt()
    {
        await using var server = await BallchasingServer.StartAsync(Cancel);
        server.Add(4);
        var hidden = Matches.Detail(5);
        (hidden["visibility"], hidden["playlist_id"]) = ("private", null);
        hidden["blue"]!["stats"]!["core"]!.AsObject().Remove("goals");
        server.Replays.Add((Matches.Id(5), hidden.Bytes()));
        await using var app = new RocketTrainerApp(server);
        var owner = await app.PersonAsync("76561190000000001");
        await app.FollowAsync(await app.StartImportAsync(owner.Id, Matches.Hero, max: 5), Cancel);
        await using var db = app.OpenDatabase();
        var before = await StateAsync(db);
        Assert.Equal((20, 5), (before.Rows.Count, before.Library.Count));
        Assert.Equal(4, before.Rows.Count(r => r.Contains("False", StringComparison.Ordinal)));

        var migrator = db.GetService<IMigrator>();
        var migrations = db.Database.GetMigrations().ToList();
        await migrator.MigrateAsync(migrations[migrations.FindIndex(m => m.EndsWith("_MatchHistory", StringComparison.Ordinal)) - 1], Cancel);
        await migrator.MigrateAsync(cancellationToken: Cancel);

        var after = await StateAsync(db);
        Assert.Equal(before.Rows, after.Rows);
        Assert.Equal(before.Library, after.Library);
    }

    private static async Task<(List<string> Rows, List<string> Library)> StateAsync(RocketTrainerDb db) => (
        [.. (await db.PlayerStats.AsNoTracking().OrderBy(p => p.PlayedAt).ThenBy(p => p.Slot).ToListAsync(Cancel)).Select(p => $"{p.ReplayId} {p.Slot} {p.PlaylistId} {p.Result} {p.IsPublic}")],
        [.. (await db.Library.AsNoTracking().OrderBy(l => l.PlayedAt).ToListAsync(Cancel)).Select(l => $"{l.UserId} {l.ReplayId} {l.PlayedAt:O}")]);
}
