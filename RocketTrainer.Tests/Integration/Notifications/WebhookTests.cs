using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Importing;
using RocketTrainer.Core.Notifications;
using RocketTrainer.Tests.Support;

namespace RocketTrainer.Tests.Integration.Notifications;

/// <summary>Webhooks: what is kept, and what arrives there when an import ends.</summary>
public sealed class WebhookTests : IAsyncLifetime
{
    private BallchasingServer _server = null!;
    private WebhookReceiver _receiver = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => (_server, _receiver) = (await BallchasingServer.StartAsync(Cancel), await WebhookReceiver.StartAsync(Cancel));

    public async ValueTask DisposeAsync()
    {
        await _receiver.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Theory]
    [InlineData("discord.com/api/webhooks/1/x", "no address")]
    [InlineData("http://discord.com/api/webhooks/1/x", "https")]
    [InlineData("https://discord.com:8443/api/webhooks/1/x", "port")]
    [InlineData("https://somebody@discord.com/api/webhooks/1/x", "user")]
    [InlineData("https://127.0.0.1/x", "private network")]
    [InlineData("https://[::1]/x", "private network")]
    [InlineData("https://169.254.169.254/latest/meta-data", "private network")]
    [InlineData("https://localhost/x", "could not be reached")]
    public async Task Keep_AddressThatLeadsNowhereGood_IsRefused(string url, string word)
    {
        await using var app = new RocketTrainerApp(_server);
        var hero = await app.PersonAsync("76561190000000001", "Hero");
        var (kept, errors) = await app.Services.GetRequiredService<Webhooks>().KeepAsync(hero.Id, url, Caller.Server, Cancel);
        Assert.Null(kept);
        Assert.Contains(word, Assert.Single(errors["url"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keep_GoodAddress_IsTriedAndSealedAndNeverShown()
    {
        await using var app = App();
        var hero = await app.PersonAsync("76561190000000001", "Hero");
        using var program = await app.ProgramAsync(hero);
        using var kept = await program.AskAsync("PUT", "me/webhook", JsonSerializer.Serialize(new { url = _receiver.Address }));
        Assert.Equal(HttpStatusCode.OK, kept.StatusCode);
        Assert.Single(_receiver.Messages);
        Assert.DoesNotContain("secret-of-the-webhook", await kept.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.DoesNotContain("secret-of-the-webhook", await Database.DumpAsync(app.Data.Database, Cancel), StringComparison.Ordinal);
        Assert.DoesNotContain(app.Log.Lines, line => line.Contains("secret-of-the-webhook", StringComparison.Ordinal));

        using var gone = await program.AskAsync("DELETE", "me/webhook");
        using var none = await program.AskAsync("GET", "me/webhook");
        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.NotFound), (gone.StatusCode, none.StatusCode));
    }

    [Fact]
    public async Task Keep_ReceiverRefuses_KeepsNothing()
    {
        _receiver.Answer(Answers.Json(404, "{}"));
        await using var app = App();
        var hero = await app.PersonAsync("76561190000000001", "Hero");
        var (kept, errors) = await app.Services.GetRequiredService<Webhooks>().KeepAsync(hero.Id, _receiver.Address, Caller.Server, Cancel);
        Assert.Null(kept);
        Assert.Contains("no such webhook", Assert.Single(errors["url"]), StringComparison.Ordinal);
        Assert.Null(await app.Services.GetRequiredService<Webhooks>().FindAsync(hero.Id, Cancel));
    }

    [Fact]
    public async Task Import_LongOneEnds_IsToldOnceAlsoWhenTheReceiverFailsAtFirst()
    {
        _server.Add(3);
        await using var app = App();
        var hero = await app.PersonAsync("76561190000000001", "Hero *the* @everyone");
        await app.Services.GetRequiredService<Webhooks>().KeepAsync(hero.Id, _receiver.Address, Caller.Server, Cancel);
        _receiver.Answer(Answers.Json(503, ""), Answers.TooManyFor(1));
        var import = await app.StartImportAsync(hero.Id, Matches.Hero, 2);
        await app.FollowAsync(import, Cancel);
        Assert.Single(_receiver.Messages); // it was short: only the first one, that tried the address

        // As if it had taken two minutes: begun earlier, and with one more replay to come.
        await using (var db = app.OpenDatabase())
        {
            var begun = DateTimeOffset.UnixEpoch;
            await db.Imports.ExecuteUpdateAsync(s => s.SetProperty(i => i.StartedAt, begun).SetProperty(i => i.State, ImportState.Paused).SetProperty(i => i.FinishedAt, (DateTimeOffset?)null), Cancel);
        }

        await app.Services.GetRequiredService<ImportControl>().ResumeAsync(new Viewer.Person(hero.Id), import, Cancel);
        var message = await ArrivedAsync(app, 4); // two that were answered with a fault, and one more
        var scheduler = app.Services.GetRequiredService<Quartz.IScheduler>();
        while (await scheduler.Exists(Web.Jobs.OneOffJobs.Key(import, Web.Jobs.NotificationJob.Group), Cancel))
            Cancel.ThrowIfCancellationRequested();
        Assert.Equal(4, _receiver.Messages.Count);
        Assert.Equal("Hero", message.GetProperty("title").GetString());
        Assert.Equal("Done. 2 matches came in.", message.GetProperty("description").GetString());
        Assert.Equal($"https://trainer.example/imports/{import}", message.GetProperty("url").GetString());
        Assert.Null((await app.Services.GetRequiredService<Webhooks>().FindAsync(hero.Id, Cancel))!.Error);
    }

    [Fact]
    public async Task Tell_ReceiverIsGone_SaysSoToItsOwner()
    {
        _server.Add(1);
        await using var app = App();
        var hero = await app.PersonAsync("76561190000000001", "Hero");
        var webhooks = app.Services.GetRequiredService<Webhooks>();
        await webhooks.KeepAsync(hero.Id, _receiver.Address, Caller.Server, Cancel);
        var import = await app.StartImportAsync(hero.Id, Matches.Hero, 1);
        await app.FollowAsync(import, Cancel);
        await using (var db = app.OpenDatabase())
        {
            var begun = DateTimeOffset.UnixEpoch;
            await db.Imports.ExecuteUpdateAsync(s => s.SetProperty(i => i.StartedAt, begun), Cancel);
        }

        _receiver.Answer(Answers.Json(404, "{}"));
        await webhooks.TellAsync(import, Cancel);
        Assert.Contains("no such webhook", (await webhooks.FindAsync(hero.Id, Cancel))!.Error, StringComparison.Ordinal);
        await webhooks.TellAsync(import, Cancel);
        Assert.Null((await webhooks.FindAsync(hero.Id, Cancel))!.Error);
    }

    private RocketTrainerApp App() => new(
        _server, settings: [("Notifications:AllowPrivateAddresses", "true"), ("Notifications:RetryDelay", "00:00:00.050"), ("PublicUrl", "https://trainer.example")]);

    private async Task<JsonElement> ArrivedAsync(RocketTrainerApp app, int count)
    {
        var until = TimeProvider.System.GetTimestamp();
        while (_receiver.Messages.Count < count)
        {
            Assert.True(TimeProvider.System.GetElapsedTime(until) < TimeSpan.FromSeconds(60), $"Only {_receiver.Messages.Count} messages arrived.\n" + string.Join('\n', app.Log.Lines.Where(l => !l.Contains("EntityFrameworkCore", StringComparison.Ordinal)).TakeLast(60)));
            await Task.Delay(20, Cancel);
        }

        return _receiver.Messages.Last();
    }
}
