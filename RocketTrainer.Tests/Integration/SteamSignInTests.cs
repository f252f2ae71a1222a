using System.Globalization;
using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.WebUtilities;
using RocketTrainer.Tests.Support;
using RocketTrainer.Web.Auth.Steam;

namespace RocketTrainer.Tests.Integration;

/// <summary>Signing in at Steam over real sockets: who gets in, and who doesn't.</summary>
public sealed class SteamSignInTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string> Forgeries => [.. SteamForgeries.ByName.Keys];

    [Fact]
    public async Task SignIn_OwnerAgrees_GivesIdNameAndAvatar()
    {
        await using var host = await SteamSignInHost.StartAsync(Cancel);
        using var visitor = new Visitor();
        using var answer = await host.SignInAsync(visitor, Cancel);

        Assert.Equal("/who?private=1", answer.Headers.Location!.OriginalString);
        var who = await host.WhoAsync(visitor, Cancel);
        Assert.Equal("https://steamcommunity.com/openid/id/76561190000000042", who![ClaimTypes.NameIdentifier]);
        Assert.Equal("Aerial Anna", who[ClaimTypes.Name]);
        Assert.Equal("https://avatars.example/anna_full.jpg", who[SteamClaimTypes.Avatar]);
        Assert.True(Assert.Single(host.Provider.Summaries));
    }

    [Fact]
    public async Task Challenge_Anybody_AsksTheProviderWhoItIs()
    {
        await using var host = await SteamSignInHost.StartAsync(Cancel);
        using var visitor = new Visitor();
        using var response = await visitor.SendAsync(HttpMethod.Get, new(host.Address + "/challenge"), Cancel);

        Assert.Equal(HttpStatusCode.Found, response.StatusCode);
        var question = response.Headers.Location!;
        Assert.Equal(host.Provider.OpenIdEndpoint, question.GetLeftPart(UriPartial.Path));
        var query = QueryHelpers.ParseQuery(question.Query);
        Assert.Equal("http://specs.openid.net/auth/2.0", query["openid.ns"]);
        Assert.Equal("checkid_setup", query["openid.mode"]);
        Assert.Equal("http://specs.openid.net/auth/2.0/identifier_select", query["openid.identity"]);
        Assert.Equal("http://specs.openid.net/auth/2.0/identifier_select", query["openid.claimed_id"]);
        Assert.Equal(host.Address + "/", query["openid.realm"]);
        Assert.StartsWith(host.Address + "/signin-steam?state=", query["openid.return_to"].ToString(), StringComparison.Ordinal);

        var cookie = Assert.Single(Visitor.SetCookies(response)).Split("; ");
        Assert.StartsWith(".AspNetCore.Correlation.", cookie[0], StringComparison.Ordinal);
        Assert.Contains("samesite=lax", cookie);
        Assert.Contains("httponly", cookie);
        Assert.Contains("path=/signin-steam", cookie);
    }

    [Fact]
    public async Task Answer_GoesBackToTheProviderAsItCame()
    {
        await using var host = await SteamSignInHost.StartAsync(Cancel);
        using var visitor = new Visitor();
        var answer = host.Provider.Approve(await host.ChallengeAsync(visitor, Cancel), lie => lie["ext"] = "ä + & = % \u2603");
        using var response = await visitor.SendAsync(HttpMethod.Get, answer.Url, Cancel);

        answer["mode"] = "check_authentication";
        Assert.Equal(answer.Fields.ToDictionary(f => "openid." + f.Key, f => f.Value), Assert.Single(host.Provider.Verifications));
        Assert.NotNull(await host.WhoAsync(visitor, Cancel));
    }

    [Theory]
    [MemberData(nameof(Forgeries))]
    public async Task Answer_Forged_SignsNobodyIn(string name)
    {
        var forgery = SteamForgeries.ByName[name];
        await using var host = await SteamSignInHost.StartAsync(Cancel, o => o.BackchannelTimeout = forgery.Patience ?? o.BackchannelTimeout);
        using var visitor = new Visitor();
        var attempt = new SteamAttempt(host, visitor, await host.ChallengeAsync(visitor, Cancel));
        using var response = await forgery.Bring(attempt);

        Assert.Equal(HttpStatusCode.Found, response.StatusCode);
        Assert.Equal("/sign-in?error=failed", response.Headers.Location!.OriginalString);
        Assert.Null(await host.WhoAsync(attempt.Visitor, Cancel));
        Assert.DoesNotContain(host.Log.Lines, line => line.StartsWith("Error", StringComparison.Ordinal));

        // It was the forgery that was refused: an honest answer still gets in.
        using var honest = new Visitor();
        using (await host.SignInAsync(honest, Cancel))
            Assert.NotNull(await host.WhoAsync(honest, Cancel));
    }

    [Fact]
    public async Task Answer_BroughtManyTimesAtOnce_SignsInOnce()
    {
        await using var host = await SteamSignInHost.StartAsync(Cancel);
        host.Provider.ConfirmsTwice = true;
        using var visitor = new Visitor();
        var answer = host.Provider.Approve(await host.ChallengeAsync(visitor, Cancel)).Url;
        var windows = Enumerable.Range(0, 8).Select(_ => visitor.Copy()).ToList();
        await Task.WhenAll(windows.Select(window => window.SendAsync(HttpMethod.Get, answer, Cancel)));

        var signedIn = 0;
        foreach (var window in windows)
        {
            signedIn += await host.WhoAsync(window, Cancel) is null ? 0 : 1;
            window.Dispose();
        }

        Assert.Equal(1, signedIn);
    }

    [Fact]
    public async Task Answer_UnconfirmedWithSomebodysNonce_DoesNotUseItUp()
    {
        await using var host = await SteamSignInHost.StartAsync(Cancel);
        using var owner = new Visitor();
        using var other = new Visitor();
        var honest = host.Provider.Approve(await host.ChallengeAsync(owner, Cancel));
        var forged = host.Provider.Approve(await host.ChallengeAsync(other, Cancel));
        forged["response_nonce"] = honest["response_nonce"];

        using (await other.SendAsync(HttpMethod.Get, forged.Url, Cancel))
            Assert.Null(await host.WhoAsync(other, Cancel));
        using (await owner.SendAsync(HttpMethod.Get, honest.Url, Cancel))
            Assert.NotNull(await host.WhoAsync(owner, Cancel));
    }

    [Theory]
    [InlineData(-5 * 60)]
    [InlineData(60)]
    public async Task Answer_NonceJustInTime_SignsIn(int seconds)
    {
        await using var host = await SteamSignInHost.StartAsync(Cancel);
        using var visitor = new Visitor();
        var issued = host.Time.GetUtcNow().AddSeconds(seconds).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        using var response = await host.SignInAsync(visitor, Cancel, lie => lie["response_nonce"] = issued);
        Assert.NotNull(await host.WhoAsync(visitor, Cancel));
    }

    [Fact]
    public async Task Answer_OwnerDeclines_IsCancelledAndNoForgery()
    {
        await using var host = await SteamSignInHost.StartAsync(Cancel);
        using var visitor = new Visitor();
        using var response = await visitor.SendAsync(HttpMethod.Get, SteamProvider.Decline(await host.ChallengeAsync(visitor, Cancel)).Url, Cancel);

        Assert.Equal("/sign-in?error=cancelled", response.Headers.Location!.OriginalString);
        Assert.Null(await host.WhoAsync(visitor, Cancel));
        Assert.Contains(host.Log.Lines, line => line.StartsWith("Information", StringComparison.Ordinal) && line.Contains("was cancelled", StringComparison.Ordinal));
        Assert.DoesNotContain(host.Log.Lines, line => line.Contains("refused", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Answer_Refused_LogsWhyAndShowsItToNobody()
    {
        await using var host = await SteamSignInHost.StartAsync(Cancel);
        using var visitor = new Visitor();
        using var response = await host.SignInAsync(visitor, Cancel, lie => lie["identity"] = "https://steamcommunity.com/openid/id/76561190000000666");

        Assert.Contains(host.Log.Lines, line => line.StartsWith("Information", StringComparison.Ordinal) && line.Contains("its identity isn't its claimed_id", StringComparison.Ordinal));
        Assert.Equal("/sign-in?error=failed", response.Headers.Location!.OriginalString);
        Assert.Empty(await response.Content.ReadAsStringAsync(Cancel));
    }

    [Fact]
    public async Task SignIn_AppHandlesFailuresItself_IsLeftToIt()
    {
        await using var host = await SteamSignInHost.StartAsync(Cancel, o => o.Events.OnRemoteFailure = context =>
        {
            context.Response.Redirect("/elsewhere");
            context.HandleResponse();
            return Task.CompletedTask;
        });
        using var visitor = new Visitor();
        host.Provider.Misbehave(Answers.ServerFault);
        using var response = await host.SignInAsync(visitor, Cancel);
        Assert.Equal("/elsewhere", response.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task SignIn_NoncesCantBeKept_SignsNobodyInAndIsAnError()
    {
        await using var host = await SteamSignInHost.StartAsync(Cancel, nonces: new BrokenNonces());
        using var visitor = new Visitor();
        using var response = await host.SignInAsync(visitor, Cancel);

        Assert.Equal("/sign-in?error=failed", response.Headers.Location!.OriginalString);
        Assert.Null(await host.WhoAsync(visitor, Cancel));
        Assert.Single(host.Log.Lines, line => line.StartsWith("Error", StringComparison.Ordinal) && line.Contains("the disk is full", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Log_WholeRun_HoldsNoSecret()
    {
        await using var host = await SteamSignInHost.StartAsync(Cancel, o => o.BackchannelTimeout = TimeSpan.FromSeconds(1));
        var (secrets, provider) = (new List<string> { SteamProvider.ApplicationKey }, host.Provider);
        provider.MisbehaveOnSummaries(context => Task.CompletedTask, Answers.ServerFault, Answers.BreakOff(100), Answers.Hang, Answers.Page(302));
        provider.Misbehave(SteamProvider.Yes, SteamProvider.Yes, SteamProvider.Yes, SteamProvider.Yes, SteamProvider.Yes, Answers.ServerFault, Answers.BreakOff(100), Answers.Hang, SteamProvider.Says("no"));
        for (var i = 0; i < 12; i++)
        {
            using var visitor = new Visitor();
            var answer = provider.Approve(await host.ChallengeAsync(visitor, Cancel), lie => lie["claimed_id"] += i == 11 ? "x" : "");
            secrets.AddRange(answer["sig"], answer["response_nonce"], QueryHelpers.ParseQuery(new Uri(answer.Address).Query)["state"].ToString());
            using var response = await visitor.SendAsync(HttpMethod.Get, answer.Url, Cancel);
            secrets.AddRange(visitor.Cookies.Values.Where(value => value.Length > 1));
        }

        Assert.Contains(host.Log.Lines, line => line.Contains("refused", StringComparison.Ordinal));
        Assert.Contains(host.Log.Lines, line => line.Contains("summary of an account is missing", StringComparison.Ordinal));
        Assert.All(secrets, secret => Assert.DoesNotContain(host.Log.Lines, line =>
            line.Contains(secret, StringComparison.Ordinal) || line.Contains(Uri.EscapeDataString(secret), StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("http://steamcommunity.com/openid/login")]
    [InlineData("ftp://127.0.0.1/openid/login")]
    [InlineData("/openid/login")]
    [InlineData("steamcommunity.com/openid/login")]
    public async Task Start_EndpointThatCantBe_IsNamed(string endpoint)
    {
        var refusal = await Assert.ThrowsAnyAsync<Exception>(() => SteamSignInHost.StartAsync(Cancel, o => o.AuthenticationEndpoint = new(endpoint, UriKind.RelativeOrAbsolute)));
        Assert.Contains("Steam:OpenIdEndpoint", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://api.steampowered.com/ISteamUser/GetPlayerSummaries/v0002/")]
    [InlineData("")]
    public async Task Start_InformationEndpointThatCantBe_IsNamed(string endpoint)
    {
        var refusal = await Assert.ThrowsAnyAsync<Exception>(() => SteamSignInHost.StartAsync(Cancel, o => o.UserInformationEndpoint = endpoint));
        Assert.Contains("Steam:UserInformationEndpoint", refusal.Message, StringComparison.Ordinal);
    }

    private sealed class BrokenNonces : ISteamNonces
    {
        public Task<bool> TryUseAsync(string nonce, DateTimeOffset expiresAt, CancellationToken cancellationToken) => throw new IOException("the disk is full");
    }
}
