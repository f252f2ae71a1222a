using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace RocketTrainer.Tests.Support;

/// <summary>
/// A Steam on a loopback port: its sign-in page, its verification of answers and its summaries of accounts. It signs
/// every lie it is told, and misbehaves on request.
/// </summary>
public sealed class SteamProvider : IAsyncDisposable
{
    public const string ApplicationKey = "a-web-api-key-that-must-never-be-seen";
    public const string Version = "http://specs.openid.net/auth/2.0";

    /// <summary>Confirms whatever is asked.</summary>
    public static readonly Answer Yes = Says($"ns:{Version}\nis_valid:true\n");

    private const string SignedFields = "signed,op_endpoint,claimed_id,identity,return_to,response_nonce,assoc_handle";

    private readonly WebApplication _app;
    private readonly TimeProvider _time;
    private readonly byte[] _secret = RandomNumberGenerator.GetBytes(32);
    private readonly ConcurrentDictionary<string, bool> _verified = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<Answer> _verifications = new();
    private readonly ConcurrentQueue<Answer> _summaries = new();

    private SteamProvider(WebApplication app, TimeProvider time) => (_app, _time) = (app, time);

    /// <summary>Who signs in.</summary>
    public string SteamId { get; set; } = "76561190000000042";

    public string? PersonaName { get; set; } = "Aerial Anna";

    public string? Avatar { get; set; } = "https://avatars.example/anna_full.jpg";

    /// <summary>Whether an answer is confirmed more than once, as Steam wouldn't.</summary>
    public bool ConfirmsTwice { get; set; }

    /// <summary>The bodies of all verifications, in order of arrival.</summary>
    public ConcurrentQueue<IReadOnlyDictionary<string, string>> Verifications { get; } = new();

    /// <summary>Of each request for a summary, whether it showed the right key.</summary>
    public ConcurrentQueue<bool> Summaries { get; } = new();

    public string BaseUrl { get; private set; } = "";

    /// <summary>For <c>Steam:OpenIdEndpoint</c>.</summary>
    public string OpenIdEndpoint => BaseUrl + "/openid/login";

    /// <summary>For <c>Steam:UserInformationEndpoint</c>.</summary>
    public string UserInformationEndpoint => BaseUrl + "/ISteamUser/GetPlayerSummaries/v0002/";

    public static async Task<SteamProvider> StartAsync(CancellationToken cancellationToken, TimeProvider? time = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var provider = new SteamProvider(builder.Build(), time ?? TimeProvider.System);
        provider.Map();
        await provider._app.StartAsync(cancellationToken);
        provider.BaseUrl = provider._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return provider;
    }

    /// <summary>The next verifications get these answers, one after the other; then they are true again.</summary>
    public void Misbehave(params Answer[] answers) => Array.ForEach(answers, _verifications.Enqueue);

    /// <summary>The same for summaries.</summary>
    public void MisbehaveOnSummaries(params Answer[] answers) => Array.ForEach(answers, _summaries.Enqueue);

    /// <summary>What this provider says to a question when the owner of <see cref="SteamId"/> agrees.</summary>
    /// <param name="question">The address that the browser was sent to.</param>
    /// <param name="lie">Changes what is said before it is signed.</param>
    public SteamAnswer Approve(Uri question, Action<SteamAnswer>? lie = null)
    {
        var returnTo = QueryHelpers.ParseQuery(question.Query)["openid.return_to"].ToString();
        var answer = new SteamAnswer(returnTo, new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["ns"] = Version,
            ["mode"] = "id_res",
            ["op_endpoint"] = question.GetLeftPart(UriPartial.Path),
            ["claimed_id"] = "https://steamcommunity.com/openid/id/" + SteamId,
            ["identity"] = "https://steamcommunity.com/openid/id/" + SteamId,
            ["return_to"] = returnTo,
            ["response_nonce"] = _time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) + Convert.ToBase64String(RandomNumberGenerator.GetBytes(20)),
            ["assoc_handle"] = "1234567890",
            ["signed"] = SignedFields,
        });
        lie?.Invoke(answer);
        answer["sig"] = answer.Signature(_secret);
        return answer;
    }

    /// <summary>What it says when they don't.</summary>
    public static SteamAnswer Decline(Uri question) => new(
        QueryHelpers.ParseQuery(question.Query)["openid.return_to"].ToString(),
        [KeyValuePair.Create("ns", Version), KeyValuePair.Create("mode", "cancel")]);

    /// <summary>A verification's answer with this body.</summary>
    public static Answer Says(string body, int status = 200) => async context =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        await context.Response.WriteAsync(body, context.RequestAborted);
    };

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private void Map()
    {
        _app.MapGet("/openid/login", PageAsync);
        _app.MapPost("/openid/login", VerifyAsync);
        _app.MapPost("/openid/decide", DecideAsync);
        _app.MapGet("/ISteamUser/GetPlayerSummaries/v0002/", SummarizeAsync);

        // Elsewhere on this server, something that confirms whatever it is asked.
        _app.MapMethods("/yes", ["GET", "POST"], context => Yes(context));
    }

    private async Task PageAsync(HttpContext context)
    {
        if (context.Request.Query["openid.mode"] != "checkid_setup")
        {
            await Says("What do you want?", 400)(context);
            return;
        }

        var decide = WebUtility.HtmlEncode("/openid/decide" + context.Request.QueryString.Value);
        var realm = WebUtility.HtmlEncode(context.Request.Query["openid.realm"]);
        context.Response.ContentType = "text/html; charset=utf-8";
        await context.Response.WriteAsync($"""
            <!DOCTYPE html>
            <html lang="en">
            <head><meta charset="utf-8"><title>A Steam for tests</title></head>
            <body>
              <h1>Sign in to {realm}</h1>
              <p>You are {WebUtility.HtmlEncode(SteamId)}.</p>
              <form method="post" action="{decide}">
                <button id="sign-in" name="decision" value="sign-in">Sign in</button>
                <button id="cancel" name="decision" value="cancel">Cancel</button>
              </form>
            </body>
            </html>
            """);
    }

    private async Task DecideAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var question = new Uri($"{context.Request.Scheme}://{context.Request.Host}/openid/login{context.Request.QueryString}");
        var answer = form["decision"] == "sign-in" ? Approve(question) : Decline(question);
        context.Response.Redirect(answer.Url.AbsoluteUri);
    }

    private async Task VerifyAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        Verifications.Enqueue(form.ToDictionary(p => p.Key, p => p.Value.ToString(), StringComparer.Ordinal));
        if (_verifications.TryDequeue(out var fault))
            await fault(context);
        else
            await Says($"ns:{Version}\nis_valid:{(IsMine(new("", SteamAnswer.FieldsOf(form))) ? "true" : "false")}\n")(context);
    }

    private bool IsMine(SteamAnswer answer) =>
        answer.Fields.GetValueOrDefault("mode") == "check_authentication"
        && answer.Fields.GetValueOrDefault("sig") == answer.Signature(_secret)
        && (_verified.TryAdd(answer.Fields.GetValueOrDefault("response_nonce", ""), true) || ConfirmsTwice);

    private async Task SummarizeAsync(HttpContext context)
    {
        var query = context.Request.Query;
        var hasKey = query["key"] == ApplicationKey;
        Summaries.Enqueue(hasKey);
        if (_summaries.TryDequeue(out var fault))
            await fault(context);
        else if (!hasKey)
            await Answers.Page(403)(context);
        else
            await context.Response.WriteAsJsonAsync(new { response = new { players = new[] { new { steamid = query["steamids"].ToString(), personaname = PersonaName, avatarfull = Avatar } } } });
    }
}
