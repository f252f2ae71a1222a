using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using RocketTrainer.Tests.Support;

namespace RocketTrainer.Tests.Integration.Rest;

/// <summary>The limits of the API, and what its headers say about them.</summary>
[Trait("Database", "Any")]
public sealed partial class RateLimitTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Requests_ManyAtOnce_ExactlyTheQuotaIsServedAndEveryHeaderIsTrue()
    {
        const int quota = 40;
        await using var app = App(("Api:RequestsPerMinute", "40"));
        for (var window = 0; window < 2; window++)
        {
            var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => app.Api.AskAsync("GET", "api/v1/imports")));

            var (served, refused) = (answers.Where(a => a.IsSuccessStatusCode).ToList(), answers.Where(a => !a.IsSuccessStatusCode).ToList());
            Assert.Equal(Enumerable.Range(0, quota), served.Select(a => Left(a, "default")).Order());
            Assert.All(answers, a => Assert.Equal("\"default\";q=40;w=60", a.Header("RateLimit-Policy")));
            foreach (var answer in refused)
            {
                Assert.Equal((HttpStatusCode.TooManyRequests, 0), (answer.StatusCode, Left(answer, "default")));
                Assert.Equal("60", answer.Header("Retry-After"));
                var problem = await answer.JsonAsync();
                Assert.Equal("https://iana.org/assignments/http-problem-types#quota-exceeded", problem.GetProperty("type").GetString());
                Assert.Equal("default", Assert.Single(problem.GetProperty("violated-policies").EnumerateArray()).GetString());
            }

            _time.Advance(TimeSpan.FromSeconds(60));
        }
    }

    [Theory]
    [InlineData("GET", "api/v1/imports", 200)]
    [InlineData("GET", "api/v1/imports?limit=0", 400)]
    [InlineData("GET", "api/v1/nonsense", 404)]
    [InlineData("DELETE", "api/v1/imports", 405)]
    [InlineData("POST", "api/v1/imports", 415)]
    [InlineData("GET", "api/v1/replays/export.csv", 200)]
    public async Task Answer_OfAnyKind_SaysWhatIsLeft(string method, string path, int status)
    {
        await using var app = App(("Api:RequestsPerMinute", "2"));
        using var first = await app.Api.AskAsync(method, path);
        _time.Advance(TimeSpan.FromSeconds(15.5));
        using var second = await app.Api.AskAsync(method, path);
        using var third = await app.Api.AskAsync(method, path);
        Assert.Equal([status, status, 429], new[] { first, second, third }.Select(a => (int)a.StatusCode));
        Assert.Equal(["\"default\";r=1;t=60", "\"default\";r=0;t=45", "\"default\";r=0;t=45"], new[] { first, second, third }.Select(a => a.Header("RateLimit")));
        Assert.Equal("45", third.Header("Retry-After"));
    }

    [Fact]
    public async Task Credentials_OfOneUser_AreCountedApart()
    {
        await using var app = new RocketTrainerApp(settings: ("Api:RequestsPerMinute", "1"));
        _ = app.Address;
        var user = await app.PersonAsync("76561190000000001");
        foreach (var key in new[] { await app.ProgramAsync(user), await app.ProgramAsync(user) })
        {
            using var first = await key.AskAsync("GET", "imports");
            using var second = await key.AskAsync("GET", "imports");
            Assert.Equal([HttpStatusCode.OK, HttpStatusCode.TooManyRequests], new[] { first.StatusCode, second.StatusCode });
        }
    }

    [Fact]
    public async Task Guesses_FromAnAddress_AreRefusedUnseenAfterTheLimit()
    {
        await using var app = App(("Api:AnonymousRequestsPerMinute", "3"));
        using var guesser = app.CreateClient();
        foreach (var (path, left) in new[] { ("api/v1/imports", 2), ("api/v1/nonsense", 1), ("api/anything", 0) })
        {
            using var wrong = await guesser.AskAsync("GET", path, null, ("X-Api-Key", "guess"));
            Assert.Equal((HttpStatusCode.Unauthorized, left), (wrong.StatusCode, Left(wrong, "anonymous")));
        }

        using var refused = await guesser.AskAsync("GET", "api/v1/imports");
        Assert.Equal((HttpStatusCode.TooManyRequests, "60", "quota-exceeded"), (refused.StatusCode, refused.Header("Retry-After"), await refused.ProblemAsync()));
        Assert.Equal(("\"anonymous\";q=3;w=60", "\"anonymous\";r=0;t=60"), (refused.Header("RateLimit-Policy"), refused.Header("RateLimit")));
        Assert.Null(refused.Header("WWW-Authenticate"));
        using var right = await app.Api.AskAsync("GET", "api/v1/imports");
        Assert.Equal(HttpStatusCode.TooManyRequests, right.StatusCode); // not even a good key is looked at

        _time.Advance(TimeSpan.FromSeconds(60));
        using var later = await app.Api.AskAsync("GET", "api/v1/imports");
        Assert.Equal(HttpStatusCode.OK, later.StatusCode);
    }

    [Fact]
    public async Task Guesses_ManyAtOnce_AreToldNoMoreThanTheLimit()
    {
        await using var app = App(("Api:AnonymousRequestsPerMinute", "10"));
        using var guesser = app.CreateClient();
        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => guesser.AskAsync("GET", "api/v1/imports", null, ("X-Api-Key", $"guess-{i}"))));
        Assert.Equal((10, 30), (answers.Count(a => a.StatusCode == HttpStatusCode.Unauthorized), answers.Count(a => a.StatusCode == HttpStatusCode.TooManyRequests)));
        Assert.Equal(Enumerable.Range(0, 10), answers.Where(a => a.StatusCode == HttpStatusCode.Unauthorized).Select(a => Left(a, "anonymous")).Order());
    }

    [Fact]
    public async Task GoodKeys_CountNothingForTheirAddress()
    {
        await using var app = App(("Api:AnonymousRequestsPerMinute", "1"));
        for (var i = 0; i < 5; i++)
        {
            using var answer = await app.Api.AskAsync("GET", "api/v1/imports");
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
    }

    [Fact]
    public async Task Reference_AndPages_AreNotCounted()
    {
        await using var app = App(("Api:AnonymousRequestsPerMinute", "1"));
        using var visitor = app.CreateClient();
        using (var wrong = await visitor.AskAsync("GET", "api/v1/imports"))
            Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
        foreach (var path in new[] { "api", "api/", "openapi/v1.json", "health/live", "sign-in" })
        {
            using var answer = await visitor.AskAsync("GET", path);
            Assert.Equal((HttpStatusCode.OK, null), (answer.StatusCode, answer.Header("RateLimit")));
        }
    }

    [Theory]
    [InlineData("Api:RequestsPerMinute", "0")]
    [InlineData("Api:RequestsPerMinute", "1000000001")]
    [InlineData("Api:RequestsPerMinute", "many")]
    [InlineData("Api:AnonymousRequestsPerMinute", "-1")]
    public void Start_ALimitThatCantBe_IsNamed(string key, string value)
    {
        using var app = new RocketTrainerApp(settings: (key, value));
        Assert.Contains(key, Assert.ThrowsAny<Exception>(() => app.Address).ToString(), StringComparison.Ordinal);
    }

    private RocketTrainerApp App(params (string, string)[] settings) =>
        new(settings: settings) { Replace = services => services.AddSingleton<TimeProvider>(_time) };

    private static int Left(HttpResponseMessage answer, string policy)
    {
        var match = RateLimit().Match(answer.Header("RateLimit")!);
        Assert.True(match.Success && match.Groups["policy"].Value == policy, answer.Header("RateLimit"));
        return int.Parse(match.Groups["left"].Value, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex("^\"(?<policy>[a-z]+)\";r=(?<left>[0-9]+);t=[1-9][0-9]*$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex RateLimit();
}
