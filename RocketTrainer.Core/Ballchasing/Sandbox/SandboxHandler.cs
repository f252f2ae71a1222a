using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace RocketTrainer.Core.Ballchasing.Sandbox;

/// <summary>
/// Answers as Ballchasing's API would, in process and without a network, about the players of a <see cref="SandboxLeague"/>.
/// Any base address whose path ends in <c>/api</c> will do, and any key or none:
/// <c>new HttpClient(new SandboxHandler(league, TimeProvider.System)) { BaseAddress = new Uri("http://sandbox.invalid/api/") }</c>.
/// Uploads, groups and changes by the caller are kept in memory, per handler.
/// </summary>
public sealed class SandboxHandler(SandboxLeague league, TimeProvider time) : HttpMessageHandler
{
    /// <summary>How long one of the newest replays stays <c>pending</c> once somebody asked for it.</summary>
    private static readonly TimeSpan ParseTime = TimeSpan.FromSeconds(30);

    private readonly UploadStore _uploads = new(league, time);
    private readonly GroupStore _groups = new(time);
    private readonly ConcurrentDictionary<Guid, DateTimeOffset> _firstAsked = new();

    /// <summary>What every reply waits for first; awaited on the handler's clock.</summary>
    public TimeSpan Latency { get; set; } = TimeSpan.FromMilliseconds(15);

    /// <exception cref="OperationCanceledException">The token was cancelled while the reply was waited for.</exception>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (Latency > TimeSpan.Zero) await Task.Delay(Latency, time, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        HttpResponseMessage response;
        try
        {
            response = await RouteAsync(request, cancellationToken);
        }
        catch (SandboxFault fault)
        {
            response = Error(fault.Status, fault.Message);
        }
        response.RequestMessage = request;
        return response;
    }

    private async Task<HttpResponseMessage> RouteAsync(HttpRequestMessage request, CancellationToken ct)
    {
        var uri = request.RequestUri ?? throw NotFound();
        var path = uri.AbsolutePath.TrimEnd('/') + "/";
        var root = path.IndexOf("/api/", StringComparison.Ordinal);
        if (root < 0) throw NotFound();
        var baseUrl = $"{uri.Scheme}://{uri.Authority}{path[..(root + 4)]}";
        var parts = path[(root + 5)..].Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString).ToArray();
        var view = league.View();
        return (request.Method.Method, parts) switch
        {
            ("GET", []) => Json(WritePing),
            ("GET", ["maps"]) => Json(WriteMaps),
            ("GET", ["replays"]) => Search(new SandboxQuery(uri), view, baseUrl),
            ("GET", ["replays", var id]) => Detail(view, id, baseUrl),
            ("GET", ["replays", var id, "file"]) => File(view, id),
            ("PATCH", ["replays", var id]) => ChangeReplay(view, id, await BodyAsync(request, ct)),
            ("DELETE", ["replays", var id]) => DeleteReplay(view, id),
            ("POST", ["v2", "upload"]) => await UploadAsync(request, new SandboxQuery(uri), view, baseUrl, ct),
            ("GET", ["groups"]) => Json(json => GroupWriter.WriteSearch(json, new SandboxQuery(uri), _groups.All(view), g => CountReplays(view, g), baseUrl)),
            ("POST", ["groups"]) => CreateGroup(view, await BodyAsync(request, ct), baseUrl),
            ("GET", ["groups", var id]) => Group(view, id, baseUrl),
            ("PATCH", ["groups", var id]) => ChangeGroup(view, id, await BodyAsync(request, ct)),
            ("DELETE", ["groups", var id]) => DeleteGroup(view, id),
            _ => throw NotFound(),
        };
    }

    private HttpResponseMessage Search(SandboxQuery query, LeagueView view, string baseUrl)
    {
        var search = new ReplaySearch(query, view);
        return Json(json => search.WriteTo(json, _uploads.Parsed(), baseUrl));
    }

    private HttpResponseMessage Detail(LeagueView view, string id, string baseUrl)
    {
        var (sheet, state) = Find(view, id);
        return Json(json => DetailWriter.Write(json, league, sheet, baseUrl, state));
    }

    private HttpResponseMessage File(LeagueView view, string id)
    {
        var content = new ByteArrayContent(ReplayFile.Create(Find(view, id).Sheet));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        content.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileName = $"{id}.replay" };
        return new HttpResponseMessage(HttpStatusCode.OK) { Content = content };
    }

    private HttpResponseMessage ChangeReplay(LeagueView view, string id, JsonElement body)
    {
        var (sheet, _) = FindOwn(view, id);
        var group = sheet.Group;
        if (GroupStore.Text(body, "group") is { } groupId) group = GroupForUpload(view, groupId);
        var visibility = Visibility(GroupStore.Text(body, "visibility") ?? sheet.Visibility);
        _uploads.Change(sheet.Id, s => s with
        {
            Title = GroupStore.Text(body, "title") ?? s.Title,
            Visibility = visibility,
            Group = group,
        });
        return new HttpResponseMessage(HttpStatusCode.NoContent);
    }

    private HttpResponseMessage DeleteReplay(LeagueView view, string id)
    {
        _uploads.Remove(FindOwn(view, id).Sheet.Id);
        return new HttpResponseMessage(HttpStatusCode.NoContent);
    }

    private async Task<HttpResponseMessage> UploadAsync(HttpRequestMessage request, SandboxQuery query, LeagueView view, string baseUrl, CancellationToken ct)
    {
        var visibility = Visibility(query["visibility"] ?? "public");
        var group = GroupForUpload(view, query["group"]);
        var (fileName, content) = await UploadForm.ReadAsync(request.Content, ct);
        var (id, isNew) = _uploads.Add(fileName, content, visibility, group);
        return Json(
            json =>
            {
                json.WriteStartObject();
                if (!isNew) json.WriteString("error", "duplicate replay");
                json.WriteString("id", id);
                json.WriteString("location", $"{baseUrl[..^4]}/replay/{id}");
                json.WriteEndObject();
            },
            isNew ? HttpStatusCode.Created : HttpStatusCode.Conflict);
    }

    private HttpResponseMessage Group(LeagueView view, string id, string baseUrl)
    {
        var group = _groups.Find(view, id) ?? throw new SandboxFault(HttpStatusCode.NotFound, "group not found");
        var matches = MatchesOf(view, group, withChildren: true).ToArray();
        return Json(json => GroupWriter.WriteDetail(json, group, matches, baseUrl));
    }

    private HttpResponseMessage CreateGroup(LeagueView view, JsonElement body, string baseUrl)
    {
        var group = _groups.Create(view, body);
        return Json(
            json =>
            {
                json.WriteStartObject();
                json.WriteString("id", group.Id);
                json.WriteString("link", $"{baseUrl}/groups/{group.Id}");
                json.WriteEndObject();
            },
            HttpStatusCode.Created);
    }

    private HttpResponseMessage ChangeGroup(LeagueView view, string id, JsonElement body)
    {
        _groups.Change(view, id, body);
        return new HttpResponseMessage(HttpStatusCode.NoContent);
    }

    private HttpResponseMessage DeleteGroup(LeagueView view, string id)
    {
        foreach (var gone in _groups.Remove(view, id)) _uploads.Ungroup(gone);
        return new HttpResponseMessage(HttpStatusCode.NoContent);
    }

    private (int Direct, int Indirect) CountReplays(LeagueView view, GroupSheet group)
    {
        if (group.OfLeague is { } known) return (view.ReplaysOf(known, withChildren: false).Count(), view.ReplaysOf(known).Count());
        var family = Family(view, group);
        var uploads = _uploads.Parsed();
        return (uploads.Count(u => u.Group?.Id == group.Id), uploads.Count(u => u.Group is { } own && family.Contains(own.Id)));
    }

    private IEnumerable<PlayedMatch> MatchesOf(LeagueView view, GroupSheet group, bool withChildren)
    {
        if (group.OfLeague is { } known) return view.ReplaysOf(known, withChildren).Select(i => MatchEngine.Play(league, view.Archive.MatchOf(view.Archive[i]), 0, scoreboardOnly: false));
        var family = Family(view, group);
        return _uploads.Parsed().Where(u => u.Group is { } own && family.Contains(own.Id)).Select(u => MatchEngine.Play(league, u.Match, u.Copy, scoreboardOnly: false));
    }

    /// <summary>The ids of a group and all below it.</summary>
    private HashSet<string> Family(LeagueView view, GroupSheet group)
    {
        var all = _groups.All(view);
        var family = new HashSet<string>(StringComparer.Ordinal) { group.Id };
        for (var grown = true; grown;)
        {
            grown = false;
            foreach (var child in all.Where(g => g.ParentId is { } parent && family.Contains(parent))) grown |= family.Add(child.Id);
        }
        return family;
    }

    private (ReplaySheet Sheet, ReplayState State) Find(LeagueView view, string text)
    {
        if (!Guid.TryParseExact(text, "D", out var id)) throw ReplayNotFound();
        if (_uploads.Find(id) is { } own) return own;
        if (view.Find(id) is not (>= 0 and var index)) throw ReplayNotFound();
        return (ReplaySheet.Of(view, index), StateOf(view.Archive[index]));
    }

    /// <summary>One replay in 150 could not be parsed; a few of today's get parsed only while they are asked for.</summary>
    private ReplayState StateOf(LeagueReplay replay)
    {
        if (SeededRandom.Share(replay.Seed, 0xFA11) < 1 / 150.0) return ReplayState.Failed;
        var now = time.GetUtcNow();
        if (now - replay.Created > TimeSpan.FromDays(1) || SeededRandom.Share(replay.Seed, 0x3E4D) > .2) return ReplayState.Ok;
        return now - _firstAsked.GetOrAdd(replay.Id, now) < ParseTime ? ReplayState.Pending : ReplayState.Ok;
    }

    private (ReplaySheet Sheet, ReplayState State) FindOwn(LeagueView view, string id)
    {
        var found = Find(view, id);
        return found.Sheet.Uploader == SandboxAccount.Me ? found : throw new SandboxFault(HttpStatusCode.Forbidden, "not your replay");
    }

    private (string Id, string Name)? GroupForUpload(LeagueView view, string? id)
    {
        if (string.IsNullOrEmpty(id)) return null;
        return _groups.Find(view, id) is { } group && group.Owner == SandboxAccount.Me ? (group.Id, group.Name) : throw new SandboxFault(HttpStatusCode.BadRequest, "unknown group");
    }

    private static string Visibility(string value) =>
        value is "public" or "unlisted" or "private" ? value : throw SandboxQuery.Bad("visibility", value);

    private static void WritePing(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("ball", "is round");
        json.WriteString("boost", "is free");
        json.WriteBoolean("chaser", value: false);
        json.WriteStartObject("chat");
        json.WriteString("Sandbox", "What a save!");
        json.WriteString("YOU", "Thanks!");
        json.WriteEndObject();
        json.WriteString("name", SandboxAccount.Me.Name);
        json.WriteString("steam_id", SandboxAccount.Me.SteamId);
        json.WriteString("type", "sandbox");
        json.WriteEndObject();
    }

    private static void WriteMaps(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        foreach (var (code, name) in Arenas.Known) json.WriteString(code, name);
        json.WriteEndObject();
    }

    private static async Task<JsonElement> BodyAsync(HttpRequestMessage request, CancellationToken ct)
    {
        var bytes = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(ct);
        try
        {
            var body = JsonSerializer.Deserialize<JsonElement>(bytes);
            if (body.ValueKind == JsonValueKind.Object) return body;
        }
        catch (JsonException)
        {
            // Answered below, like any other body that is no object.
        }
        throw new SandboxFault(HttpStatusCode.BadRequest, "invalid JSON body");
    }

    private static HttpResponseMessage Error(HttpStatusCode status, string message) =>
        Json(
            json =>
            {
                json.WriteStartObject();
                json.WriteStartObject("chat");
                json.WriteString("Sandbox", "Whoops");
                json.WriteString("YOU", "Calculated.");
                json.WriteEndObject();
                json.WriteString("error", message);
                json.WriteEndObject();
            },
            status);

    private static HttpResponseMessage Json(Action<Utf8JsonWriter> write, HttpStatusCode status = HttpStatusCode.OK)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>(32 * 1024);
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping })) write(json);
        var content = new ReadOnlyMemoryContent(buffer.WrittenMemory);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        return new HttpResponseMessage(status) { Content = content };
    }

    private static SandboxFault NotFound() => new(HttpStatusCode.NotFound, "not found");

    private static SandboxFault ReplayNotFound() => new(HttpStatusCode.NotFound, "replay not found");
}
