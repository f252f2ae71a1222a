using System.Net;
using System.Net.Http.Headers;
using System.Net.WebSockets;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Teams;
using RocketTrainer.Tests.Support;

namespace RocketTrainer.Tests.Integration;

/// <summary>What stands between the network and everything else.</summary>
[Trait("Database", "Any")]
public sealed partial class HardeningTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("sign-in")]
    [InlineData("api/v1/replays")]
    [InlineData("app.css")]
    [InlineData("nonsense")]
    [InlineData("health/live")]
    public async Task Answers_OfEveryKind_CarryTheHeaders(string path)
    {
        await using var app = new RocketTrainerApp();
        using var visitor = app.Browser(null);
        using var answer = await visitor.GetAsync(path, Cancel);

        string Header(string name) => string.Join(' ', answer.Headers.TryGetValues(name, out var values) ? values : answer.Content.Headers.TryGetValues(name, out values) ? values : []);
        Assert.Equal("nosniff", Header("X-Content-Type-Options"));
        Assert.Equal("DENY", Header("X-Frame-Options"));
        Assert.Equal("same-origin", Header("Referrer-Policy"));
        Assert.Contains("camera=()", Header("Permissions-Policy"), StringComparison.Ordinal);
        Assert.False(answer.Headers.Contains("Server"));
        var policy = Header("Content-Security-Policy").Split(';').Select(d => d.Trim().Split(' ')).ToDictionary(d => d[0], d => d[1..], StringComparer.Ordinal);
        Assert.Equal(["'self'"], policy["script-src"]);
        Assert.Equal(["'none'"], policy["frame-ancestors"]);
        Assert.Equal(["'none'"], policy["object-src"]);
        Assert.Equal(["'self'"], policy["base-uri"]);
        Assert.Equal(["'self'", "https://steamcommunity.com"], policy["form-action"]);
    }

    [Fact]
    public async Task Answers_AfterAFault_CarryTheHeaders()
    {
        await using var app = new RocketTrainerApp();
        _ = app.Address;
        await using (var db = app.OpenDatabase())
            await db.Database.ExecuteSqlRawAsync("ALTER TABLE library RENAME TO gone", Cancel);
        using var answer = await app.Api.GetAsync("api/v1/replays", Cancel);
        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.All(["X-Content-Type-Options", "X-Frame-Options", "Content-Security-Policy", "Referrer-Policy"], name => Assert.True(answer.Headers.Contains(name), name));
    }

    [Fact]
    public async Task Pages_HoldNoScriptOfTheirOwn()
    {
        await using var app = new RocketTrainerApp();
        var person = await PersonAsync(app);
        using var visitor = app.Browser(person);
        foreach (var path in new[] { "sign-in", "", "imports", "replays", "teams", "account", "account/keys", "account/privacy", "not-named" })
        {
            var html = await visitor.GetStringAsync(path, Cancel);
            Assert.DoesNotContain(InlineScript().Matches(html), m => !m.Groups["attributes"].Value.Contains("src=", StringComparison.Ordinal));
            Assert.DoesNotMatch(InlineHandler(), html);
        }
    }

    [Fact]
    public async Task ForwardedHeaders_OfAKnownProxy_AreBelievedAndOthersAreNot()
    {
        await using var behind = new RocketTrainerApp(settings: [("Proxies:Known", "127.0.0.0/8"), ("PublicUrl", "https://trainer.example")]);
        await using var bare = new RocketTrainerApp();
        foreach (var (app, believed) in new[] { (behind, true), (bare, false) })
        {
            using var visitor = app.Browser(null);
            visitor.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.9");
            visitor.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
            visitor.DefaultRequestHeaders.Add("X-Forwarded-Host", "trainer.example");
            using var page = await visitor.GetAsync("sign-in", Cancel);
            Assert.Equal(believed, page.Headers.Contains("Strict-Transport-Security"));
            using var leave = await visitor.GetAsync("sign-in/steam", Cancel);
            Assert.Equal(believed, leave.Headers.Location!.Query.Contains(Uri.EscapeDataString("https://trainer.example/signin-steam"), StringComparison.Ordinal));
            Assert.Equal(believed, leave.Headers.GetValues("Set-Cookie").All(c => c.Contains("secure", StringComparison.OrdinalIgnoreCase)));
        }
    }

    /// <summary>
    /// Somebody asks us under his own site's name, has his visitor sign in there with what he got, and brings us the answer.
    /// </summary>
    [Theory]
    [InlineData(null)]
    [InlineData("https://trainer.example")]
    public async Task SignIn_AskedForUnderAnotherName_IsOfNoUseToWhoeverOwnsThatName(string? publicUrl)
    {
        await using var steam = await SteamProvider.StartAsync(Cancel);
        await using var app = new RocketTrainerApp(settings: [("Steam:OpenIdEndpoint", steam.OpenIdEndpoint), ("PublicUrl", publicUrl ?? "")]);
        using var attacker = app.Browser(null);
        attacker.DefaultRequestHeaders.Host = "evil.example";
        using var leave = await attacker.GetAsync("sign-in/steam", Cancel);
        if (publicUrl is null)
        {
            Assert.Equal("/sign-in?error=address", leave.Headers.Location!.OriginalString);
            return;
        }

        // Steam sends his visitor to us, and not to him.
        Assert.StartsWith(publicUrl + "/signin-steam?", Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(leave.Headers.Location!.Query)["openid.return_to"].ToString(), StringComparison.Ordinal);
        Assert.Equal(publicUrl + "/", Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(leave.Headers.Location!.Query)["openid.realm"].ToString());
    }

    [Theory]
    [InlineData("Proxies:Known", "my-proxy")]
    [InlineData("PublicUrl", "trainer.example")]
    [InlineData("PublicUrl", "https://trainer.example/app")]
    [InlineData("Limits:SignInsPerMinute", "0")]
    [InlineData("Limits:CircuitsPerUser", "many")]
    [InlineData("Admin:SteamIds", "123")]
    [InlineData("Bootstrap:AdminApiKey", "short")]
    [InlineData("Steam:OpenIdEndpoint", "http://steam.example/login")]
    public void Start_ASettingThatCantBe_IsNamed(string key, string value)
    {
        using var app = new RocketTrainerApp(settings: (key, value));
        Assert.Contains(key, Assert.ThrowsAny<Exception>(() => app.Address).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignIn_AgainAndAgain_IsThrottledByAddress()
    {
        await using var app = new RocketTrainerApp(settings: [("Limits:SignInsPerMinute", "5"), ("Proxies:Known", "127.0.0.1")]);
        using var visitor = app.Browser(null);
        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 7; i++)
        {
            using var answer = await visitor.GetAsync(i % 2 == 0 ? "signin-steam?openid.mode=id_res" : "sign-in/steam", Cancel);
            answers.Add(answer.StatusCode);
            if (answer.StatusCode == HttpStatusCode.TooManyRequests)
                Assert.InRange(answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        }

        Assert.Equal(5, answers.Count(a => a == HttpStatusCode.Redirect));
        Assert.Equal(2, answers.Count(a => a == HttpStatusCode.TooManyRequests));
        visitor.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.9"); // somebody else
        using var other = await visitor.GetAsync("sign-in/steam", Cancel);
        Assert.Equal(HttpStatusCode.Redirect, other.StatusCode);
    }

    [Fact]
    public async Task ConnectedPages_OfOnePerson_AreLimitedAndFreeTheirPlace()
    {
        await using var app = new RocketTrainerApp(settings: ("Limits:CircuitsPerUser", "2"));
        var (person, other) = (await PersonAsync(app), await app.PersonAsync("76561190000000002", "Mate"));
        using var one = await ConnectAsync(app, person);
        using (var two = await ConnectAsync(app, person))
        {
            await Assert.ThrowsAsync<WebSocketException>(() => ConnectAsync(app, person));
            await Assert.ThrowsAsync<WebSocketException>(() => ConnectAsync(app, person, "_Blazor/"));
            (await ConnectAsync(app, other)).Dispose();
        }

        var again = await AgainAsync();
        again.Dispose();

        async Task<ClientWebSocket> AgainAsync()
        {
            while (true)
            {
                try
                {
                    return await ConnectAsync(app, person);
                }
                catch (WebSocketException)
                {
                    Cancel.ThrowIfCancellationRequested(); // the server has yet to see that the other one left
                }
            }
        }
    }

    [Fact]
    public async Task Forms_WithoutTheTokenOfTheirPage_DoNothing()
    {
        await using var app = new RocketTrainerApp();
        using var visitor = app.Browser(await PersonAsync(app));
        foreach (var path in new[] { "sign-out", "account/link/steam" })
        {
            using var answer = await visitor.PostAsync(path, new FormUrlEncodedContent([]), Cancel);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        }

        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("account", Cancel)).StatusCode); // still signed in
    }

    [Theory]
    [InlineData("/replays?player=x", "/replays?player=x")]
    [InlineData("//evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("https://evil.example", "/")]
    [InlineData("javascript:alert(1)", "/")]
    [InlineData("/%0d%0aSet-Cookie: x", "/%0d%0aSet-Cookie: x")]
    [InlineData("/\r\nSet-Cookie: x", "/")]
    [InlineData("/ﬁnd", "/")]
    [InlineData("", "/")]
    public void ReturnUrl_LeadsNowhereElse(string asked, string led) => Assert.Equal(led, Web.Auth.SignInEndpoints.Local(asked));

    [Fact]
    public async Task Bodies_LargerThanAnythingHere_AreRefused()
    {
        await using var app = new RocketTrainerApp();
        using var body = new ByteArrayContent(new byte[2 * 1024 * 1024]) { Headers = { ContentType = MediaTypeHeaderValue.Parse("application/json") } };
        using var answer = await app.Api.PostAsync("api/v1/me/accounts", body, Cancel);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Fact]
    public async Task SessionCookie_IsOutOfReachOfScriptsAndOtherSites()
    {
        await using var steam = await SteamProvider.StartAsync(Cancel);
        await using var app = new RocketTrainerApp(settings: [("Steam:OpenIdEndpoint", steam.OpenIdEndpoint), ("Proxies:Known", "127.0.0.1")]);
        using var visitor = app.Browser(null);
        visitor.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        using var leave = await visitor.GetAsync("sign-in/steam", Cancel);
        visitor.DefaultRequestHeaders.Add("Cookie", CookiesOf(leave));
        using var back = await visitor.GetAsync(steam.Approve(leave.Headers.Location!).Url.PathAndQuery, Cancel);
        visitor.DefaultRequestHeaders.Remove("Cookie");
        visitor.DefaultRequestHeaders.Add("Cookie", CookiesOf(back));
        using var done = await visitor.GetAsync(back.Headers.Location, Cancel);

        var session = done.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith(Web.Auth.Sessions.CookieName, StringComparison.Ordinal));
        Assert.All(["httponly", "samesite=lax", "secure"], word => Assert.Contains(word, session, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Log_OfAWholeVisit_HoldsNoSecret()
    {
        await using var steam = await SteamProvider.StartAsync(Cancel);
        await using var server = await BallchasingServer.StartAsync(Cancel);
        server.Add(2);
        await using var app = new RocketTrainerApp(server, settings:
        [
            ("Steam:OpenIdEndpoint", steam.OpenIdEndpoint), ("Steam:UserInformationEndpoint", steam.UserInformationEndpoint), ("Steam:ApiKey", SteamProvider.ApplicationKey),
        ]);
        List<string> secrets = [SteamProvider.ApplicationKey, BallchasingServer.Key, RocketTrainerApp.AdminKey];

        // Through Steam, with every cookie on the way.
        using var visitor = app.Browser(null);
        using var leave = await visitor.GetAsync("sign-in/steam", Cancel);
        visitor.DefaultRequestHeaders.Add("Cookie", CookiesOf(leave));
        var answer = steam.Approve(leave.Headers.Location!);
        using var back = await visitor.GetAsync(answer.Url.PathAndQuery, Cancel);
        visitor.DefaultRequestHeaders.Remove("Cookie");
        visitor.DefaultRequestHeaders.Add("Cookie", CookiesOf(back));
        using var done = await visitor.GetAsync(back.Headers.Location, Cancel);
        using var forged = await visitor.GetAsync(answer.Url.PathAndQuery, Cancel);
        secrets.AddRange(new[] { leave, back, done }.SelectMany(a => CookiesOf(a).Split("; ")).Select(c => c[(c.IndexOf('=', StringComparison.Ordinal) + 1)..]).Where(v => v.Length > 10));
        secrets.AddRange(QuerySecrets(answer.Url));

        // Keys, links, invitations, tokens, right and wrong.
        var user = await app.PersonAsync(steam.SteamId);
        using var program = await app.ProgramAsync(user);
        secrets.Add(program.DefaultRequestHeaders.GetValues("X-Api-Key").Single());
        var tokens = await program.PostAsync("auth/token", new { });
        secrets.AddRange([tokens.Text("accessToken")!, tokens.Text("refreshToken")!]);
        await program.PostAsync("auth/refresh", new { refreshToken = tokens.Text("refreshToken") });
        await program.PostAsync("auth/refresh", new { refreshToken = tokens.Text("refreshToken") }, HttpStatusCode.Unauthorized);
        await program.SendAsync(HttpMethod.Put, "me/profile", new { visibility = "public" }, HttpStatusCode.OK);
        var link = (await program.PostAsync("me/profile-link", null, HttpStatusCode.Created)).Text("address")!;
        var team = await app.Services.GetRequiredService<TeamService>().CreateAsync(user.Id, "Team", Caller.Server, Cancel);
        var invitation = (await program.PostAsync($"teams/{team.TeamId}/invitations", null, HttpStatusCode.Created)).Text("invitation")!;
        secrets.AddRange([link.Split('/')[^1], invitation]);
        using var profile = await visitor.GetAsync(link, Cancel);
        using var joining = await visitor.GetAsync($"teams/join/{invitation}", Cancel);
        await app.ImportAsync(new { source = "player", playerId = Matches.Hero }, Cancel);

        Assert.All(secrets, secret => Assert.DoesNotContain(app.Log.Lines, line => line.Contains(secret, StringComparison.Ordinal)));
        Assert.Contains(app.Log.Lines, line => line.Contains("Import", StringComparison.Ordinal)); // there is a log
    }

    private static IEnumerable<string> QuerySecrets(Uri url) =>
        Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(url.Query).Where(p => p.Key is "state" or "openid.sig").Select(p => p.Value.ToString());

    private static string CookiesOf(HttpResponseMessage answer) =>
        string.Join("; ", answer.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies.Select(c => c.Split(';')[0]) : []);

    private static async Task<ClientWebSocket> ConnectAsync(RocketTrainerApp app, KnownUser user, string path = "_blazor")
    {
        var socket = new ClientWebSocket();
        var (name, value) = app.Session(user);
        socket.Options.SetRequestHeader("Cookie", $"{name}={value}");
        await socket.ConnectAsync(new UriBuilder(new Uri(app.Address, path)) { Scheme = "ws" }.Uri, Cancel);
        return socket;
    }

    private static async Task<KnownUser> PersonAsync(RocketTrainerApp app)
    {
        _ = app.Address;
        return await app.PersonAsync("76561190000000001", "Hero");
    }

    [GeneratedRegex("<script(?<attributes>[^>]*)>", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex InlineScript();

    [GeneratedRegex(@"<[a-z][^>]*\son[a-z]+\s*=", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex InlineHandler();
}
