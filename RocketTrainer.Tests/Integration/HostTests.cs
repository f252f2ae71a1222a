using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using RocketTrainer.Tests.Support;

namespace RocketTrainer.Tests.Integration;

/// <summary>What the host does around pages and API: doors, errors, health, bad settings.</summary>
public sealed class HostTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("")]
    [InlineData("imports")]
    [InlineData("replays")]
    public async Task Page_InProductionWithoutSignIn_LeadsToTheSignInPage(string path)
    {
        await using var app = new RocketTrainerApp();
        using var visitor = app.CreateClient();
        using var answer = await visitor.GetAsync(path, Cancel);

        Assert.Equal("/sign-in", answer.RequestMessage!.RequestUri!.AbsolutePath);
        Assert.Contains("Sign in through Steam", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Development")]
    [InlineData("Production")]
    public async Task Page_ThatIsNotThere_SaysSoWith404(string environment)
    {
        await using var app = new RocketTrainerApp(environment: environment);
        using var visitor = app.CreateClient();
        using var answer = await visitor.GetAsync("nonsense", Cancel);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("There is no such page", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Api_WithoutOrWithAWrongKey_Answers401AsProblem()
    {
        await using var app = new RocketTrainerApp();
        using var stranger = app.CreateClient();
        using var without = await stranger.GetAsync("api/v1/replays", Cancel);
        stranger.DefaultRequestHeaders.Add("X-Api-Key", "guess");
        using var wrong = await stranger.GetAsync("api/v1/replays", Cancel);

        foreach (var answer in new[] { without, wrong })
        {
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        }
    }

    [Fact]
    public async Task Api_ServerHasNoKey_LetsNobodyIn()
    {
        await using var app = new RocketTrainerApp(settings: ("Bootstrap:AdminApiKey", ""));
        using var answer = await app.Api.GetAsync("api/v1/replays", Cancel);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task Api_UnknownEndpoint_Answers404AsProblem()
    {
        await using var app = new RocketTrainerApp();
        using var answer = await app.Api.GetAsync("api/v1/nonsense", Cancel);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal(404, JsonElement.Parse(await answer.Content.ReadAsStringAsync(Cancel)).GetProperty("status").GetInt32());
    }

    [Fact]
    public async Task Steam_AnswerToNothing_LeadsToTheSignInPage()
    {
        await using var app = new RocketTrainerApp();
        using var visitor = app.CreateClient();
        using var answer = await visitor.GetAsync("signin-steam?state=x&openid.mode=id_res", Cancel);

        Assert.Equal("/sign-in?error=failed", answer.RequestMessage!.RequestUri!.PathAndQuery);
    }

    [Fact]
    public async Task Health_RunningApp_IsLiveAndReady()
    {
        await using var app = new RocketTrainerApp();
        using var visitor = app.CreateClient();
        Assert.Equal("Healthy", await visitor.GetStringAsync("health/live", Cancel));
        while (!(await visitor.GetAsync("health/ready", Cancel)).IsSuccessStatusCode)
            Assert.Equal("Healthy", await visitor.GetStringAsync("health/live", Cancel));
    }

    [Theory]
    [InlineData("Ballchasing:Tier", "platinum")]
    [InlineData("Ballchasing:BaseUrl", "ftp://example.org")]
    [InlineData("Ballchasing:Timeout", "00:00:00")]
    [InlineData("Importing:BatchSize", "0")]
    [InlineData("Importing:SyncEvery", "00:00:00.5")]
    [InlineData("Jobs:Concurrency", "0")]
    [InlineData("Database:Provider", "Oracle")]
    [InlineData("ConnectionStrings:RocketTrainer", "nonsense")]
    [InlineData("Steam:OpenIdEndpoint", "http://steamcommunity.com/openid/login")]
    [InlineData("Steam:OpenIdEndpoint", "http://[")]
    public void Start_ASettingThatCantBe_IsNamed(string key, string value)
    {
        using var app = new RocketTrainerApp(settings: (key, value));
        var refusal = Assert.ThrowsAny<Exception>(() => app.Address);
        Assert.Contains(key, refusal.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Start_PostgresWithoutAConnectionString_SaysWhichKeyIsMissing()
    {
        using var app = new RocketTrainerApp(settings: [("Database:Provider", "Postgres"), ("ConnectionStrings:RocketTrainer", "")]);
        Assert.Contains("ConnectionStrings:RocketTrainer is missing", Assert.ThrowsAny<Exception>(() => app.Address).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Start_ADatabaseThatCantBeOpened_IsNamedWithItsKey()
    {
        using var app = new RocketTrainerApp(settings: [("Database:Provider", "Sqlite"), ("ConnectionStrings:RocketTrainer", "Data Source=/nowhere/at-all.db")]);
        var refusal = Assert.ThrowsAny<Exception>(() => app.Address).ToString();
        Assert.Contains("ConnectionStrings:RocketTrainer leads to the SQLite file /nowhere/at-all.db", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void Start_ADatabaseOfANewerVersion_IsRefused()
    {
        using var app = new RocketTrainerApp();
        using (var db = app.Data.OpenDatabase())
        {
            db.Database.Migrate();
            db.Database.ExecuteSqlRaw("INSERT INTO \"__EFMigrationsHistory\" VALUES ('29990101000000_Later', '99.0.0')");
        }

        var refusal = Assert.ThrowsAny<Exception>(() => app.Address).ToString();
        Assert.Contains("was made by a newer version of RocketTrainer: it has the migration 29990101000000_Later", refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("api/v1/replays?map=%00")]
    [InlineData("replays?map=%00")]
    public async Task Address_WithANul_IsRefused(string path)
    {
        await using var app = new RocketTrainerApp();
        using var answer = await app.Api.GetAsync(path, Cancel);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Body_WithANul_IsRefusedByItsField()
    {
        await using var app = new RocketTrainerApp();
        using var answer = await app.Api.AskAsync("POST", "api/v1/imports", """{"source":"group","groupId":"a\u0000b"}""");
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.True((await answer.JsonAsync()).GetProperty("errors").TryGetProperty("groupId", out _));
    }
}
