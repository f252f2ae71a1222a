using System.Globalization;
using System.Net;
using System.Security.Claims;
using System.Text;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RocketTrainer.Core.Accounts.Keys;
using RocketTrainer.Tests.Support;
using RocketTrainer.Web.Auth;
using RocketTrainer.Web.Rest;

namespace RocketTrainer.Tests.Integration.Rest;

/// <summary>Whatever goes wrong under /api is said in one form.</summary>
public sealed class ProblemTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("GET", "api/v1/nonsense", 404, "not-found")]
    [InlineData("GET", "api/nonsense", 404, "not-found")]
    [InlineData("GET", "api/v1/imports/not-an-id", 404, "not-found")]
    [InlineData("GET", "api/v1/imports/00000000-0000-4000-8000-000000000001", 404, "not-found")]
    [InlineData("DELETE", "api/v1/imports", 405, "method-not-allowed")]
    [InlineData("POST", "api/v1/replays/export.csv", 405, "method-not-allowed")]
    [InlineData("GET", "api/v1/imports/00000000-0000-4000-8000-000000000001/cancel", 405, "method-not-allowed")]
    [InlineData("GET", "api/v1/nonsense.csv", 404, "not-found")]
    [InlineData("GET", "api/v1/imports?limit=0", 400, "invalid-input")]
    public async Task Request_ThatCantBeDone_IsToldAsAProblem(string method, string path, int status, string type)
    {
        await using var app = new RocketTrainerApp();
        foreach (var accepted in new[] { "*/*", "application/json", "text/event-stream", "text/html" })
        {
            using var answer = await app.Api.AskAsync(method, path, null, ("Accept", accepted));
            Assert.Equal((status, type), ((int)answer.StatusCode, await answer.ProblemAsync()));
        }
    }

    [Fact]
    public async Task Request_WithAnotherMethod_IsToldWhichThereAre()
    {
        await using var app = new RocketTrainerApp();
        using var answer = await app.Api.AskAsync("DELETE", "api/v1/imports");
        Assert.Equal(["GET", "HEAD", "POST"], answer.Content.Headers.Allow.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/xml; charset=utf-8")]
    [InlineData(null)]
    public async Task Body_ThatIsNotJson_IsRefused(string? contentType)
    {
        await using var app = new RocketTrainerApp();
        using var body = new ByteArrayContent(Encoding.UTF8.GetBytes($$"""{"source":"player","playerId":"{{Matches.Hero}}"}"""));
        if (contentType is not null)
            body.Headers.TryAddWithoutValidation("Content-Type", contentType);
        using var answer = await app.Api.PostAsync("api/v1/imports", body, Cancel);
        Assert.Equal((HttpStatusCode.UnsupportedMediaType, "unsupported-media-type"), (answer.StatusCode, await answer.ProblemAsync()));
    }

    [Theory]
    [InlineData("api/v1/imports", 256 * 1024, null)] // its own limit
    [InlineData("api/v1/imports", 256 * 1024, "a-key")]
    [InlineData("api/v1/imports/00000000-0000-4000-8000-000000000001/cancel", 1024 * 1024, "a-key")] // everybody's
    public async Task Body_LargerThanTheEndpointTakes_IsRefused(string path, int most, string? key)
    {
        await using var app = new RocketTrainerApp();
        (string, string)[] headers = key is null ? [] : [("Idempotency-Key", key)];
        using var fits = await app.Api.AskAsync("POST", path, "{}".PadRight(most), headers);
        Assert.NotEqual(HttpStatusCode.RequestEntityTooLarge, fits.StatusCode);
        using var larger = await app.Api.AskAsync("POST", path, "{}".PadRight(most + 1), headers);
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "content-too-large"), (larger.StatusCode, await larger.ProblemAsync()));
        Assert.DoesNotContain(app.Log.Lines, line => line.StartsWith("Error", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Production")]
    [InlineData("Development")]
    public async Task Fault_OnOurSide_IsToldWithoutDetails(string environment)
    {
        await using var app = new RocketTrainerApp(environment: environment, settings: ("Ballchasing:Sandbox", "Off"));
        using (var warm = await app.Api.AskAsync("GET", "api/v1/imports"))
            Assert.Equal(HttpStatusCode.OK, warm.StatusCode);
        await using (var db = app.OpenDatabase())
            await db.Database.ExecuteSqlRawAsync("DROP TABLE import_items", Cancel);

        using var answer = await app.Api.AskAsync("GET", "api/v1/imports");

        Assert.Equal((HttpStatusCode.InternalServerError, "internal-error"), (answer.StatusCode, await answer.ProblemAsync()));
        Assert.Equal(["type", "title", "status", "traceId"], (await answer.JsonAsync()).EnumerateObject().Select(m => m.Name));
        Assert.NotNull(answer.Header("RateLimit"));
        Assert.Contains(app.Log.Lines, line => line.StartsWith("Error", StringComparison.Ordinal) && line.Contains("import_items", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Refusal_OfACaller_SaysNotWhy()
    {
        await using var app = new RocketTrainerApp { Replace = services => services.AddTransient<IClaimsTransformation, ReadersOnly>() };
        using var stranger = app.CreateClient();
        using var unknown = await stranger.AskAsync("GET", "api/v1/imports");
        using var wrong = await stranger.AskAsync("GET", "api/v1/imports", null, ("X-Api-Key", "wrong"));
        using var forbidden = await app.Api.AskAsync("POST", "api/v1/imports", "{}");

        Assert.All([unknown, wrong], answer => Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode));
        Assert.All([unknown, wrong], answer => Assert.Contains("X-Api-Key", answer.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal));
        Assert.Equal((HttpStatusCode.Forbidden, "forbidden"), (forbidden.StatusCode, await forbidden.ProblemAsync()));
        foreach (var answer in new[] { unknown, wrong, forbidden })
            Assert.Equal(["type", "title", "status", "traceId"], (await answer.JsonAsync()).EnumerateObject().Select(m => m.Name));
        using var reading = await app.Api.AskAsync("GET", "api/v1/imports");
        Assert.Equal(HttpStatusCode.OK, reading.StatusCode);
    }

    [Fact]
    public async Task Type_OfAProblem_LeadsToItsExplanation()
    {
        await using var app = new RocketTrainerApp();
        using var visitor = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = app.Address };
        foreach (var type in ProblemTypes.All.Where(p => p.Type.StartsWith('/')))
        {
            using var answer = await visitor.AskAsync("GET", type.Type);
            Assert.Equal("/api#description/problems", answer.Header("Location"));
        }

        using var none = await visitor.AskAsync("GET", "problems/nonsense");
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
        Assert.Equal(ProblemTypes.All.Length, ProblemTypes.All.Select(p => p.Type).Distinct(StringComparer.Ordinal).Count());
        Assert.All(ProblemTypes.All, p => Assert.InRange(p.Status, 400, 599));
    }

    [Fact]
    public async Task Problem_MadeByTheFramework_GetsOurTypeAndNoInsides()
    {
        await using var app = new RocketTrainerApp
        {
            Replace = Probes.At(map =>
            {
                map.MapGet("/api/v1/teapot", () => Results.Problem(statusCode: 418, detail: "short and stout"));
                map.MapGet("/api/v1/wrong", () => Results.ValidationProblem(new Dictionary<string, string[]>(StringComparer.Ordinal) { ["name"] = ["Too long."] }));
                map.MapGet("/api/v1/broken", () => Results.Problem(statusCode: 500, detail: "secret words"));
                map.MapGet("/api/v1/busy", () => new ProblemAnswer(ProblemTypes.BallchasingBusy) { RetryAfter = TimeSpan.FromSeconds(1.2) });
            }),
        };
        using var http = app.CreateClient();
        using var teapot = await http.AskAsync("GET", "api/v1/teapot");
        var problem = await teapot.JsonAsync();
        Assert.Equal(("about:blank", "I'm a teapot", "short and stout"), (problem.GetProperty("type").GetString(), problem.GetProperty("title").GetString(), problem.GetProperty("detail").GetString()));
        using var wrong = await http.AskAsync("GET", "api/v1/wrong");
        Assert.Equal(("invalid-input", "Too long."), (await wrong.ProblemAsync(), (await wrong.JsonAsync()).GetProperty("errors").GetProperty("name")[0].GetString()));
        using var broken = await http.AskAsync("GET", "api/v1/broken");
        Assert.Equal("internal-error", await broken.ProblemAsync());
        Assert.False((await broken.JsonAsync()).TryGetProperty("detail", out _));
        using var busy = await http.AskAsync("GET", "api/v1/busy");
        Assert.Equal(("ballchasing-busy", "2"), (await busy.ProblemAsync(), busy.Header("Retry-After")));
    }

    private sealed class ReadersOnly : IClaimsTransformation
    {
        public Task<ClaimsPrincipal> TransformAsync(ClaimsPrincipal principal)
        {
            if (principal.FindFirst(Principals.ScopesClaim) is { } scopes)
            {
                var identity = (ClaimsIdentity)principal.Identities.First(i => i.HasClaim(c => c == scopes));
                identity.RemoveClaim(scopes);
                identity.AddClaim(new(Principals.ScopesClaim, ((int)ApiScopes.Read).ToString(CultureInfo.InvariantCulture)));
            }

            return Task.FromResult(principal);
        }
    }
}
