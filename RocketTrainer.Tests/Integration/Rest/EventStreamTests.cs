using System.Net;
using System.Net.ServerSentEvents;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Accounts.Keys;
using RocketTrainer.Tests.Support;

namespace RocketTrainer.Tests.Integration.Rest;

/// <summary>Streams of events are long requests: they end with what they were opened with, and nobody has a thousand.</summary>
public sealed class EventStreamTests : IAsyncLifetime
{
    private const int Streams = 3;

    private BallchasingServer _server = null!;
    private RocketTrainerApp _app = null!;
    private KnownUser _user = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private ApiKeys Keys => _app.Services.GetRequiredService<ApiKeys>();

    public async ValueTask InitializeAsync()
    {
        _server = await BallchasingServer.StartAsync(Cancel);
        _server.Add(2);
        _server.Misbehave(Matches.Id(1), Answers.Hang); // the import stays under way
        _app = new RocketTrainerApp(_server, settings: [("Api:StreamsPerUser", "3"), ("Ballchasing:Timeout", "00:10:00")]);
        _ = _app.Address;
        _user = await _app.PersonAsync("76561190000000001", "Hero");
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Theory]
    [InlineData("key revoked")]
    [InlineData("token's key revoked")]
    [InlineData("token revoked")]
    public async Task Stream_WhoseCredentialFalls_Ends(string how)
    {
        var (key, secret) = await KeyAsync();
        using var client = _app.CreateClient();
        var id = await ImportAsync(client, secret);
        var tokens = await TokensAsync(client, secret);
        var header = how == "key revoked" ? ("X-Api-Key", secret) : ("Authorization", "Bearer " + tokens.GetProperty("accessToken").GetString());
        using var answer = await FollowAsync(client, id, header);
        await using var events = SseParser.Create(await answer.Content.ReadAsStreamAsync(Cancel)).EnumerateAsync(Cancel).GetAsyncEnumerator(Cancel);
        Assert.True(await events.MoveNextAsync());

        if (how == "token revoked")
            await _app.Services.GetRequiredService<RefreshTokens>().RevokeAsync(tokens.GetProperty("refreshToken").GetString()!, Cancel);
        else
            Assert.True(await Keys.RevokeAsync(_user.Id, key.Id, Caller.Server, Cancel));

        while (await events.MoveNextAsync())
            Assert.Equal("receipt", events.Current.EventType); // what was on its way
    }

    [Fact]
    public async Task Stream_MoreThanOneMayHave_IsRefusedUntilAnotherEnds()
    {
        var (_, secret) = await KeyAsync();
        var (_, other) = await KeyAsync();
        using var client = _app.CreateClient();
        var id = await ImportAsync(client, secret);
        var open = new List<HttpResponseMessage>();
        for (var i = 0; i < Streams; i++)
            open.Add(await FollowAsync(client, id, ("X-Api-Key", i == 0 ? other : secret)));
        Assert.All(open, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));

        using var refused = await FollowAsync(client, id, ("X-Api-Key", other));
        Assert.Equal((HttpStatusCode.TooManyRequests, "too-many-streams"), (refused.StatusCode, await refused.ProblemAsync()));
        using var elsewhere = await FollowAsync(_app.Api, id); // somebody else has his own
        Assert.Equal(HttpStatusCode.OK, elsewhere.StatusCode);

        open[0].Dispose();
        while (true)
        {
            using var again = await FollowAsync(client, id, ("X-Api-Key", secret));
            if (again.StatusCode == HttpStatusCode.OK)
                break;
        }

        open.ForEach(answer => answer.Dispose());
    }

    private static Task<HttpResponseMessage> FollowAsync(HttpClient client, Guid id, params (string, string)[] headers) =>
        client.AskAsync("GET", $"api/v1/imports/{id}/events", null, HttpCompletionOption.ResponseHeadersRead, headers);

    private static async Task<Guid> ImportAsync(HttpClient client, string secret)
    {
        using var started = await client.AskAsync("POST", "api/v1/imports", $$"""{"source":"player","playerId":"{{Matches.Hero}}"}""", ("X-Api-Key", secret));
        return (await started.JsonAsync()).GetProperty("id").GetGuid();
    }

    private static async Task<JsonElement> TokensAsync(HttpClient client, string secret)
    {
        using var answer = await client.AskAsync("POST", "api/v1/auth/token", null, ("X-Api-Key", secret));
        return await answer.JsonAsync();
    }

    private async Task<(ApiKeyView Key, string Secret)> KeyAsync()
    {
        var (key, secret, errors) = await Keys.CreateAsync(_user, "a key", ApiScopes.Read | ApiScopes.Import, expiresAt: null, Caller.Server, Cancel);
        Assert.Empty(errors);
        return (key!, secret!);
    }
}
