using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Coaching.RankModels;
using RocketTrainer.Tests.Support;
using RocketTrainer.Web.Auth;

namespace RocketTrainer.Tests.Integration.Authorization;

/// <summary>
/// Every endpoint and page of the running app, and who gets in. What isn't in the table fails, and what is in the table
/// must be there.
/// </summary>
public sealed class AuthorizationMatrixTests(Cast cast) : IClassFixture<Cast>
{
    private static readonly Guid Nothing = new("7f000000-0000-4000-8000-000000000000");

    private const string NobodysAccount = "steam:76561199999999999";

    // One letter an actor, in the order of Actor: anonymous, player, other player, team-mate, coach of the team, other
    // coach, administrator | the player's keys of the scopes read, import, write | an administrator's of admin.
    //   +  gets in (also to be told that the request is wrong)   0  not there   -  may not   ?  who are you?
    private const string Mine = "?++++++";
    private const string Read = Mine + "+---";
    private const string Import = Mine + "-+--";
    private const string Write = Mine + "--+-";
    private const string AnyScope = Mine + "++++";
    private const string Admin = "?-----+---+";
    private const string Open = "+++++++++++";

    private static readonly Row[] Api =
    [
        new("POST", "/api/v1/auth/token", AnyScope, Body: """{"scopes":[]}"""),
        new("POST", "/api/v1/auth/refresh", Open, Body: "{}"),
        new("POST", "/api/v1/auth/revoke", Open, Body: "{}"),
        new("GET", "/api/v1/auth/me", AnyScope),

        new("POST", "/api/v1/imports", Import, Body: "{}"),
        new("GET", "/api/v1/imports", Read),
        new("GET", "/api/v1/imports/{id:guid}", "?+0000++---", c => Is(c.Import)),
        new("GET", "/api/v1/imports/{id:guid}/events", "?+0000++---", c => Is(c.Import)),
        new("POST", "/api/v1/imports/{id:guid}/cancel", "?+0000+-+--", c => Is(c.Import)),
        new("POST", "/api/v1/imports/{id:guid}/pause", "?+0000+-+--", c => Is(c.Import)),
        new("POST", "/api/v1/imports/{id:guid}/resume", "?+0000+-+--", c => Is(c.Import)),
        new("POST", "/api/v1/imports/{id:guid}/retry", "?+0000+-+--", c => Is(c.Import), "{}"),

        new("GET", "/api/v1/replays", Read),
        new("GET", "/api/v1/replays/export.csv", Read),
        new("GET", "/api/v1/replays/{id:guid}", "?+0++00+---", _ => Is(Cast.Replay)),
        new("GET", "/api/v1/replays/{id:guid}/payload", "?+0++00+---", _ => Is(Cast.Replay)),
        new("POST", "/api/v1/replays/upload", "?++++++-+--", Body: EmptyForm),
        new("GET", "/api/v1/replays/{id:guid}/tags", "?+0++00+---", _ => Is(Cast.Replay)),
        new("PUT", "/api/v1/replays/{id:guid}/tags", "?+0++00--+-", _ => Is(Cast.Replay), """{"tags":[]}"""),
        new("GET", "/api/v1/replays/{id:guid}/note", "?+0++00+---", _ => Is(Cast.Replay)),
        new("PUT", "/api/v1/replays/{id:guid}/note", "?+0++00--+-", _ => Is(Cast.Replay), """{"text":""}"""),
        new("GET", "/api/v1/replays/{id:guid}/analysis", "?+0++00+---", _ => Is(Cast.Replay)),
        new("DELETE", "/api/v1/replays/{id:guid}", "?+00000--+-", async c => { await c.FreshLibraryAsync(); return Cast.Replay; }),

        new("GET", "/api/v1/players/{id}", "?+0++00+---", _ => Is(Matches.Hero)),
        new("GET", "/api/v1/players/{id}/stats", Read, _ => Is(Matches.Hero)),
        new("GET", "/api/v1/players/{id}/outcomes", Read, _ => Is(Matches.Hero)),
        new("GET", "/api/v1/players/{id}/trends", Read, _ => Is(Matches.Hero)),
        new("GET", "/api/v1/players/{id}/sessions", Read, _ => Is(Matches.Hero)),
        new("GET", "/api/v1/players/{id}/teammates", Read, _ => Is(Matches.Hero)),
        new("GET", "/api/v1/players/{id}/compare", Read, _ => Is(Matches.Hero)),
        new("GET", "/api/v1/players/{id}/records", Read, _ => Is(Matches.Hero)),
        new("PUT", "/api/v1/players/{id}/weakness-label", "?000+00--0-", _ => Is(Matches.Hero), """{"label":"skipped"}"""),
        new("GET", "/api/v1/labels/agreement", Read),
        new("GET", "/api/v1/players/{id}/weaknesses", Read, _ => Is(Matches.Hero)),
        new("GET", "/api/v1/players/{id}/progress", Read, _ => Is(Matches.Hero)),
        new("GET", "/api/v1/players/{id}/rank-estimate", Read, _ => Is(Matches.Hero)),

        new("GET", "/api/v1/ballchasing/search", Read),
        new("GET", "/api/v1/ballchasing/replays/{id:guid}", "?+++++++---", _ => Is(Cast.Replay)),

        new("GET", "/api/v1/me/profile", Read),
        new("GET", "/api/v1/me/stats", Read),
        new("PUT", "/api/v1/me/profile", Write, Body: """{"displayName":""}"""),
        new("POST", "/api/v1/me/profile-link", Write),
        new("DELETE", "/api/v1/me/profile-link", Write),
        new("GET", "/api/v1/me/audit", Read),
        new("DELETE", "/api/v1/me", Write),
        new("GET", "/api/v1/me/accounts", Read),
        new("POST", "/api/v1/me/accounts", Write, Body: "{}"),
        new("DELETE", "/api/v1/me/accounts/{id:guid}", "?+00000--+-", async c => (await c.FreshAccountAsync()).ToString()),
        new("GET", "/api/v1/me/accounts/{id:guid}/guesses", "?+00000+---", c => Is(c.Account)),
        new("PUT", "/api/v1/me/accounts/{id:guid}/sync", "?+00000--+-", c => Is(c.Account), """{"syncs":true}"""),
        new("POST", "/api/v1/me/accounts/{id:guid}/confirm", "?+00000--+-", c => Is(c.Account), """{"playerId":"ps4:x"}"""),
        new("POST", "/api/v1/me/accounts/{id:guid}/matches", "?+00000--+-", c => Is(c.Account), $$"""{"mine":true,"rows":[{"replayId":"{{Nothing}}","slot":0}]}"""),
        new("GET", "/api/v1/me/ballchasing-key", "?0000000---"),
        new("GET", "/api/v1/me/groups", "?+++++++---"),
        new("POST", "/api/v1/me/groups", "?++++++-+--", Body: "{}"),
        new("DELETE", "/api/v1/me/groups/{id:guid}", "?000000-0--", _ => Task.FromResult(Guid.NewGuid().ToString())),
        new("GET", "/api/v1/me/webhook", "?0000000---"),
        new("PUT", "/api/v1/me/ballchasing-key", Write, Body: """{"key":" "}"""),
        new("PUT", "/api/v1/me/webhook", Write, Body: """{"url":" "}"""),
        new("DELETE", "/api/v1/me/ballchasing-key", "?000000--0-"),
        new("DELETE", "/api/v1/me/webhook", "?000000--0-"),
        new("GET", "/api/v1/me/api-keys", Read),
        new("POST", "/api/v1/me/api-keys", Write, Body: "{}"),
        new("DELETE", "/api/v1/me/api-keys/{id:guid}", "?+00000--+-", async c => (await c.FreshKeyAsync()).ToString()),
        new("GET", "/api/v1/me/export/{id:guid}/file", "?+00000+---", async c => (await c.ExportAsync()).ToString()),
        new("GET", "/api/v1/me/export", "?+00000+---"),
        new("POST", "/api/v1/name-removals", Write, Body: "{}"),

        new("GET", "/api/v1/teams", Read),
        new("POST", "/api/v1/teams", Write, Body: "{}"),
        new("GET", "/api/v1/teams/{id:guid}/members", "?+0++00+---", c => Is(c.Team)),
        new("POST", "/api/v1/teams/{id:guid}/invitations", "?000+00--0-", c => Is(c.Team)),
        new("DELETE", "/api/v1/teams/{id:guid}/members/{userId:guid}", "?+00+00--+-", async c => { await c.FreshMembersAsync(); return $"{c.Team}/members/{c.Player.Id}"; }),
        new("POST", "/api/v1/teams/join", Write, Body: "{}"),

        new("GET", "/api/v1/models", Read),
        new("GET", "/api/v1/models/{id}", "?+++++++---", _ => Is(RankModel.Shipped.Card.Id)),
        new("GET", "/api/v1/models/{id}/figures", "?+++++++---", _ => Is(RankModel.Shipped.Card.Id)),

        new("GET", "/api/v1/admin/users", Admin),
        new("PUT", "/api/v1/admin/users/{id:guid}/roles", Admin, c => Is(c.Player.Id), "{}"),
        new("POST", "/api/v1/admin/accounts/{id:guid}/verify", Admin, async c => (await c.FreshAccountAsync()).ToString()),
        new("DELETE", "/api/v1/admin/accounts/{id:guid}/verify", Admin, async c => (await c.FreshVerifiedAsync()).ToString()),
        new("GET", "/api/v1/admin/imports", Admin),
        new("GET", "/api/v1/admin/removals", Admin),
        new("POST", "/api/v1/admin/removals/{id:guid}/grant", Admin, async c => (await c.FreshRemovalAsync()).ToString()),
        new("POST", "/api/v1/admin/removals/{id:guid}/refuse", Admin, async c => (await c.FreshRemovalAsync()).ToString()),
        new("GET", "/api/v1/admin/quotas", Admin),
        new("GET", "/api/v1/admin/remapping", Admin),
        new("GET", "/api/v1/admin/rank-training", Admin),
        new("POST", "/api/v1/admin/rank-training", Admin),
        new("GET", "/api/v1/admin/audit", Admin),

        new("POST", "/api/v1/me/export", Read),
    ];

    // Pages, for sessions; the keys mean nothing to them. ? leads to the sign-in page, - to the page that says no.
    private static readonly Row[] Pages =
    [
        new("GET", "/", Mine),
        new("GET", "/coaching", Mine),
        new("GET", "/trends", Mine),
        new("GET", "/sessions", Mine),
        new("GET", "/team-mates", Mine),
        new("GET", "/compare", Mine),
        new("GET", "/setup", Mine),
        new("GET", "/players/{Id}", "?+0++00", _ => Is(Matches.Hero)),
        new("GET", "/players/{Id}/{View}", "?+0++00", _ => Is($"{Matches.Hero}/trends")),
        new("GET", "/glossary", "+++++++"),
        new("GET", "/glossary/{Key}", "+++++++", _ => Is("boost.bpm")),
        new("GET", "/models", "+++++++"),
        new("GET", "/models/{Id}", "+++++++", _ => Is(RankModel.Shipped.Card.Id)),
        new("GET", "/models/weaknesses", "+++++++"),
        new("GET", "/styleguide", "0000000"),
        new("GET", "/imports", Mine),
        new("GET", "/imports/{Id:guid}", "?+0000+", c => Is(c.Import)),
        new("GET", "/replays", Mine),
        new("GET", "/replays/{Id:guid}", "?+0++00", _ => Is(Cast.Replay)),
        new("GET", "/teams", Mine),
        new("GET", "/teams/join/{Invitation}", Mine, c => c.FreshInvitationAsync()),
        new("GET", "/account", Mine),
        new("GET", "/account/accounts", Mine),
        new("GET", "/account/privacy", Mine),
        new("GET", "/account/ballchasing", Mine),
        new("GET", "/account/notifications", Mine),
        new("GET", "/account/keys", Mine),
        new("GET", "/account/data", Mine),
        new("GET", "/account/activity", Mine),
        new("GET", "/account/export/{id:guid}", "?+00000", async c => (await c.ExportAsync()).ToString()),
        new("POST", "/account/link/steam", Mine),
        new("GET", "/account/link/complete", Mine),
        new("GET", "/admin/users", "?-----+"),
        new("GET", "/admin/imports", "?-----+"),
        new("GET", "/admin/removals", "?-----+"),
        new("GET", "/admin/remapping", "?-----+"),
        new("GET", "/admin/audit", "?-----+"),
        new("GET", "/p/{Link}", "+++++++", async c => { await c.ShowAsync(ProfileVisibility.Public); return c.Link; }),
        new("GET", "/p/{Link}/{View}", "+++++++", async c => { await c.ShowAsync(ProfileVisibility.Public); return $"{c.Link}/trends"; }),
        new("GET", "/p/{Link}/{Id:guid}", "+++++++", async c => { await c.ShowAsync(ProfileVisibility.Public); return $"{c.Link}/{Cast.Replay}"; }),
        new("GET", "/sign-in", "+++++++"),
        new("GET", "/sign-in/steam", "+++++++"),
        new("GET", "/sign-in/complete", "+++++++"),
        new("POST", "/sign-out", "+++++++"),
        new("GET", "/not-named", "+++++++"),
        new("GET", "/no-access", "+++++++"),
        new("GET", "/error", "+++++++"),
        new("GET", "/not-found", "+++++++"),
        new("GET", "/api", "+++++++"),
        new("GET", "/openapi/v1.json", "+++++++"),
        new("GET", "/problems/{name}", "+++++++", _ => Is("not-found")),
        new("GET", "/health/live", "+++++++"),
        new("GET", "/health/ready", "+++++++"),
    ];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string> ApiRows => [.. Api.Select(r => r.Name)];

    public static TheoryData<string> PageRows => [.. Pages.Select(r => r.Name)];

    [Fact]
    public void Table_HoldsEveryEndpointOfTheRunningAppAndNoOther()
    {
        var mapped = cast.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Where(IsOurs)
            .SelectMany(e => Methods(e).Select(m => $"{m} /{e.RoutePattern.RawText!.TrimStart('/')}")).Distinct().Order(StringComparer.Ordinal);
        Assert.Equal(mapped, Api.Concat(Pages).Select(r => r.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void ApiEndpoints_EachSayWhichScopeTheyNeedOrThatAnybodyMayCome() => Assert.Empty(
        cast.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.RoutePattern.RawText!.StartsWith("/api/v1", StringComparison.Ordinal) && !IsRefusal(e) && e.Metadata.GetMetadata<RequiredScope>() is null
                && e.Metadata.GetMetadata<Microsoft.AspNetCore.Authorization.IAllowAnonymous>() is null)
            .Select(e => e.DisplayName));

    [Theory]
    [MemberData(nameof(ApiRows))]
    public async Task Api_EachActor_GetsInOrNotAsTheTableSays(string name)
    {
        var row = Api.Single(r => r.Name == name);
        Assert.Equal(Enum.GetValues<Actor>().Length, row.Expected.Length);
        var seen = new StringBuilder();
        foreach (var actor in Enum.GetValues<Actor>())
            seen.Append(await SeenAsync(row, cast.Program(actor)));
        Assert.Equal(row.Expected, seen.ToString());
    }

    [Theory]
    [MemberData(nameof(PageRows))]
    public async Task Page_EachActor_GetsInOrNotAsTheTableSays(string name)
    {
        var row = Pages.Single(r => r.Name == name);
        var seen = new StringBuilder();
        foreach (var actor in Enum.GetValues<Actor>()[..row.Expected.Length])
            seen.Append(await SeenAsync(row, cast.Browser(actor)));
        Assert.Equal(row.Expected, seen.ToString());
        await cast.ShowAsync(ProfileVisibility.Team);
    }

    [Theory]
    [MemberData(nameof(ApiRows))]
    public async Task Api_SomebodyElsesAndNobodys_AreToldApartByNothing(string name)
    {
        var row = Api.Single(r => r.Name == name);
        if (row.Ids is null || row.Method == "*" || row.Expected[(int)Actor.OtherPlayer] != '0')
            return; // nothing of anybody's in its address
        var theirs = await AnswerAsync(row, cast.Program(Actor.OtherPlayer));
        var nobody = row.Pattern.Contains("{userId", StringComparison.Ordinal) ? $"{Nothing}/members/{Nothing}" : row.Pattern.Contains("/players/", StringComparison.Ordinal) ? NobodysAccount : Nothing.ToString();
        var nobodys = await AnswerAsync(row with { Ids = _ => Task.FromResult(nobody) }, cast.Program(Actor.OtherPlayer));
        Assert.Equal(HttpStatusCode.NotFound, theirs.Status);
        Assert.Equal(nobodys, theirs);
    }

    private async Task<char> SeenAsync(Row row, HttpClient client)
    {
        using var answer = await SendAsync(row, client);
        var leadsTo = answer.Headers.Location?.OriginalString ?? "";
        return answer.StatusCode switch
        {
            HttpStatusCode.Unauthorized => '?',
            HttpStatusCode.Forbidden => '-',
            HttpStatusCode.NotFound => '0',
            HttpStatusCode.Redirect when leadsTo.Contains("/sign-in?returnUrl=", StringComparison.OrdinalIgnoreCase) => '?',
            HttpStatusCode.Redirect when leadsTo.Contains("/no-access", StringComparison.Ordinal) => '-',
            HttpStatusCode.InternalServerError => '!',
            _ => '+',
        };
    }

    private async Task<(HttpStatusCode Status, string Body)> AnswerAsync(Row row, HttpClient client)
    {
        using var answer = await SendAsync(row, client);
        var body = await answer.Content.ReadAsStringAsync(Cancel);
        return (answer.StatusCode, body.Contains("traceId", StringComparison.Ordinal) ? body[..body.IndexOf("traceId", StringComparison.Ordinal)] : body);
    }

    private async Task<HttpResponseMessage> SendAsync(Row row, HttpClient client)
    {
        var ids = row.Ids is null ? null : await row.Ids(cast);
        var start = row.Pattern.IndexOf('{', StringComparison.Ordinal);
        var last = row.Pattern.LastIndexOf('}');
        var path = start < 0 ? row.Pattern : row.Pattern[..start] + ids + row.Pattern[(last + 1)..];
        using var request = new HttpRequestMessage(row.Method == "*" ? HttpMethod.Get : new HttpMethod(row.Method), new Uri(cast.App.Address, path));
        if (row.Body is not null)
            request.Content = new StringContent(row.Body, Encoding.UTF8, "application/json");
        if (row.Body == EmptyForm)
            request.Content!.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=x");
        return await client.SendAsync(request, HttpCompletionOption.ResponseContentRead, Cancel);
    }

    private static IEnumerable<string> Methods(RouteEndpoint endpoint)
    {
        if (endpoint.Metadata.GetMetadata<ComponentTypeMetadata>() is not null || endpoint.RoutePattern.RawText!.StartsWith("/health", StringComparison.Ordinal))
            return ["GET"];
        return endpoint.Metadata.GetMetadata<HttpMethodMetadata>() is { HttpMethods: { Count: > 0 } methods } ? methods.Where(m => m != "HEAD") : ["*"];
    }

    private const string EmptyForm = "--x--\r\n";

    /// <summary>Neither a file nor the framework's own way to connected pages.</summary>
    private static bool IsOurs(RouteEndpoint endpoint) =>
        !IsRefusal(endpoint)
        && endpoint.Metadata.All(m => m.GetType().Name != "StaticAssetDescriptor")
        && endpoint.RoutePattern.RawText != "{**path:file}"
        && !endpoint.RoutePattern.RawText!.StartsWith("/reference/", StringComparison.Ordinal)
        && !endpoint.RoutePattern.RawText!.TrimStart('/').StartsWith("_blazor", StringComparison.Ordinal)
        && !endpoint.RoutePattern.RawText.TrimStart('/').StartsWith("_framework", StringComparison.Ordinal);

    /// <summary>Says 405 to the methods that an address of the API is not mapped for.</summary>
    private static bool IsRefusal(RouteEndpoint endpoint) =>
        endpoint.RoutePattern.RawText!.StartsWith("/api/v1", StringComparison.Ordinal) && endpoint.Metadata.GetMetadata<IExcludeFromDescriptionMetadata>() is not null;

    private static Task<string> Is(object id) => Task.FromResult(id.ToString()!);

    /// <param name="Expected">One letter an actor.</param>
    /// <param name="Ids">What stands between the first brace of the pattern and the last.</param>
    private sealed record Row(string Method, string Pattern, string Expected, Func<Cast, Task<string>>? Ids = null, string? Body = null)
    {
        public string Name => $"{Method} {Pattern}";
    }
}
