using System.Net;
using System.Net.ServerSentEvents;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Notifications;
using RocketTrainer.Tests.Support;
using RocketTrainer.Web.Features.Replays;

namespace RocketTrainer.Tests.Integration.Rest;

/// <summary>What the API's description says comes true when it is done, with its own examples.</summary>
public sealed class OpenApiCallTests : IAsyncLifetime
{
    /// <summary>Parameters that are not sent as their example says, and why.</summary>
    private static readonly Dictionary<(string Operation, string Parameter), string> LeftOut = new()
    {
        [("searchBallchasing", "groupId")] = "only one of playerId, groupId and uploaderId can be given",
        [("searchBallchasing", "uploaderId")] = "only one of playerId, groupId and uploaderId can be given",
    };

    /// <summary>Operations that take more than the invented match, and the test that calls them.</summary>
    private static readonly Dictionary<string, string> CalledElsewhere = new(StringComparer.Ordinal) { ["labelPlayerWeakness"] = nameof(Coaching.WeaknessLabelTests) };

    /// <summary>Operations whose answer is told once.</summary>
    private static readonly string[] HoldsSecret = ["makeProfileLink", "createKey", "createInvitation"];

    private BallchasingServer _server = null!;
    private RocketTrainerApp _app = null!;
    private ApiDocument _document = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await BallchasingServer.StartAsync(Cancel);
        _server.Replays.Add((ReplayExamples.Id.ToString(), ReplayExamples.Read("payload.json")));
        _server.Add(1); // older than the example
        _server.OwnKeys = new HashSet<string>(StringComparer.Ordinal) { "AbCdEfGhIjKlMnOpQrStUvWxYz0123456789AbCd" }; // the example's
        _app = new RocketTrainerApp(_server, settings: ("Api:AnonymousRequestsPerMinute", "1000"))
        {
            // The example's webhook is Discord's, which can't be reached.
            Replace = services => services.AddHttpClient(DiscordClient.HttpClientName).ConfigurePrimaryHttpMessageHandler(() => new Taken()),
        };
        _document = await ApiDocument.OfAsync(_app);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task EveryOperation_CalledWithItsExamples_AnswersAsItSays()
    {
        await SeedAsync();
        foreach (var operation in _document.Operations.Where(o => !CalledElsewhere.ContainsKey(o.Id)).OrderBy(o => o.Id == "removeReplay")) // others look at it
        {
            foreach (var body in Bodies(operation))
            {
                await ExampleThings.PutAsync(_app); // what the calls before have used up
                using var answer = await CallAsync(operation, operation.Method, body, WithKey(operation, Guid.NewGuid().ToString()));
                await FitsAsync(operation, answer);
            }
        }
    }

    [Fact]
    public async Task EveryDocument_AskedForAgain_IsTheSame()
    {
        await SeedAsync();
        var documents = _document.Operations.Where(o => o.Answers.ContainsKey(304)).ToList();
        Assert.NotEmpty(documents);
        foreach (var operation in documents)
        {
            using var first = await CallAsync(operation, "GET", null);
            using var known = await CallAsync(operation, "GET", null, ("If-None-Match", first.Headers.ETag!.ToString()));
            using var head = await CallAsync(operation, "HEAD", null);
            Assert.True((known.StatusCode, head.StatusCode) == (HttpStatusCode.NotModified, HttpStatusCode.OK), operation.ToString());
            Assert.True(known.Headers.ETag!.Equals(first.Headers.ETag) && head.Headers.ETag!.Equals(first.Headers.ETag), operation.ToString());
            Assert.Empty(await head.Content.ReadAsByteArrayAsync(Cancel));
        }
    }

    [Fact]
    public async Task EveryIdempotentOperation_RepeatedWithItsKey_IsNotDoneAgain()
    {
        await SeedAsync();
        var idempotent = _document.Operations.Where(o => o.Parameters.Any(p => p["name"]!.GetValue<string>() == "Idempotency-Key")).ToList();
        Assert.NotEmpty(idempotent);
        foreach (var operation in idempotent)
        {
            var key = WithKey(operation, Guid.NewGuid().ToString());
            await ExampleThings.PutAsync(_app);
            using var first = await CallAsync(operation, operation.Method, Bodies(operation).First(), key);
            using var repeat = await CallAsync(operation, operation.Method, Bodies(operation).First(), key);
            Assert.True(first.IsSuccessStatusCode, operation.ToString());
            if (HoldsSecret.Contains(operation.Id))
            {
                Assert.Equal(HttpStatusCode.Conflict, repeat.StatusCode);
                Assert.Contains("secret-shown-already", await repeat.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
                continue;
            }

            Assert.Equal((first.StatusCode, "true"), (repeat.StatusCode, repeat.Header("Idempotency-Replayed")));
            Assert.Equal(await first.Content.ReadAsStringAsync(Cancel), await repeat.Content.ReadAsStringAsync(Cancel));
        }
    }

    [Fact]
    public async Task EveryOperation_WithoutAKey_IsRefusedAsItSays()
    {
        using var stranger = new HttpClient { BaseAddress = _app.Address };
        foreach (var operation in _document.Operations.Where(o => o.Answers.ContainsKey(401)))
        {
            using var answer = await stranger.AskAsync(operation.Method, Address(operation));
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
            Misfits(operation, 401, await answer.Content.ReadAsStringAsync(Cancel));
            Assert.NotEmpty(answer.Headers.WwwAuthenticate);
        }
    }

    [Fact]
    public async Task Examples_OfTheInventedMatch_AreWhatIsAnsweredAboutIt()
    {
        var before = await JsonOfAsync("searchBallchasing", "after=2026-01-02");
        AssertSame(Example("searchBallchasing"), before);
        await SeedAsync();

        AssertSame(Example("getReplay"), await JsonOfAsync("getReplay"));
        AssertSame(Example("getReplayPayload"), await JsonOfAsync("getReplayPayload"));
        AssertSame(Example("getBallchasingReplay"), await JsonOfAsync("getBallchasingReplay"));
        AssertSame(Example("listReplays"), await JsonOfAsync("listReplays", "player=" + ReplayExamples.Hero + "&limit=1"));
        var csv = _document.Operations.Single(o => o.Id == "exportReplays");
        using var rows = await _app.Api.AskAsync("GET", Address(csv));
        Assert.Equal(csv.Success.Answer["content"]!["text/csv"]!["example"]!.GetValue<string>(), await rows.Content.ReadAsStringAsync(Cancel));
        Assert.Equal(Encoding.UTF8.GetString(ReplayExamples.Read("payload.json")), await _app.Api.GetStringAsync($"api/v1/replays/{ReplayExamples.Id}/payload", Cancel));
    }

    /// <summary>Makes the ids of the examples exist: the invented match, and what belongs to whoever asks.</summary>
    private async Task SeedAsync()
    {
        await _app.ImportAsync(new { source = "player", playerId = ReplayExamples.Hero }, Cancel);
        await using var db = _app.OpenDatabase();
        await ExampleThings.PutAsync(_app);
        await ExampleThings.GuessableAsync(db);
        // The first use of the key is in the log by now, so that nothing changes between two looks at it.
        while (!await db.AuditEvents.AnyAsync(e => e.Kind == AuditKind.KeyUsed, Cancel))
            Cancel.ThrowIfCancellationRequested();
    }

    private async Task FitsAsync(ApiOperation operation, HttpResponseMessage answer)
    {
        var (status, told) = operation.Success;
        Assert.True((int)answer.StatusCode == status, $"{operation} answers {answer.StatusCode}: {(answer.IsSuccessStatusCode ? "" : await answer.Content.ReadAsStringAsync(Cancel))}");
        foreach (var header in told["headers"]!.AsObject().Select(h => h.Key).Where(h => h != "Idempotency-Replayed"))
            Assert.True(answer.Header(header) is not null, $"{operation} says that there is {header}");
        if (told["content"] is not JsonObject content)
        {
            Assert.Empty(await answer.Content.ReadAsByteArrayAsync(Cancel));
            return;
        }

        var type = answer.Content.Headers.ContentType!.MediaType!;
        Assert.True(content.ContainsKey(type), $"{operation} answers {type}");
        if (type == "text/event-stream")
            await FitsAsync(operation, await answer.Content.ReadAsStreamAsync(Cancel));
        else
            Misfits(operation, status, await answer.Content.ReadAsStringAsync(Cancel));
    }

    /// <summary>The first event is a receipt; the stream goes on as long as the import does.</summary>
    private async Task FitsAsync(ApiOperation operation, Stream events)
    {
        await foreach (var first in SseParser.Create(events).EnumerateAsync(Cancel))
        {
            Assert.Equal("receipt", first.EventType);
            Assert.Null(_document.Schemas.Misfit(JsonNode.Parse(first.Data), _document.Root["components"]!["schemas"]!["ImportReceipt"], operation.ToString()));
            return;
        }

        Assert.Fail($"{operation} has no event.");
    }

    private void Misfits(ApiOperation operation, int status, string body)
    {
        var (type, media) = operation.Answers[status]["content"]!.AsObject().Select(c => (c.Key, c.Value!)).Single();
        Assert.Null(_document.Schemas.Misfit(type.EndsWith("json", StringComparison.Ordinal) ? JsonNode.Parse(body) : JsonValue.Create(body), media["schema"], operation.ToString()));
    }

    private async Task<HttpResponseMessage> CallAsync(ApiOperation operation, string method, string? body, params (string, string)[] headers)
    {
        // The administrator that asks for everything else belongs to the server and can't be deleted.
        var caller = operation.Id == "deleteAccount" ? await _app.ProgramAsync(await _app.PersonAsync("76561190000000077")) : _app.Api;
        if (operation.Media.Any(m => m is { Where: "request", Type: "multipart/form-data" })) // an example can't hold a file
            return await caller.PostAsync("/" + Address(operation), ReplayFiles.Form(("match.replay", ReplayFiles.Make(Guid.NewGuid().ToString()))), Cancel);
        return await caller.AskAsync(method, "/" + Address(operation), body, HttpCompletionOption.ResponseHeadersRead, headers);
    }

    /// <summary>A key of its own for each call, where the example's would be every operation's.</summary>
    private static (string, string)[] WithKey(ApiOperation operation, string key) =>
        operation.Parameters.Any(p => p["name"]!.GetValue<string>() == "Idempotency-Key") ? [("Idempotency-Key", key)] : [];

    private static IEnumerable<string?> Bodies(ApiOperation operation) =>
        operation.Media.Where(m => m.Where == "request").SelectMany(m => ApiOperation.Examples(m.Media)).Select(e => e.Value?.ToJsonString()).DefaultIfEmpty(null);

    /// <summary>The operation's path with every example in its place.</summary>
    private static string Address(ApiOperation operation)
    {
        var path = operation.Path.TrimStart('/');
        var query = new List<string>();
        foreach (var parameter in operation.Parameters)
        {
            var (name, example) = (parameter["name"]!.GetValue<string>(), Uri.EscapeDataString(ApiOperation.Examples(parameter).Single().Value!.ToString()));
            switch (parameter["in"]!.GetValue<string>())
            {
                case "path":
                    path = path.Replace("{" + name + "}", example, StringComparison.Ordinal);
                    break;
                case "query" when !LeftOut.ContainsKey((operation.Id, name)):
                    query.Add($"{name}={example}");
                    break;
            }
        }

        return path + (query.Count == 0 ? "" : "?" + string.Join('&', query));
    }

    private JsonNode Example(string id) =>
        _document.Operations.Single(o => o.Id == id).Success.Answer["content"]!["application/json"]!["example"]!;

    /// <summary>What the operation answers, with this query in the place of the examples'.</summary>
    private async Task<JsonNode> JsonOfAsync(string id, string? query = null)
    {
        var address = Address(_document.Operations.Single(o => o.Id == id)).Split('?')[0];
        if (id == "searchBallchasing")
            query += "&playerId=" + ReplayExamples.Hero;
        return JsonNode.Parse(await _app.Api.GetStringAsync($"{address}?{query}", Cancel))!;
    }

    private static void AssertSame(JsonNode expected, JsonNode actual) =>
        Assert.True(JsonNode.DeepEquals(expected, actual), $"Expected {expected.ToJsonString()}\nbut it is {actual.ToJsonString()}");

    private sealed class Taken : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.FromResult(new HttpResponseMessage(HttpStatusCode.NoContent));
    }
}
