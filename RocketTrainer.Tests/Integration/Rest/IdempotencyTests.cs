using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Data;
using RocketTrainer.Tests.Support;
using RocketTrainer.Web.Rest;
using RocketTrainer.Web.Rest.Idempotency;

namespace RocketTrainer.Tests.Integration.Rest;

/// <summary>A POST with an Idempotency-Key is done once.</summary>
public sealed class IdempotencyTests
{
    private const string Key = "Idempotency-Key";
    private const string Import = """{"source":"replays","replayIds":["00000000-0000-4000-8000-000000000001"]}""";

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero));
    private int _done;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Import_AskedForTwice_IsStartedOnceAndAnsweredTheSame()
    {
        await using var app = new RocketTrainerApp();
        using var first = await app.Api.AskAsync("POST", "api/v1/imports", Import, (Key, "\"one\""));
        using var repeat = await app.Api.AskAsync("POST", "api/v1/imports", Import, (Key, "one"));
        using var other = await app.Api.AskAsync("POST", "api/v1/imports", Import, (Key, "two"));
        using var without = await app.Api.AskAsync("POST", "api/v1/imports", Import);

        Assert.Equal((HttpStatusCode.Created, null), (first.StatusCode, first.Header("Idempotency-Replayed")));
        Assert.Equal((HttpStatusCode.Created, "true"), (repeat.StatusCode, repeat.Header("Idempotency-Replayed")));
        Assert.Equal(first.Headers.Location, repeat.Headers.Location);
        Assert.Equal(first.Content.Headers.ContentType, repeat.Content.Headers.ContentType);
        Assert.Equal(await first.Content.ReadAsStringAsync(Cancel), await repeat.Content.ReadAsStringAsync(Cancel));
        Assert.All([other, without], answer => Assert.Equal((HttpStatusCode.Created, null), (answer.StatusCode, answer.Header("Idempotency-Replayed"))));
        await using var db = app.OpenDatabase();
        Assert.Equal(3, await db.Imports.CountAsync(Cancel));
    }

    [Fact]
    public async Task Import_AskedForManyTimesAtOnce_IsStartedOnce()
    {
        await using var app = new RocketTrainerApp();
        _ = app.Address;
        var answers = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => app.Api.AskAsync("POST", "api/v1/imports", Import, (Key, "one"))));

        Assert.All(answers, a => Assert.True(a.StatusCode is HttpStatusCode.Created or HttpStatusCode.Conflict, a.StatusCode.ToString()));
        Assert.Single(answers, a => a.StatusCode == HttpStatusCode.Created && a.Header("Idempotency-Replayed") is null);
        Assert.Single((await Task.WhenAll(answers.Where(a => a.StatusCode == HttpStatusCode.Created).Select(a => a.Content.ReadAsStringAsync(Cancel)))).Distinct(StringComparer.Ordinal));
        foreach (var answer in answers.Where(a => a.StatusCode == HttpStatusCode.Conflict))
            Assert.Equal("request-under-way", await answer.ProblemAsync());
        await using var db = app.OpenDatabase();
        Assert.Equal(1, await db.Imports.CountAsync(Cancel));
    }

    [Fact]
    public async Task Key_ThatCameWithAnotherRequest_IsRefused()
    {
        await using var app = new RocketTrainerApp();
        using var first = await app.Api.AskAsync("POST", "api/v1/imports", Import, (Key, "one"));
        using var body = await app.Api.AskAsync("POST", "api/v1/imports", Import + " ", (Key, "one"));
        using var path = await app.Api.AskAsync("POST", "api/v1/imports/00000000-0000-4000-8000-000000000001/cancel", Import, (Key, "one"));
        using var query = await app.Api.AskAsync("POST", "api/v1/imports?dry=yes", Import, (Key, "one"));
        foreach (var answer in new[] { body, path, query })
            Assert.Equal((HttpStatusCode.UnprocessableEntity, "idempotency-key-reused"), (answer.StatusCode, await answer.ProblemAsync()));
    }

    [Theory]
    [InlineData("\"open")]
    [InlineData("a b")]
    [InlineData("\"\"")]
    public async Task Key_ThatIsNone_IsNamed(string key)
    {
        await using var app = new RocketTrainerApp();
        using var answer = await app.Api.AskAsync("POST", "api/v1/imports", Import, (Key, key));
        Assert.Equal((HttpStatusCode.BadRequest, "invalid-input"), (answer.StatusCode, await answer.ProblemAsync()));
        Assert.Equal([Key], (await answer.JsonAsync()).GetProperty("errors").EnumerateObject().Select(e => e.Name));
        await using var db = app.OpenDatabase();
        Assert.Equal(0, await db.Imports.CountAsync(Cancel));
    }

    [Fact]
    public async Task Nodes_OnOneDatabase_KnowEachOthersAnswersAlsoAfterRestarts()
    {
        using var shared = new TemporaryDirectory();
        var setting = (DatabaseChoice.ConnectionStringKey, shared.Database.ConnectionString);
        string body;
        await using (var one = new RocketTrainerApp(settings: setting))
        {
            await using var two = new RocketTrainerApp(settings: setting);
            (_, _) = (one.Address, two.Address);
            var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => (i % 2 == 0 ? one : two).Api.AskAsync("POST", "api/v1/imports", Import, (Key, "one"))));
            body = await Assert.Single(answers, a => a.StatusCode == HttpStatusCode.Created && a.Header("Idempotency-Replayed") is null).Content.ReadAsStringAsync(Cancel);
            await using var db = one.OpenDatabase();
            Assert.Equal(1, await db.Imports.CountAsync(Cancel));
        }

        await using var three = new RocketTrainerApp(settings: setting);
        using var repeat = await three.Api.AskAsync("POST", "api/v1/imports", Import, (Key, "one"));
        Assert.Equal(("true", body), (repeat.Header("Idempotency-Replayed"), await repeat.Content.ReadAsStringAsync(Cancel)));
    }

    [Fact]
    public async Task Request_StillWorkedOn_BlocksItsRepeatAndNobodyElses()
    {
        var (begun, finish) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var app = App(map => map.MapPost("/probe", async () =>
        {
            Interlocked.Increment(ref _done);
            begun.TrySetResult();
            await finish.Task;
            return Api.Ok("done");
        }).Idempotent());
        var somebody = await app.PersonAsync("76561190000000009");
        using var http = app.CreateClient();
        var first = http.AskAsync("POST", "probe", null, (Key, "one"));
        await begun.Task;

        using var repeat = await http.AskAsync("POST", "probe", null, (Key, "one"));
        Assert.Equal(HttpStatusCode.Conflict, repeat.StatusCode);
        var others = http.AskAsync("POST", "probe", null, (Key, "one"), (Probes.UserHeader, somebody.Id.ToString()));
        finish.SetResult();
        using var one = await first;
        using var other = await others;
        using var again = await http.AskAsync("POST", "probe", null, (Key, "one"));

        Assert.Equal((null, null, "true"), (one.Header("Idempotency-Replayed"), other.Header("Idempotency-Replayed"), again.Header("Idempotency-Replayed")));
        Assert.Equal(2, _done);
    }

    [Fact]
    public async Task Request_OfAProcessThatDied_IsTakenOverByOneAfterTwoMinutes()
    {
        await using var app = App(map => map.MapPost("/probe", Count).Idempotent());
        using var http = app.CreateClient();
        using (var first = await http.AskAsync("POST", "probe", null, (Key, "one")))
            Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        await using (var db = app.OpenDatabase())
        {
            var lockedUntil = _time.GetUtcNow() + IdempotentAnswers.LongestWork;
            await db.IdempotentAnswers.ExecuteUpdateAsync(s => s.SetProperty(a => a.Status, (int?)null).SetProperty(a => a.Body, (byte[]?)null).SetProperty(a => a.ExpiresAt, lockedUntil), Cancel);
        }

        _time.Advance(IdempotentAnswers.LongestWork - TimeSpan.FromSeconds(1));
        using (var early = await http.AskAsync("POST", "probe", null, (Key, "one")))
            Assert.Equal((HttpStatusCode.Conflict, 1), (early.StatusCode, _done));

        _time.Advance(TimeSpan.FromSeconds(1));
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => http.AskAsync("POST", "probe", null, (Key, "one"))));
        Assert.Equal(2, _done);
        Assert.All(answers, a => Assert.True(a.StatusCode is HttpStatusCode.OK or HttpStatusCode.Conflict, a.StatusCode.ToString()));
    }

    [Fact]
    public async Task Request_OvertakenWhileItWorked_LeavesTheOthersAnswerAlone()
    {
        var (begun, finish) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var app = App(map => map.MapPost("/probe", async () =>
        {
            var number = Interlocked.Increment(ref _done);
            if (number == 1)
            {
                begun.SetResult();
                await finish.Task;
            }

            return Api.Ok(number);
        }).Idempotent());
        using var http = app.CreateClient();
        var slow = http.AskAsync("POST", "probe", null, (Key, "one"));
        await begun.Task;
        _time.Advance(IdempotentAnswers.LongestWork);
        using var second = await http.AskAsync("POST", "probe", null, (Key, "one"));
        finish.SetResult();
        using var first = await slow;
        using var repeat = await http.AskAsync("POST", "probe", null, (Key, "one"));
        Assert.Equal(["1", "2", "2"], await Task.WhenAll(new[] { first, second, repeat }.Select(a => a.Content.ReadAsStringAsync(Cancel))));
    }

    [Theory]
    [InlineData(500, false)]
    [InlineData(503, false)]
    [InlineData(null, false)] // an exception
    [InlineData(400, true)]
    [InlineData(404, true)]
    [InlineData(204, true)]
    public async Task Answer_UnlessTheFaultWasOurs_IsKept(int? status, bool isKept)
    {
        await using var app = App(map => map.MapPost("/probe", () =>
        {
            Interlocked.Increment(ref _done);
            return Results.StatusCode(status ?? throw new InvalidOperationException("Broken."));
        }).Idempotent());
        using var http = app.CreateClient();
        using var first = await http.AskAsync("POST", "probe", null, (Key, "one"));
        using var repeat = await http.AskAsync("POST", "probe", null, (Key, "one"));
        Assert.Equal((status ?? 500, first.StatusCode), ((int)first.StatusCode, repeat.StatusCode));
        Assert.Equal((isKept ? 1 : 2, isKept ? "true" : null), (_done, repeat.Header("Idempotency-Replayed")));
    }

    [Fact]
    public async Task Answer_WithASecret_IsNeitherStoredNorShownAgain()
    {
        await using var app = App(map => map.MapPost("/probe/{status:int}", (int status) =>
        {
            Interlocked.Increment(ref _done);
            return status == 201 ? Api.Created("/probe/new", "a-secret") : Api.Invalid("name", "Too long.");
        }).IdempotentWithSecret());
        using var http = app.CreateClient();
        using var first = await http.AskAsync("POST", "probe/201", null, (Key, "one"));
        using var repeat = await http.AskAsync("POST", "probe/201", null, (Key, "one"));
        Assert.Equal(("\"a-secret\"", HttpStatusCode.Conflict, "secret-shown-already"), (await first.Content.ReadAsStringAsync(Cancel), repeat.StatusCode, await repeat.ProblemAsync()));
        Assert.Equal((1, null), (_done, repeat.Header("Idempotency-Replayed")));
        await using var db = app.OpenDatabase();
        Assert.Null((await db.IdempotentAnswers.SingleAsync(Cancel)).Body);

        using var wrong = await http.AskAsync("POST", "probe/400", null, (Key, "two"));
        using var wrongAgain = await http.AskAsync("POST", "probe/400", null, (Key, "two")); // no secret in it
        Assert.Equal((HttpStatusCode.BadRequest, "true"), (wrongAgain.StatusCode, wrongAgain.Header("Idempotency-Replayed")));
        Assert.Equal(2, _done);
    }

    [Fact]
    public async Task Answer_IsKeptForADay_AndOldOnesAreForgottenByAndBy()
    {
        await using var app = App(map => map.MapPost("/probe", Count).Idempotent());
        using var http = app.CreateClient();
        using (await http.AskAsync("POST", "probe", null, (Key, "one")))
            _time.Advance(TimeSpan.FromHours(24) - TimeSpan.FromSeconds(1));
        using (var late = await http.AskAsync("POST", "probe", null, (Key, "one")))
            Assert.Equal(("true", 1), (late.Header("Idempotency-Replayed"), _done));
        _time.Advance(TimeSpan.FromSeconds(1));
        using (var later = await http.AskAsync("POST", "probe", null, (Key, "one")))
            Assert.Equal((null, 2), (later.Header("Idempotency-Replayed"), _done));

        await using var db = app.OpenDatabase();
        db.IdempotentAnswers.AddRange(Enumerable.Range(0, 120).Select(i => new IdempotentAnswer { UserId = User.BootstrapId, Key = $"old-{i}", Fingerprint = [1], ExpiresAt = _time.GetUtcNow() }));
        await db.SaveChangesAsync(Cancel);
        using (await http.AskAsync("POST", "probe", null, (Key, "two")))
            Assert.Equal(70 + 2, await db.IdempotentAnswers.CountAsync(Cancel)); // fifty at a time: nobody waits for a big clean-up
        using (await http.AskAsync("POST", "probe", null, (Key, "three")))
        using (await http.AskAsync("POST", "probe", null, (Key, "four")))
            Assert.Equal(["four", "one", "three", "two"], await db.IdempotentAnswers.Select(a => a.Key).Order().ToListAsync(Cancel));
    }

    [Fact]
    public async Task Caller_WhoHangsUp_FindsItDoneWhenHeComesBack()
    {
        var (begun, finish) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var app = App(map => map.MapPost("/probe", async (CancellationToken gone) =>
        {
            Interlocked.Increment(ref _done);
            begun.SetResult();
            await finish.Task.WaitAsync(gone);
            return Api.Ok("done");
        }).Idempotent());
        using var http = app.CreateClient();
        using var hangUp = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        using var request = new HttpRequestMessage(HttpMethod.Post, "probe");
        request.Headers.Add(Key, "one");
        var first = http.SendAsync(request, hangUp.Token);
        await begun.Task;
        await hangUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        finish.SetResult();

        var repeat = await http.AskAsync("POST", "probe", null, (Key, "one"));
        while (repeat.StatusCode == HttpStatusCode.Conflict)
            repeat = await http.AskAsync("POST", "probe", null, (Key, "one"));
        Assert.Equal((HttpStatusCode.OK, "true", 1), (repeat.StatusCode, repeat.Header("Idempotency-Replayed"), _done));
    }

    [Fact]
    public async Task Body_ThatTheFrameworkReads_IsPartOfTheRequest()
    {
        await using var app = App(map => map.MapPost("/probe", (Dictionary<string, int> body) => Api.Ok(body)).Idempotent());
        using var http = app.CreateClient();
        using var first = await http.AskAsync("POST", "probe", """{"a":1}""", (Key, "one"));
        using var repeat = await http.AskAsync("POST", "probe", """{"a":1}""", (Key, "one"));
        using var other = await http.AskAsync("POST", "probe", """{"a":2}""", (Key, "one"));
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.UnprocessableEntity], new[] { first, repeat, other }.Select(a => a.StatusCode));
        Assert.Equal("""{"a":1}""", await repeat.Content.ReadAsStringAsync(Cancel));
    }

    private IResult Count() => Api.Ok(Interlocked.Increment(ref _done));

    private RocketTrainerApp App(Action<IEndpointRouteBuilder> map) => new()
    {
        Replace = services =>
        {
            Probes.At(map)(services);
            services.AddSingleton<TimeProvider>(_time);
        },
    };
}
