using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Data;
using RocketTrainer.Core.Importing;
using RocketTrainer.Core.Replays;
using RocketTrainer.Tests.Support;

namespace RocketTrainer.Tests.Integration;

/// <summary>Stored payloads read again, as after an update of the mapper.</summary>
public sealed class RemappingTests
{
    private const int Count = Remapping.BatchSize + 20; // two batches

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_OverRowsOfAnOlderMapper_GivesTheRowsOfThisOneWithoutAskingBallchasing()
    {
        await using var server = await BallchasingServer.StartAsync(Cancel);
        await using var app = await ImportedAsync(server);
        var (remapping, asked) = (app.Services.GetRequiredService<Remapping>(), server.Requests.Count);
        await using var db = app.OpenDatabase();
        var expected = await RowsAsync(db);
        await SpoilAsync(db);
        Assert.NotEqual(expected, await RowsAsync(db));

        await remapping.RunAsync(Cancel);

        Assert.Equal(expected, await RowsAsync(db));
        Assert.Equal(asked, server.Requests.Count);
        Assert.Equal((false, 0, Count, 0), (remapping.Progress.Latest.IsRunning, remapping.Progress.Latest.Outdated, remapping.Progress.Latest.Done, remapping.Progress.Latest.Unreadable));
        Assert.False(await db.ReplayPayloads.AnyAsync(p => p.MapperVersion != ReplayMapper.Version, Cancel));
        var told = await app.Api.ReadAsync("api/v1/admin/remapping");
        Assert.Equal((Count, ReplayMapper.Version), (told.GetProperty("done").GetInt32(), told.GetProperty("version").GetInt32()));
    }

    [Fact]
    public async Task Run_AfterOneThatWasKilledAfterItsFirstBatch_ReadsOnlyTheRest()
    {
        await using var server = await BallchasingServer.StartAsync(Cancel);
        await using var app = await ImportedAsync(server);
        await using var db = app.OpenDatabase();
        await SpoilAsync(db);
        var done = await db.ReplayPayloads.OrderBy(p => p.BallchasingId).Select(p => p.BallchasingId).Take(Remapping.BatchSize).ToListAsync(Cancel);
        await db.ReplayPayloads.Where(p => EF.Parameter(done).Contains(p.BallchasingId)).ExecuteUpdateAsync(s => s.SetProperty(p => p.MapperVersion, ReplayMapper.Version), Cancel);
        var remapping = app.Services.GetRequiredService<Remapping>();

        await remapping.RunAsync(Cancel);

        Assert.Equal(Count - Remapping.BatchSize, remapping.Progress.Latest.Done);
        Assert.Equal(Remapping.BatchSize, await db.Replays.CountAsync(r => r.MapName == "Nowhere", Cancel)); // whose versions said that they were done
    }

    [Fact]
    public async Task Run_OverAPayloadThatGivesNoMatch_KeepsItsRowsAndSaysSo()
    {
        await using var server = await BallchasingServer.StartAsync(Cancel);
        await using var app = await ImportedAsync(server);
        await using var db = app.OpenDatabase();
        var expected = await RowsAsync(db);
        await db.ReplayPayloads.ExecuteUpdateAsync(s => s.SetProperty(p => p.MapperVersion, 0), Cancel);
        var bad = Guid.Parse(Matches.Id(3));
        await db.ReplayPayloads.Where(p => p.BallchasingId == bad).ExecuteUpdateAsync(s => s.SetProperty(p => p.Json, PayloadCompression.Compress("{}"u8)), Cancel);
        var remapping = app.Services.GetRequiredService<Remapping>();

        await remapping.RunAsync(Cancel);

        Assert.Equal(expected, await RowsAsync(db));
        Assert.Equal((1, 1, Count - 1), (remapping.Progress.Latest.Unreadable, remapping.Progress.Latest.Outdated, remapping.Progress.Latest.Done));
        Assert.Contains(app.Log.Lines, line => line.Contains(bad.ToString(), StringComparison.Ordinal) && line.StartsWith("Warning", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Run_OverAConfirmedRowAndASecondPublicUpload_KeepsBoth()
    {
        await using var server = await BallchasingServer.StartAsync(Cancel);
        var masked = Matches.Detail(1);
        masked["visibility"] = "private";
        masked["blue"]!["players"]![0]!["id"] = new System.Text.Json.Nodes.JsonObject { ["platform"] = "ps4", ["id"] = "****" };
        server.Replays.Add((Matches.Id(1), masked.Bytes()));
        await using var app = new RocketTrainerApp(server);
        var owner = await app.PersonAsync("76561190000000001");
        await app.FollowAsync(await app.StartImportAsync(owner.Id, "steam:76561190000000002", max: 10), Cancel);
        var second = Matches.Detail(1);
        second["id"] = Matches.Id(1001);
        server.Replays.Add((Matches.Id(1001), second.Bytes()));
        await app.FollowAsync(await app.StartImportAsync(owner.Id, "steam:76561190000000002", max: 10), Cancel);
        await using var db = app.OpenDatabase();
        var line = await db.PlayerStats.SingleAsync(p => p.Slot == 0, Cancel);
        Assert.Equal((null, true), (line.PlayerId, line.IsPublic));
        var account = await db.LinkedAccounts.FirstAsync(a => a.UserId == owner.Id, Cancel);
        if (!await db.Players.AnyAsync(p => p.Id == account.PlayerId, Cancel))
            db.Players.Add(new() { Id = account.PlayerId!, Platform = "steam", PlatformId = account.PlayerId!["steam:".Length..], PlayerNumber = null });
        db.MatchClaims.Add(new MatchClaim { ReplayId = line.ReplayId, Slot = 0, LinkedAccountId = account.Id, Confirmed = true, DecidedAt = DateTimeOffset.UnixEpoch });
        line.PlayerId = account.PlayerId;
        await db.SaveChangesAsync(Cancel);
        db.ChangeTracker.Clear();
        var expected = await RowsAsync(db);
        await SpoilAsync(db);

        await app.Services.GetRequiredService<Remapping>().RunAsync(Cancel);

        Assert.Equal(expected, await RowsAsync(db));
    }

    private static async Task<RocketTrainerApp> ImportedAsync(BallchasingServer server)
    {
        server.Add(Count);
        var app = new RocketTrainerApp(server);
        var receipt = await app.ImportAsync(new { source = "player", playerId = Matches.Hero }, Cancel);
        Assert.Equal(Count, receipt.Count("imported"));
        return app;
    }

    /// <summary>Leaves rows as a mapper would that understood little.</summary>
    private static async Task SpoilAsync(RocketTrainerDb db)
    {
        await db.ReplayPayloads.ExecuteUpdateAsync(s => s.SetProperty(p => p.MapperVersion, 0), Cancel);
        await db.Replays.ExecuteUpdateAsync(s => s.SetProperty(r => r.MapName, "Nowhere").SetProperty(r => r.Duration, (int?)null), Cancel);
        await db.PlayerStats.ExecuteUpdateAsync(s => s.SetProperty(p => EF.Property<double?>(p, "boost_bpm"), (double?)null).SetProperty(p => p.Result, (MatchResult?)null).SetProperty(p => p.PlayerId, (string?)null), Cancel);
        await db.TeamStats.ExecuteUpdateAsync(s => s.SetProperty(t => EF.Property<int?>(t, "core_goals"), (int?)7), Cancel);
    }

    private static async Task<string> RowsAsync(RocketTrainerDb db) => JsonSerializer.Serialize(new
    {
        Replays = (await db.Replays.AsNoTracking().ToListAsync(Cancel)).OrderBy(r => r.Id),
        Players = (await db.PlayerStats.AsNoTracking().ToListAsync(Cancel)).OrderBy(p => p.ReplayId).ThenBy(p => p.Slot)
            .Select(p => new { Row = p, Stats = StatCatalog.OfPlayer.Select(s => p[s.Column]).ToList() }),
        Teams = (await db.TeamStats.AsNoTracking().ToListAsync(Cancel)).OrderBy(t => t.ReplayId).ThenBy(t => t.Color).Select(t => new { Row = t, Stats = StatCatalog.OfTeam.Select(s => t[s.Column]).ToList() }),
        Library = (await db.Library.AsNoTracking().ToListAsync(Cancel)).OrderBy(l => l.UserId).ThenBy(l => l.ReplayId),
    });
}
