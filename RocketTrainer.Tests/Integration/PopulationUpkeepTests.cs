using System.Text.Json;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.DependencyInjection;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Ballchasing.Sandbox;
using RocketTrainer.Core.Coaching;
using RocketTrainer.Core.Data.Bulk;
using RocketTrainer.Tests.Support;

namespace RocketTrainer.Tests.Integration;

public sealed class PopulationUpkeepTests
{
    [Fact]
    public async Task Import_ThatStoredMatches_HasTheCachedNormsReckonedAnew()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(1));
        await using var app = new RocketTrainerApp(environment: "Development", settings: [("Ballchasing:Sandbox", "On"), ("Ballchasing:Tier", "unlimited")]);
        _ = app.Address;
        var population = app.Services.GetRequiredService<Population>();
        var before = await population.OfAsync("ranked-doubles", limit.Token);
        Assert.Empty(before.Windows);
        Assert.Same(before, await population.OfAsync("ranked-doubles", limit.Token)); // it is kept

        var player = app.Services.GetRequiredService<SandboxLeague>().FeaturedPlayers[0].Id;
        await app.FollowAsync(await app.StartImportAsync(User.DemoId, player, max: 60, settled: true), limit.Token);

        PopulationNorms after;
        while ((after = await population.OfAsync("ranked-doubles", limit.Token)).Windows.Count == 0)
            await Task.Yield();
        Assert.True(after.MadeAt > before.MadeAt);
    }

    [Fact]
    public async Task Norms_ReckonedOnOneNode_AreReadByTheOther()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var shared = await NodeSettings.StartAsync(cancel);
        await using var one = new RocketTrainerApp(settings: shared.Another());
        await using var other = new RocketTrainerApp(settings: shared.Another());
        (_, _) = (one.Address, other.Address);
        await using (var db = one.OpenDatabase())
            await (await StoredLeague.MakeAsync(400, 100)).FillAsync(db, one.Services.GetRequiredService<IBulkWriter>(), cancel);

        var reckoned = await one.Services.GetRequiredService<Population>().OfAsync("ranked-standard", cancel);
        while (await one.Services.GetRequiredService<IDistributedCache>().GetAsync("population:ranked-standard", cancel) is null)
            cancel.ThrowIfCancellationRequested(); // it is handed on after it was told
        var read = await other.Services.GetRequiredService<Population>().OfAsync("ranked-standard", cancel);

        Assert.NotEmpty(reckoned.Skills.Tiers);
        Assert.Equal((reckoned.MadeAt, reckoned.Id), (read.MadeAt, read.Id)); // another moment if they had been reckoned again
        Assert.Equal(JsonSerializer.Serialize(reckoned), JsonSerializer.Serialize(read));
    }
}
