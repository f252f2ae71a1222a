using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using RocketTrainer.Tests.Support;

namespace RocketTrainer.Tests.Integration;

public sealed class KilledImportTests
{
    private const int Count = 2000;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Import_ProcessKilledTwiceInTheMiddle_FinishesByItselfWithNothingTwiceAndNothingMissing()
    {
        using var data = new TemporaryDirectory();
        await using var server = await BallchasingServer.StartAsync(Cancel);
        server.Add(Count);

        Guid import;
        await using (var first = await RocketTrainerProcess.StartAsync(data, server, Cancel))
        {
            using var started = await first.Api.PostAsJsonAsync("imports", new { source = "player", playerId = Matches.Hero }, Cancel);
            import = (await started.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("id").GetGuid();
            await ReachAsync(first, import, 300);
            await first.KillAsync();
        }

        await using (var second = await RocketTrainerProcess.StartAsync(data, server, Cancel))
        {
            await ReachAsync(second, import, 1000);
            await second.KillAsync();
        }

        await using var third = await RocketTrainerProcess.StartAsync(data, server, Cancel);
        var receipt = await ReachAsync(third, import, Count);
        while (receipt.State() != "completed")
            receipt = await third.ReceiptAsync(import, Cancel);

        Assert.Equal((Count, Count, 0, 0), (receipt.Count("listed"), receipt.Count("imported"), receipt.Count("duplicates"), receipt.Count("failed")));
        await using var db = data.OpenDatabase();
        var stored = await db.Replays.Select(r => r.Id).ToListAsync(Cancel);
        Assert.Equal(server.Replays.Select(r => Guid.Parse(r.Id)).Order(), stored.Order());
        Assert.Equal(Count * 4, await db.PlayerStats.CountAsync(Cancel));
        Assert.Equal(Count * 2, await db.TeamStats.CountAsync(Cancel));
        Assert.Equal(Count, await db.ReplayPayloads.CountAsync(Cancel));
        Assert.Equal(4, await db.Players.CountAsync(Cancel));
    }

    [Fact]
    public async Task Budget_ProcessKilled_TheNextOneCountsWhatItSentThisHour()
    {
        using var data = new TemporaryDirectory();
        await using var server = await BallchasingServer.StartAsync(Cancel);
        server.Add(30);
        await using (var first = await RocketTrainerProcess.StartAsync(data, server, Cancel, tier: "diamond"))
        {
            using var started = await first.Api.PostAsJsonAsync("imports", new { source = "player", playerId = Matches.Hero }, Cancel);
            await ReachAsync(first, (await started.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("id").GetGuid(), 22);
            Assert.InRange(await UsedAsync(first, "detail"), 22, 30);
            await first.KillAsync();
        }

        var sent = server.Requests.Count(r => r.Path.StartsWith("/api/replays/", StringComparison.Ordinal));
        await using var second = await RocketTrainerProcess.StartAsync(data, server, Cancel, tier: "diamond");
        Assert.InRange(await UsedAsync(second, "detail"), sent, 60); // blocks of at most 31 by the first, and what the second has written down since
        Assert.InRange(await UsedAsync(second, "list"), 1, 20);

        static async Task<int> UsedAsync(RocketTrainerProcess app, string kind)
        {
            var quotas = await app.Api.GetFromJsonAsync<JsonElement>("admin/quotas", Cancel);
            return quotas.GetProperty("items").EnumerateArray().Single(q => q.GetProperty("kind").GetString() == kind).GetProperty("usedThisHour").GetInt32();
        }
    }

    /// <summary>Waits until so many are imported and the import is not further than it must be for the kill to hit its middle.</summary>
    private static async Task<JsonElement> ReachAsync(RocketTrainerProcess app, Guid import, int imported)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        limit.CancelAfter(TimeSpan.FromMinutes(3));
        while (true)
        {
            var receipt = await app.ReceiptAsync(import, limit.Token);
            Receipt.AssertBalances(receipt);
            if (receipt.Count("imported") >= imported)
            {
                Assert.True(imported == Count || receipt.State() != "completed", "The import was over before it could be killed.");
                return receipt;
            }
        }
    }
}
