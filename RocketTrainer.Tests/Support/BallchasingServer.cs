using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace RocketTrainer.Tests.Support;

/// <summary>How the server answers one request for a replay's detail.</summary>
public delegate Task Answer(HttpContext context);

/// <summary>
/// A Ballchasing on a loopback port that holds the replays it is given and misbehaves on request. It writes down when
/// each request arrived.
/// </summary>
public sealed class BallchasingServer : IAsyncDisposable
{
    public const string Key = "a-key-that-must-never-be-seen";

    private static readonly (string Detail, string Listed)[] ListedMembers =
    [
        ("date", "date"), ("date_has_timezone", "date_has_tz"), ("title", "replay_title"), ("visibility", "visibility"), ("uploader", "uploader"),
        ("playlist_id", "playlist_id"), ("playlist_name", "playlist_name"), ("season", "season"), ("season_type", "season_type"), ("map_code", "map_code"),
        ("map_name", "map_name"), ("duration", "duration"), ("overtime", "overtime"), ("min_rank", "min_rank"), ("max_rank", "max_rank"),
    ];

    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, ConcurrentQueue<Answer>> _faults = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<Answer> _listFaults = new();
    private readonly ConcurrentQueue<Answer> _uploadFaults = new();

    private BallchasingServer(WebApplication app) => _app = app;

    /// <summary>Replay details by id, in the order of the list.</summary>
    public List<(string Id, byte[] Json)> Replays { get; } = [];

    /// <summary>Arrival times and paths of all requests, in order of arrival.</summary>
    public ConcurrentQueue<(TimeSpan At, string Path, string? Query, string? Authorization)> Requests { get; } = new();

    /// <summary>What ping says.</summary>
    public string Tier { get; set; } = "regular";

    /// <summary>Whether the site's <see cref="Key"/> is accepted.</summary>
    public bool AcceptsKey { get; set; } = true;

    /// <summary>People's own keys that are accepted.</summary>
    public IReadOnlySet<string> OwnKeys { get; set; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>Groups by id, each with its parent and the ids of its direct replays; a search for one that isn't here finds every replay.</summary>
    public Dictionary<string, (string? Parent, string[] Replays)> Groups { get; } = new(StringComparer.Ordinal);

    /// <summary>Files that came in, each with the key that it came with.</summary>
    public ConcurrentQueue<(string Name, string Visibility, string Key, byte[] Content)> Uploads { get; } = new();

    /// <summary>How many of the next files are kept without an answer, because the line breaks.</summary>
    public int UploadAnswersLost { get; set; }

    /// <summary>Where <c>next</c> leads; the server's own address unless told.</summary>
    public string? NextHost { get; set; }

    /// <summary>How many times each list page is listed.</summary>
    public int PageRepeats { get; set; } = 1;

    public string BaseUrl { get; private set; } = "";

    public static async Task<BallchasingServer> StartAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = new BallchasingServer(builder.Build());
        server.Map();
        await server._app.StartAsync(cancellationToken);
        server.BaseUrl = server._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single() + "/api";
        return server;
    }

    /// <summary>The next requests for this replay get these answers, one after the other; then it is served as it is.</summary>
    public void Misbehave(string id, params Answer[] answers)
    {
        foreach (var answer in answers)
            _faults.GetOrAdd(id, _ => new()).Enqueue(answer);
    }

    /// <summary>The same for the list.</summary>
    public void MisbehaveOnList(params Answer[] answers)
    {
        foreach (var answer in answers)
            _listFaults.Enqueue(answer);
    }

    /// <summary>The same for files that are handed in.</summary>
    public void MisbehaveOnUpload(params Answer[] answers)
    {
        foreach (var answer in answers)
            _uploadFaults.Enqueue(answer);
    }

    /// <summary>The most requests whose path begins so that arrived within any one second.</summary>
    public int BusiestSecond(string path)
    {
        var times = Requests.Where(r => r.Path.StartsWith(path, StringComparison.Ordinal)).Select(r => r.At).Order().ToList();
        return times.Select((start, i) => times.Skip(i).TakeWhile(t => t < start + TimeSpan.FromSeconds(1)).Count()).DefaultIfEmpty().Max();
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private void Map()
    {
        var started = Stopwatch.GetTimestamp();
        _app.Use(async (context, next) =>
        {
            Requests.Enqueue((Stopwatch.GetElapsedTime(started), context.Request.Path.Value!, context.Request.QueryString.Value, context.Request.Headers.Authorization));
            if (context.Request.Headers.Authorization.ToString() is var key && !(AcceptsKey && key == Key) && !OwnKeys.Contains(key))
                await Answers.Json(401, """{"error":"invalid API key","chat":{"YOU":"Savage!"},"request_id":"r-1"}""")(context);
            else
                await next();
        });
        _app.MapGet("/api/", () => Results.Json(new { name = "Tester", steam_id = "76561190000000099", type = Tier, ball = "is life", chaser = true }));
        _app.MapGet("/api/replays", ListAsync);
        _app.MapGet("/api/replays/{id}", DetailAsync);
        _app.MapPost("/api/v2/upload", UploadAsync);
        _app.MapGet("/api/groups", (string? group) => Results.Json(new { list = Groups.Where(g => g.Value.Parent == group).Select(g => new { id = g.Key, name = g.Key }) }));
    }

    private async Task ListAsync(HttpContext context)
    {
        if (_listFaults.TryDequeue(out var fault))
        {
            await fault(context);
            return;
        }

        var count = int.Parse(context.Request.Query["count"].ToString(), CultureInfo.InvariantCulture);
        var page = context.Request.Query["after"].ToString() is { Length: > 0 } after ? int.Parse(after, CultureInfo.InvariantCulture) : 0;
        var from = page / PageRepeats * count;
        var found = Groups.TryGetValue(context.Request.Query["group"].ToString(), out var group) ? Replays.FindAll(r => group.Replays.Contains(r.Id)) : Replays;
        var items = new JsonArray([.. found.Skip(from).Take(count).Select(r => ListItem(r.Id, r.Json))]);
        var list = new JsonObject { ["count"] = found.Count, ["list"] = items };
        if ((page + 1) / PageRepeats * count < found.Count)
            list["next"] = $"{NextHost ?? $"{context.Request.Scheme}://{context.Request.Host}"}/api/replays{Microsoft.AspNetCore.Http.QueryString.Create([.. context.Request.Query.Where(q => q.Key != "after").SelectMany(q => q.Value.Select(v => KeyValuePair.Create(q.Key, v))), new("after", (page + 1).ToString(CultureInfo.InvariantCulture))])}";
        await context.Response.WriteAsJsonAsync(list);
    }

    /// <summary>Each new file becomes the next match from 901 on, of the key's owner; the same bytes are a duplicate.</summary>
    private async Task UploadAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync();
        using var content = new MemoryStream();
        await form.Files.Single(f => f.Name == "file").CopyToAsync(content);
        var known = Uploads.Select(u => u.Content).ToList().FindIndex(content.ToArray().SequenceEqual);
        if (_uploadFaults.TryDequeue(out var fault))
        {
            await fault(context);
            return;
        }

        var number = 901 + (known >= 0 ? known : Uploads.Count);
        var visibility = context.Request.Query["visibility"].ToString();
        if (known < 0)
        {
            var detail = Matches.Detail(number);
            detail["created"] = TimeProvider.System.GetUtcNow().ToString("O", CultureInfo.InvariantCulture);
            (detail["visibility"], detail["uploader"]) = (visibility, new JsonObject { ["steam_id"] = "76561190000000099", ["name"] = "Tester" });
            Replays.Insert(0, (Matches.Id(number), detail.Bytes()));
            Uploads.Enqueue((form.Files.Single().FileName, visibility, context.Request.Headers.Authorization.ToString(), content.ToArray()));
        }

        if (UploadAnswersLost > 0)
        {
            UploadAnswersLost--;
            context.Abort();
            return;
        }

        await Answers.Json(known < 0 ? 201 : 409, new JsonObject { ["error"] = known < 0 ? null : "duplicate replay", ["id"] = Matches.Id(number), ["location"] = "https://ballchasing.com/replay/" + Matches.Id(number) }.Bytes())(context);
    }

    /// <summary>A detail as the search lists it, which names some members otherwise.</summary>
    private static JsonObject ListItem(string id, byte[] json)
    {
        var item = new JsonObject { ["id"] = id };
        try
        {
            var detail = JsonNode.Parse(json)!.AsObject();
            foreach (var (name, listed) in ListedMembers)
            {
                if (detail[name] is { } value)
                    item[listed] = value.DeepClone();
            }

            foreach (var color in new[] { "blue", "orange" })
            {
                if (detail[color] is JsonObject team)
                    item[color] = ListTeam(team);
            }
        }
        catch (JsonException)
        {
            // a broken detail is listed by its id alone
        }

        return item;
    }

    private static JsonObject ListTeam(JsonObject team)
    {
        var listed = new JsonObject();
        if (team["name"] is { } name)
            listed["name"] = name.DeepClone();
        if (team["stats"]?["core"]?["goals"] is { } goals && goals.GetValue<int>() > 0)
            listed["goals"] = goals.DeepClone();
        listed["players"] = new JsonArray([.. (team["players"] as JsonArray ?? []).OfType<JsonObject>().Select(ListPlayer)]);
        return listed;
    }

    private static JsonObject ListPlayer(JsonObject player) =>
        new(player.Where(m => m.Key is "start_time" or "end_time" or "name" or "id" or "mvp" or "pro" or "rank").Select(m => KeyValuePair.Create(m.Key, m.Value?.DeepClone())));

    private async Task DetailAsync(HttpContext context, string id)
    {
        if (_faults.TryGetValue(id, out var faults) && faults.TryDequeue(out var fault))
            await fault(context);
        else if (Replays.Find(r => r.Id == id).Json is { } json)
            await Answers.Json(200, json)(context);
        else
            await Answers.Json(404, """{"error":"replay not found"}""")(context);
    }
}

/// <summary>Answers, good and bad.</summary>
public static class Answers
{
    public static readonly Answer TooMany = Json(429, "");

    public static readonly Answer ServerFault = Json(500, """{"error":"ballchasing.com fault. reason here"}""");

    public static readonly Answer BadGateway = async context =>
    {
        context.Response.StatusCode = 502;
        context.Response.ContentType = "text/html";
        await context.Response.WriteAsync("<html><body><h1>502 Bad Gateway</h1></body></html>");
    };

    /// <summary>A front end's page.</summary>
    public static Answer Page(int status) => async context =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/html; charset=utf-8";
        await context.Response.WriteAsync("<html><body>Just a moment</body></html>");
    };

    /// <summary>Promises so many bytes, sends two and hangs up.</summary>
    public static Answer BreakOff(int promised) => async context =>
    {
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = promised;
        await context.Response.WriteAsync("{ ");
        await context.Response.Body.FlushAsync();
        context.Abort();
    };

    /// <summary>Says that it is gzip.</summary>
    public static Answer Compressed(string body) => async context =>
    {
        context.Response.ContentType = "application/json";
        context.Response.Headers.ContentEncoding = "gzip";
        await context.Response.WriteAsync(body);
    };

    /// <summary>Never answers.</summary>
    public static readonly Answer Hang = context => Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);

    /// <summary>The answer, but not before the task is done.</summary>
    public static Answer After(Task task, Answer answer) => async context =>
    {
        await task.WaitAsync(context.RequestAborted);
        await answer(context);
    };

    public static Answer TooManyFor(int seconds) => async context =>
    {
        context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        await TooMany(context);
    };

    public static Answer Pending(string id) => Json(200, $$"""{"id":"{{id}}","status":"pending","created":"2026-01-01T00:00:00Z","uploader":{ "name":"Tester" } }""");

    public static Answer Failed(string id) => Json(200, $$"""{"id":"{{id}}","status":"failed","created":"2026-01-01T00:00:00Z"}""");

    public static Answer Json(int status, string json) => Json(status, System.Text.Encoding.UTF8.GetBytes(json));

    public static Answer Json(int status, byte[] json) => async context =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json; charset=utf-8";
        await context.Response.Body.WriteAsync(json, context.RequestAborted);
    };
}
