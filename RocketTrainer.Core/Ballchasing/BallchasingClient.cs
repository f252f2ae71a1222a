using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.Options;
using RocketTrainer.Core.Ballchasing.Budget;
using RocketTrainer.Core.Ballchasing.Contracts;

namespace RocketTrainer.Core.Ballchasing;

/// <summary>Makes clients that use a given key.</summary>
public sealed class BallchasingClients(IHttpClientFactory http, IOptions<BallchasingOptions> options)
{
    /// <summary>The name of the HTTP client with budget and retries.</summary>
    internal const string HttpClientName = "ballchasing";

    /// <param name="key">Whose budget is used.</param>
    /// <param name="meter">Counts what is sent through this client.</param>
    public BallchasingClient With(BallchasingKey key, RequestMeter? meter = null) =>
        new(http.CreateClient(HttpClientName), options.Value.Root, key, meter);
}

/// <summary>
/// Ballchasing's API, one method for each endpoint. Requests wait for the key's budget, and idempotent ones are retried;
/// what comes back is a value, success or not.
/// </summary>
public sealed class BallchasingClient
{
    private const int LongestQuote = 200;

    private readonly HttpClient _http;
    private readonly Uri _root;
    private readonly BallchasingKey _key;
    private readonly RequestMeter? _meter;

    internal BallchasingClient(HttpClient http, Uri root, BallchasingKey key, RequestMeter? meter) =>
        (_http, _root, _key, _meter) = (http, root, key, meter);

    /// <summary>Whose key this is, and its patron tier.</summary>
    public Task<BallchasingReply<PingContract>> PingAsync(CancellationToken cancellationToken) =>
        GetAsync<PingContract>("", RequestKind.Free, cancellationToken);

    /// <summary>The first page of a search.</summary>
    public Task<BallchasingReply<ReplayListContract>> SearchAsync(ReplaySearch search, CancellationToken cancellationToken) =>
        GetAsync<ReplayListContract>(search.ToPath(), RequestKind.List, cancellationToken);

    /// <summary>
    /// The page that <see cref="ReplayListContract.Next"/> of another names. An address on any other host than the
    /// configured one is not followed: the key would go with it.
    /// </summary>
    public Task<BallchasingReply<ReplayListContract>> NextPageAsync(string next, CancellationToken cancellationToken) =>
        FollowAsync<ReplayListContract>(next, cancellationToken);

    /// <summary>One replay with its stats, when its status is ok.</summary>
    public async Task<BallchasingReply<ReplayReply>> GetReplayAsync(string id, CancellationToken cancellationToken)
    {
        var (body, error) = await SendAsync(() => Request(HttpMethod.Get, ReplayPath(id)), RequestKind.Detail, cancellationToken);
        if (error is not null)
            return new(error);
        var detail = Read<ReplayDetailContract>(body);
        return detail.Succeeded(out var value, out error) ? new(new ReplayReply(value, body)) : new(error);
    }

    /// <summary>The replay file, about 1 to 2.5 MB.</summary>
    public async Task<BallchasingReply<byte[]>> GetReplayFileAsync(string id, CancellationToken cancellationToken)
    {
        var (body, error) = await SendAsync(() => Request(HttpMethod.Get, ReplayPath(id) + "/file"), RequestKind.File, cancellationToken);
        return error is null ? new(body) : new(error);
    }

    /// <summary>Hands a replay file in. The reply only says that it was taken: ask for the replay until it is no longer pending.</summary>
    /// <param name="fileName">Ends in <c>.replay</c>.</param>
    /// <param name="visibility"><c>public</c>, <c>unlisted</c> or <c>private</c>.</param>
    /// <param name="group">A group of the key's owner to put it into.</param>
    public async Task<BallchasingReply<UploadReply>> UploadAsync(byte[] file, string fileName, string visibility, string? group, CancellationToken cancellationToken)
    {
        var path = new QueryString("v2/upload").Add("visibility", visibility).Add("group", group).ToString();
        var isDuplicate = false;
        var (body, error) = await SendAsync(Upload, RequestKind.Upload, cancellationToken, accept: status => isDuplicate = status == HttpStatusCode.Conflict);
        if (error is not null)
            return new(error);
        var reply = Read<UploadContract>(body);
        if (!reply.Succeeded(out var upload, out error))
            return new(error);
        return string.IsNullOrEmpty(upload.Id)
            ? new(Unreadable("Ballchasing took the file but gave no id for it."))
            : new(new UploadReply(upload.Id, upload.Location, isDuplicate));

        HttpRequestMessage Upload()
        {
            var part = new ByteArrayContent(file);
            part.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
            var request = Request(HttpMethod.Post, path);
            request.Content = new MultipartFormDataContent { { part, "file", fileName.Replace('"', '\'') } }; // it can't stand in the header
            return request;
        }
    }

    /// <summary>Changes a replay of the key's owner.</summary>
    public Task<BallchasingReply<Done>> EditReplayAsync(string id, ReplayEdit edit, CancellationToken cancellationToken) =>
        SendWithoutReplyAsync(() => Request(HttpMethod.Patch, ReplayPath(id), edit), cancellationToken);

    /// <summary>Deletes a replay of the key's owner, for good.</summary>
    public Task<BallchasingReply<Done>> DeleteReplayAsync(string id, CancellationToken cancellationToken) =>
        SendWithoutReplyAsync(() => Request(HttpMethod.Delete, ReplayPath(id)), cancellationToken);

    public Task<BallchasingReply<GroupListContract>> SearchGroupsAsync(GroupSearch search, CancellationToken cancellationToken) =>
        GetAsync<GroupListContract>(search.ToPath(), RequestKind.List, cancellationToken);

    /// <summary>The page that <see cref="GroupListContract.Next"/> of another names; see <see cref="NextPageAsync"/>.</summary>
    public Task<BallchasingReply<GroupListContract>> NextGroupPageAsync(string next, CancellationToken cancellationToken) =>
        FollowAsync<GroupListContract>(next, cancellationToken);

    /// <summary>A group with the stats of its players and teams.</summary>
    public Task<BallchasingReply<GroupContract>> GetGroupAsync(string id, CancellationToken cancellationToken) =>
        GetAsync<GroupContract>(GroupPath(id), RequestKind.Detail, cancellationToken);

    public async Task<BallchasingReply<GroupCreatedContract>> CreateGroupAsync(GroupEdit group, CancellationToken cancellationToken)
    {
        var (body, error) = await SendAsync(
            () => Request(HttpMethod.Post, "groups", group), RequestKind.Detail, cancellationToken);
        return error is null ? Read<GroupCreatedContract>(body) : new(error);
    }

    public Task<BallchasingReply<Done>> EditGroupAsync(string id, GroupEdit edit, CancellationToken cancellationToken) =>
        SendWithoutReplyAsync(() => Request(HttpMethod.Patch, GroupPath(id), edit), cancellationToken);

    /// <summary>Deletes a group and its child groups; the replays stay.</summary>
    public Task<BallchasingReply<Done>> DeleteGroupAsync(string id, CancellationToken cancellationToken) =>
        SendWithoutReplyAsync(() => Request(HttpMethod.Delete, GroupPath(id)), cancellationToken);

    /// <summary>Map codes and their names.</summary>
    public Task<BallchasingReply<Dictionary<string, string?>>> GetMapsAsync(CancellationToken cancellationToken) =>
        GetAsync<Dictionary<string, string?>>("maps", RequestKind.Free, cancellationToken);

    private static string ReplayPath(string id) => "replays/" + Uri.EscapeDataString(id);

    private static string GroupPath(string id) => "groups/" + Uri.EscapeDataString(id);

    private async Task<BallchasingReply<T>> FollowAsync<T>(string next, CancellationToken cancellationToken)
        where T : class
    {
        if (!Uri.TryCreate(_root, next, out var address) || Uri.Compare(address, _root, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) != 0)
            return new(Unreadable("Ballchasing's next page lies on another host, so it was not asked for."));
        return await GetAsync<T>(address.AbsoluteUri, RequestKind.List, cancellationToken); // whole: a path of its own could name a host again
    }

    private async Task<BallchasingReply<T>> GetAsync<T>(string path, RequestKind kind, CancellationToken cancellationToken)
        where T : class
    {
        var (body, error) = await SendAsync(() => Request(HttpMethod.Get, path), kind, cancellationToken);
        return error is null ? Read<T>(body) : new(error);
    }

    private async Task<BallchasingReply<Done>> SendWithoutReplyAsync(Func<HttpRequestMessage> request, CancellationToken cancellationToken)
    {
        var (_, error) = await SendAsync(request, RequestKind.Detail, cancellationToken);
        return error is null ? new(Done.Value) : new(error);
    }

    private HttpRequestMessage Request(HttpMethod method, string path) => new(method, new Uri(_root, path));

    private HttpRequestMessage Request<T>(HttpMethod method, string path, T body)
    {
        var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, LenientJson.Of<T>()));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        var request = Request(method, path);
        request.Content = content;
        return request;
    }

    private async Task<(byte[] Body, BallchasingError? Error)> SendAsync(
        Func<HttpRequestMessage> make, RequestKind kind, CancellationToken cancellationToken, Func<HttpStatusCode, bool>? accept = null)
    {
        using var request = make();
        request.Options.Set(BallchasingCall.Option, new BallchasingCall(_key, kind, _meter));
        _key.Authorize(request);
        try
        {
            using var response = await _http.SendAsync(request, cancellationToken);
            var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
            return (response.IsSuccessStatusCode && !FrontEnd.Answered(response)) || accept?.Invoke(response.StatusCode) == true
                ? (body, null)
                : (body, ErrorOf(response, body));
        }
        catch (TimeoutException)
        {
            return ([], new(BallchasingErrorKind.Unavailable, "Ballchasing did not answer in time."));
        }
        catch (HttpRequestException e)
        {
            return ([], new(BallchasingErrorKind.Unavailable, $"The line to Ballchasing broke ({e.HttpRequestError})."));
        }
    }

    private static BallchasingReply<T> Read<T>(byte[] body)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(body, LenientJson.Of<T>()) is { } value
                ? new(value)
                : new(Unreadable("Ballchasing's answer was empty."));
        }
        catch (JsonException e)
        {
            return new(Unreadable(e.Path is { Length: > 1 } path
                ? $"Ballchasing's answer could not be read at {path}: it is cut off or not what it should be."
                : "Ballchasing's answer is not JSON."));
        }
    }

    private BallchasingError ErrorOf(HttpResponseMessage response, byte[] body)
    {
        var status = (int)response.StatusCode;
        var said = FrontEnd.Answered(response) ? null : Read<ErrorContract>(body).Value;
        var word = string.IsNullOrWhiteSpace(said?.Error) ? "" : $" It says: “{Quote(said.Error)}”.";
        var requestId = said?.RequestId is { } id ? Quote(id) : null;
        return response.StatusCode switch
        {
            HttpStatusCode.Unauthorized => new(BallchasingErrorKind.Unauthorized, "Ballchasing did not accept the API key." + word, status, requestId),
            HttpStatusCode.Forbidden => new(BallchasingErrorKind.Forbidden, "Ballchasing does not let this key see or change that." + word, status, requestId),
            HttpStatusCode.NotFound or HttpStatusCode.Gone => new(BallchasingErrorKind.NotFound, "Ballchasing doesn't have it: deleted, private or never there." + word, status, requestId),
            HttpStatusCode.TooManyRequests => new(BallchasingErrorKind.TooManyRequests, "Ballchasing refused the request as one too many." + word, status, requestId),
            >= HttpStatusCode.InternalServerError => new(BallchasingErrorKind.Unavailable, $"Ballchasing had a fault (HTTP {status})." + word, status, requestId),
            _ when FrontEnd.Answered(response) => new(BallchasingErrorKind.Unavailable, $"An error page came instead of Ballchasing's answer (HTTP {status}).", status),
            >= HttpStatusCode.BadRequest => new(BallchasingErrorKind.BadRequest, $"Ballchasing did not accept the request (HTTP {status})." + word, status, requestId),
            _ => new(BallchasingErrorKind.Unreadable, $"Ballchasing answered with HTTP {status}, which makes no sense here.", status, requestId),
        };
    }

    /// <summary>What the server says, cut to a sentence's length and without the key, should it repeat it.</summary>
    private string Quote(string said)
    {
        var quote = _key.HideIn(said);
        return quote.Length <= LongestQuote ? quote : quote[..LongestQuote] + "…";
    }

    private static BallchasingError Unreadable(string message) => new(BallchasingErrorKind.Unreadable, message);
}

/// <summary>The proxies before Ballchasing, which answer in HTML when the service is down.</summary>
internal static class FrontEnd
{
    public static bool Answered(HttpResponseMessage response) =>
        response.Content.Headers.ContentType?.MediaType is "text/html" or "application/xhtml+xml";
}
