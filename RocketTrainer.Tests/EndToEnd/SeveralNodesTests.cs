using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using RocketTrainer.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace RocketTrainer.Tests.EndToEnd;

/// <summary>Two nodes on one PostgreSQL and one Redis: real processes, and the budget, the imports and the sessions that they share.</summary>
public sealed class SeveralNodesTests(Browser browser)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Key_UsedOnBothNodesAtOnce_IsNeverAskedForMoreThanItsBudgetAndItsImportsRunOnOne()
    {
        await using var shared = await NodeSettings.StartAsync(Cancel);
        shared.Ballchasing.Add(60);
        await using var one = await shared.StartNodeAsync(Cancel, tier: "champion");
        await using var other = await shared.StartNodeAsync(Cancel, tier: "champion");

        var ids = new[] { await StartAsync(one, 1), await StartAsync(other, 1), await StartAsync(other, 21), await StartAsync(one, 41) };
        // Somebody looks at single replays meanwhile, on either node.
        var looks = Task.WhenAll(LookAsync(one), LookAsync(other));
        foreach (var id in ids)
            Assert.Equal("completed", (await one.EndAsync(id, Cancel)).State());
        await looks;

        Assert.InRange(shared.Ballchasing.BusiestSecond("/api/replays/"), 1, 8);
        var runs = new[] { one, other }.Select(node => node.Log.Lines.Count(line => line.Contains("runs here", StringComparison.Ordinal))).Order();
        Assert.Equal([0, 4], runs);

        async Task<Guid> StartAsync(RocketTrainerProcess node, int from) =>
            await SeveralNodesTests.StartAsync(node, new { source = "replays", replayIds = Enumerable.Range(from, 20).Select(Matches.Id) });

        static async Task LookAsync(RocketTrainerProcess node)
        {
            for (var number = 1; number <= 6; number++)
            {
                using var answer = await node.Api.GetAsync("ballchasing/replays/" + Matches.Id(number), Cancel);
                Assert.Contains(answer.StatusCode, new[] { HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable }); // not in time is an answer, too
            }
        }
    }

    [Fact]
    public async Task Import_ItsNodeIsKilled_GoesOnOnTheOtherWithinThirtySeconds()
    {
        await using var shared = await NodeSettings.StartAsync(Cancel);
        shared.Ballchasing.Add(400);
        await using var first = await shared.StartNodeAsync(Cancel, tier: "gc");
        await using var second = await shared.StartNodeAsync(Cancel, tier: "gc");
        var import = await StartAsync(first);
        await UntilAsync(first, import, r => r.Count("imported") >= 30);
        var (one, other) = RunsHere(first) ? (first, second) : (second, first);
        Assert.False(RunsHere(other));

        await one.KillAsync();
        var since = Stopwatch.StartNew();
        var before = (await other.ReceiptAsync(import, Cancel)).Count("imported");
        await UntilAsync(other, import, r => r.Count("imported") > before);

        Assert.True(since.Elapsed < TimeSpan.FromSeconds(30), $"It took {since.Elapsed}.");
        var end = await other.EndAsync(import, Cancel);
        Assert.Equal(("completed", 400, 400), (end.State(), end.Count("listed"), end.Count("imported")));
        Assert.InRange(shared.Ballchasing.BusiestSecond("/api/replays/"), 1, 16);
        await using var db = shared.OpenDatabase();
        Assert.Equal(400, await db.Replays.CountAsync(Cancel));
    }

    [Fact]
    public async Task Import_ItsNodeEnds_GoesOnOnTheOtherAtOnce()
    {
        await using var shared = await NodeSettings.StartAsync(Cancel);
        shared.Ballchasing.Add(300);
        await using var first = await shared.StartNodeAsync(Cancel, tier: "gc");
        await using var second = await shared.StartNodeAsync(Cancel, tier: "gc");
        var import = await StartAsync(first);
        await UntilAsync(first, import, r => r.Count("imported") >= 20);
        var (one, other) = RunsHere(first) ? (first, second) : (second, first);
        Assert.False(RunsHere(other));

        Assert.Equal(0, await one.StopAsync());
        var since = Stopwatch.StartNew();
        while (!RunsHere(other))
            Assert.True(since.Elapsed < TimeSpan.FromSeconds(5), "Nobody went on: a dead node would be noticed later.");

        var end = await other.EndAsync(import, Cancel);
        Assert.Equal(("completed", 300), (end.State(), end.Count("imported")));
    }

    [Fact]
    public async Task Import_RunsOnOneNode_IsSteeredAndSeenLiveOnTheOther()
    {
        await using var shared = await NodeSettings.StartAsync(Cancel);
        shared.Ballchasing.Add(300);
        await using var first = await shared.StartNodeAsync(Cancel, tier: "gc");
        await using var second = await shared.StartNodeAsync(Cancel, tier: "gc");
        var import = await StartAsync(first);
        await UntilAsync(first, import, r => r.Count("imported") >= 10);
        var (one, other) = RunsHere(first) ? (first, second) : (second, first);
        Assert.False(RunsHere(other));

        await SteerAsync(other, import, "pause");
        await UntilAsync(one, import, r => r.State() == "paused");
        var imported = -1;
        for (var same = 0; same < 3;) // what was under way when it stopped has come in by then
        {
            var now = (await one.ReceiptAsync(import, Cancel)).Count("imported");
            same = now == imported ? same + 1 : 0;
            imported = now;
            using var another = await one.Api.GetAsync("ballchasing/replays/" + Matches.Id(1), Cancel);
        }

        Assert.InRange(imported, 10, 270);
        await SteerAsync(other, import, "resume");

        // Both hear of the same moments: what is seen there lags behind by less than a second.
        var (here, there) = (SeenAsync(one), SeenAsync(other));
        await Task.WhenAll(here, there);
        var lags = (await there).Where(seen => here.Result.ContainsKey(seen.Key)).Select(seen => seen.Value - here.Result[seen.Key]).ToList();
        Assert.True(lags.Count >= 3, $"Only {lags.Count} moments were seen on both nodes.");
        Assert.InRange(lags.Max(), TimeSpan.FromSeconds(-1), TimeSpan.FromSeconds(1));

        async Task<Dictionary<(string, int), TimeSpan>> SeenAsync(RocketTrainerProcess node)
        {
            var seen = new Dictionary<(string, int), TimeSpan>();
            await using var stream = await node.Api.GetStreamAsync(string.Create(CultureInfo.InvariantCulture, $"imports/{import}/events"), Cancel);
            await foreach (var item in SseParser.Create(stream).EnumerateAsync(Cancel))
            {
                var receipt = JsonElement.Parse(item.Data);
                Receipt.AssertBalances(receipt);
                seen.TryAdd((receipt.State(), receipt.Count("imported")), TimeSpan.FromMilliseconds(Environment.TickCount64));
            }

            return seen;
        }
    }

    [Fact]
    public async Task Redis_GoneAndBackWithoutItsMemory_ImportsEndAndSessionsHold()
    {
        await using var shared = await NodeSettings.StartAsync(Cancel);
        shared.Ballchasing.Add(60);
        await using var app = new RocketTrainerApp(shared.Ballchasing, settings: [.. shared.Another(), ("Ballchasing:Tier", "champion")]);
        await using var other = await shared.StartNodeAsync(Cancel, tier: "champion");
        var session = app.Session(await app.AdministratorAsync());
        Assert.Contains("admin/users", await PageAsync(other, session), StringComparison.Ordinal);
        var import = (await app.StartImportAsync(new { source = "player", playerId = Matches.Hero }, Cancel)).GetProperty("id").GetGuid();
        await UntilAsync(other, import, r => r.State() == "running" && r.Count("imported") > 0);

        await shared.Redis.StopAsync();
        await app.FollowAsync(import, Cancel);
        await shared.Redis.ResumeAsync();

        await UntilAsync(other, import, r => r.State() == "completed");
        Assert.Contains("admin/users", await PageAsync(other, session), StringComparison.Ordinal);
        // The keys went back into Redis from the nodes' files: a new node, which has only those, knows the session.
        await using var third = await shared.StartNodeAsync(Cancel);
        string page;
        do
            page = await PageAsync(third, session);
        while (!page.Contains("admin/users", StringComparison.Ordinal) && !Cancel.IsCancellationRequested);
    }

    [Fact]
    public async Task Redis_AwayFromTheStart_NodesRunAndImportsAreSteeredAndSeenMoving()
    {
        await using var shared = await NodeSettings.StartAsync(Cancel);
        await shared.Redis.StopAsync();
        shared.Ballchasing.Add(150);
        await using var one = await shared.StartNodeAsync(Cancel, tier: "gc");
        await using var other = await shared.StartNodeAsync(Cancel, tier: "gc");
        var import = await StartAsync(one);
        await UntilAsync(other, import, r => r.State() == "running" && r.Count("imported") is > 0 and < 60);
        await UntilAsync(other, import, r => r.Count("imported") >= 60);
        await SteerAsync(other, import, "cancel");
        await UntilAsync(one, import, r => r.State() == "cancelled");
    }

    [Fact]
    public async Task Key_LeftByARequestThatNobodyWaitsForAnyMore_GoesOnToTheOtherNode()
    {
        await using var shared = await NodeSettings.StartAsync(Cancel);
        shared.Ballchasing.Add(3);
        var never = new TaskCompletionSource();
        shared.Ballchasing.Misbehave(Matches.Id(1), Answers.After(never.Task, Answers.ServerFault));
        await using var one = await shared.StartNodeAsync(Cancel, tier: "champion");
        await using var other = await shared.StartNodeAsync(Cancel, tier: "champion");
        using (var impatience = CancellationTokenSource.CreateLinkedTokenSource(Cancel))
        {
            var asked = one.Api.GetAsync("ballchasing/replays/" + Matches.Id(1), impatience.Token);
            while (!shared.Ballchasing.Requests.Any(r => r.Path.EndsWith(Matches.Id(1), StringComparison.Ordinal)))
                Cancel.ThrowIfCancellationRequested();
            await impatience.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
        }

        using var answer = await other.Api.GetAsync("ballchasing/replays/" + Matches.Id(2), Cancel);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        never.SetResult();
    }

    [Fact]
    public async Task Browser_BehindNginxOnTheOtherNode_SeesTheImportMove()
    {
        Assert.SkipWhen(NginxServer.Missing is not null, NginxServer.Missing ?? "");
        await using var shared = await NodeSettings.StartAsync(Cancel);
        shared.Ballchasing.Add(40);
        var gate = new TaskCompletionSource();
        for (var number = 1; number <= 20; number++)
            shared.Ballchasing.Misbehave(Matches.Id(number), Answers.After(gate.Task, Answers.Json(200, Matches.Detail(number).Bytes())));
        (string, string)[] settings = [("Ballchasing:Timeout", "00:02:00"), ("Proxies:Known", "127.0.0.1"), ("Importing:Linger", "00:00:00")];
        await using var other = await shared.StartNodeAsync(Cancel, settings: settings);
        var import = await StartAsync(other);
        await UntilAsync(other, import, r => r.Count("imported") == 20);
        await using var app = new RocketTrainerApp(shared.Ballchasing, settings: [.. shared.Another(), .. settings]);
        await using var nginx = await NginxServer.StartAsync(other.Address, app.Address);
        await using var visitor = await browser.VisitorAsync();
        var (name, value) = app.Session(await app.AdministratorAsync());
        await visitor.AddCookiesAsync(new[] { (name, value), ("node", "1") }.Select(c => new Microsoft.Playwright.Cookie { Name = c.Item1, Value = c.Item2, Url = nginx.Address.ToString() }));
        var page = await visitor.NewPageAsync();

        await page.GotoAsync(new Uri(nginx.Address, $"imports/{import}").ToString());
        await Expect(page.Locator("[data-interactive=yes]")).ToBeVisibleAsync();
        await Expect(page.Locator(".import .done strong")).ToHaveTextAsync("20");
        Assert.DoesNotContain(app.Log.Lines, line => line.Contains("runs here", StringComparison.Ordinal));
        await page.GetByRole(AriaRole.Button, new() { Name = "Pause" }).ClickAsync();
        await Expect(page.Locator(".import .state")).ToHaveTextAsync("Paused");
        gate.SetResult();
        await page.GetByRole(AriaRole.Button, new() { Name = "Resume" }).ClickAsync();
        await Expect(page.Locator(".import .state")).ToHaveTextAsync("Done", new() { Timeout = 20_000 });
        await Expect(page.Locator(".import .done strong")).ToHaveTextAsync("40");
    }

    private static bool RunsHere(RocketTrainerProcess node) => node.Log.Lines.Any(line => line.Contains("runs here", StringComparison.Ordinal));

    private static Task<Guid> StartAsync(RocketTrainerProcess node) => StartAsync(node, new { source = "player", playerId = Matches.Hero });

    private static async Task<Guid> StartAsync(RocketTrainerProcess node, object request)
    {
        using var started = await node.Api.PostAsJsonAsync("imports", request, Cancel);
        Assert.True(started.IsSuccessStatusCode, await started.Content.ReadAsStringAsync(Cancel));
        return (await started.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("id").GetGuid();
    }

    private static async Task SteerAsync(RocketTrainerProcess node, Guid import, string how)
    {
        using var answer = await node.Api.PostAsync(new Uri(string.Create(CultureInfo.InvariantCulture, $"imports/{import}/{how}"), UriKind.Relative), null, Cancel);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Cancel));
    }

    private static async Task UntilAsync(RocketTrainerProcess node, Guid import, Func<JsonElement, bool> fact)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        limit.CancelAfter(TimeSpan.FromMinutes(1));
        JsonElement receipt;
        do
        {
            receipt = await node.ReceiptAsync(import, limit.Token);
            Receipt.AssertBalances(receipt);
        }
        while (!fact(receipt));
    }

    private static async Task<string> PageAsync(RocketTrainerProcess node, (string Name, string Value) session)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(node.Address, "imports"));
        request.Headers.Add("Cookie", $"{session.Name}={session.Value}");
        using var answer = await client.SendAsync(request, Cancel);
        return await answer.Content.ReadAsStringAsync(Cancel);
    }
}
