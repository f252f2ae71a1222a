using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Accounts.Keys;
using RocketTrainer.Tests.Support;

namespace RocketTrainer.Tests.Integration.Accounts;

/// <summary>Keys and tokens: which are believed, for how long, and what is kept of them.</summary>
public sealed class CredentialsTests : IAsyncLifetime
{
    private readonly RocketTrainerApp _app = new();
    private KnownUser _user = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private ApiKeys Keys => _app.Services.GetRequiredService<ApiKeys>();

    public async ValueTask InitializeAsync()
    {
        _ = _app.Address;
        _user = await _app.PersonAsync("76561190000000001", "Hero");
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Key_InEitherHeader_IsItsOwner()
    {
        var (_, secret) = await KeyAsync(ApiScopes.Read | ApiScopes.Import);
        foreach (var (header, value) in new[] { ("X-Api-Key", secret), ("Authorization", "Bearer " + secret) })
        {
            var me = await (await SendAsync(HttpMethod.Get, "auth/me", (header, value))).Content.ReadFromJsonAsync<JsonElement>(Cancel);
            Assert.Equal(_user.Id, me.GetProperty("userId").GetGuid());
            Assert.Equal("Hero", me.GetProperty("displayName").GetString());
            Assert.Equal(["read", "import"], me.GetProperty("scopes").EnumerateArray().Select(s => s.GetString()));
            Assert.Equal(["player"], me.GetProperty("roles").EnumerateArray().Select(s => s.GetString()));
        }
    }

    [Fact]
    public async Task Key_Wrong_IsRefusedWithoutAReason()
    {
        var (key, secret) = await KeyAsync(ApiScopes.All & ~ApiScopes.Admin);
        var (expired, expiredSecret) = await KeyAsync(ApiScopes.Read);
        await using (var db = _app.OpenDatabase())
            await db.ApiKeys.Where(k => k.Id == expired.Id).ExecuteUpdateAsync(s => s.SetProperty(k => k.ExpiresAt, DateTimeOffset.UnixEpoch), Cancel);
        var (revoked, revokedSecret) = await KeyAsync(ApiScopes.Read);
        await AssertMeAsync(HttpStatusCode.OK, ("X-Api-Key", revokedSecret)); // remembered by now
        Assert.True(await Keys.RevokeAsync(_user.Id, revoked.Id, Caller.Server, Cancel));
        var last = secret[^1] == 'A' ? 'B' : 'A';

        var refusals = new List<string>();
        foreach (var wrong in new[]
                 {
                     secret[..^1] + last, secret + "x", secret[..^1], key.Prefix, " ", "bootstrap", "rt_", new('x', 5000), expiredSecret, revokedSecret,
                     "rt_aaaaaaaa_" + secret[12..],
                 })
        {
            refusals.Add(await AssertMeAsync(HttpStatusCode.Unauthorized, ("X-Api-Key", wrong)));
            refusals.Add(await AssertMeAsync(HttpStatusCode.Unauthorized, ("Authorization", "Bearer " + wrong)));
        }

        refusals.Add(await AssertMeAsync(HttpStatusCode.Unauthorized, ("Authorization", "Basic eDp5")));
        refusals.Add(await AssertMeAsync(HttpStatusCode.Unauthorized));
        Assert.Single(refusals.Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Credentials_OfTwoPeopleAtOnce_AreRefused()
    {
        var (_, secret) = await KeyAsync(ApiScopes.Read);
        await AssertMeAsync(HttpStatusCode.Unauthorized, ("X-Api-Key", secret), ("Authorization", "Bearer " + await TokenAsync(RocketTrainerApp.AdminKey)));
        await AssertMeAsync(HttpStatusCode.Unauthorized, ("X-Api-Key", secret), ("Authorization", "Bearer " + secret));
    }

    [Fact]
    public async Task Key_WithoutTheScope_MayNot()
    {
        var (_, read) = await KeyAsync(ApiScopes.Read);
        var (_, import) = await KeyAsync(ApiScopes.Import);
        using var forbidden = await SendAsync(HttpMethod.Post, "imports", ("X-Api-Key", read));
        using var other = await SendAsync(HttpMethod.Get, "imports", ("X-Api-Key", import));
        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Forbidden), (forbidden.StatusCode, other.StatusCode));
        Assert.Equal("application/problem+json", forbidden.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Key_OfSomebodyWhoIsNoAdministrator_HasNoAdminScope()
    {
        var (key, _, errors) = await Keys.CreateAsync(_user, "mine", ApiScopes.All, expiresAt: null, Caller.Server, Cancel);
        Assert.Null(key);
        Assert.Contains("scopes", errors.Keys);
    }

    [Theory]
    [InlineData("", 1, "name")]
    [InlineData("  ", 1, "name")]
    [InlineData("a name that is much longer than sixty characters, which is too long", 1, "name")]
    [InlineData("tab\tbed", 1, "name")]
    [InlineData("fine", -1, "expiresAt")]
    [InlineData("fine", 800, "expiresAt")]
    public async Task Key_ThatCantBe_IsNotMade(string name, int days, string field)
    {
        var expires = TimeProvider.System.GetUtcNow().AddDays(days);
        var (key, secret, errors) = await Keys.CreateAsync(_user, name, ApiScopes.Read, expires, Caller.Server, Cancel);
        Assert.Null(key);
        Assert.Null(secret);
        Assert.Equal([field], errors.Keys);
        Assert.Empty(await Keys.ListAsync(_user.Id, Cancel));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Key_ThatAKeyAsksFor_DoesNotOutliveIt(bool byToken)
    {
        var ends = TimeProvider.System.GetUtcNow().AddDays(7);
        var (_, secret, _) = await Keys.CreateAsync(_user, "a week", ApiScopes.Read | ApiScopes.Write, ends, Caller.Server, Cancel);
        var shown = byToken ? ("Authorization", "Bearer " + await TokenAsync(secret!)) : ("X-Api-Key", secret!);
        foreach (var (expires, made) in new[] { ("", false), (Member(ends.AddMinutes(1)), false), (Member(ends.AddMinutes(-1)), true) })
        {
            using var answer = await SendAsync(HttpMethod.Post, "me/api-keys", $$"""{"name":"another","scopes":["read"]{{expires}}}""", shown);
            Assert.Equal(made ? HttpStatusCode.Created : HttpStatusCode.BadRequest, answer.StatusCode);
            if (!made)
                Assert.True((await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("errors").TryGetProperty("expiresAt", out _));
        }

        static string Member(DateTimeOffset expires) => $",\"expiresAt\":\"{expires:O}\"";
    }

    [Fact]
    public async Task Key_TheTwentyFirst_IsNotMade()
    {
        for (var i = 0; i < ApiKeys.MostPerUser; i++)
            await KeyAsync(ApiScopes.Read);
        var (key, _, errors) = await Keys.CreateAsync(_user, "one more", ApiScopes.Read, null, Caller.Server, Cancel);
        Assert.Null(key);
        Assert.Contains("name", errors.Keys);
    }

    [Fact]
    public async Task Secrets_AreNeitherStoredNorLogged()
    {
        var (_, secret) = await KeyAsync(ApiScopes.Read);
        var tokens = await TokensAsync(secret);
        var refreshed = await RefreshAsync(tokens.GetProperty("refreshToken").GetString()!);
        await AssertMeAsync(HttpStatusCode.OK, ("Authorization", "Bearer " + refreshed.GetProperty("accessToken").GetString()));
        await AssertMeAsync(HttpStatusCode.Unauthorized, ("X-Api-Key", secret + "x"));

        List<string> secrets = [secret, RocketTrainerApp.AdminKey];
        foreach (var answer in new[] { tokens, refreshed })
            secrets.AddRange([answer.GetProperty("refreshToken").GetString()!, answer.GetProperty("accessToken").GetString()!]);
        await _app.StopAsync();
        var files = new StringBuilder(await Database.DumpAsync(_app.Data.Database, Cancel));
        foreach (var file in Directory.EnumerateFiles(_app.Data.Path, "*", SearchOption.AllDirectories))
            files.Append(Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file, Cancel)));
        var stored = files.ToString();
        Assert.Contains(secret[..11], stored, StringComparison.Ordinal); // the prefix is: this reads what it should
        foreach (var told in secrets)
        {
            Assert.DoesNotContain(told, stored, StringComparison.Ordinal);
            Assert.DoesNotContain(_app.Log.Lines, line => line.Contains(told, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Use_OfAKey_IsNotedAndAudited()
    {
        var (key, secret) = await KeyAsync(ApiScopes.Read);
        await AssertMeAsync(HttpStatusCode.OK, ("X-Api-Key", secret));
        await AssertMeAsync(HttpStatusCode.OK, ("X-Api-Key", secret));
        await using var db = _app.OpenDatabase();
        while (!await db.AuditEvents.AnyAsync(e => e.Kind == AuditKind.KeyUsed && e.UserId == _user.Id, Cancel))
            await Task.Yield();
        Assert.NotNull((await Keys.ListAsync(_user.Id, Cancel)).Single(k => k.Id == key.Id).LastUsedAt);
        var use = await db.AuditEvents.SingleAsync(e => e.Kind == AuditKind.KeyUsed, Cancel);
        Assert.Equal((key.Prefix, "127.0.0.1"), (use.Subject, use.Address));
    }

    [Fact]
    public async Task Use_OfAKeysTokens_IsUseOfTheKey()
    {
        var (key, secret) = await KeyAsync(ApiScopes.Read);
        var tokens = await TokensAsync(secret);
        await using var db = _app.OpenDatabase();
        // The use of the key itself is written a little later.
        while (await db.ApiKeys.Where(k => k.Id == key.Id && k.LastUsedAt != null).ExecuteUpdateAsync(s => s.SetProperty(k => k.LastUsedAt, DateTimeOffset.UnixEpoch), Cancel) == 0)
            await Task.Yield();
        await RefreshAsync(tokens.GetProperty("refreshToken").GetString()!);
        Assert.InRange((await Keys.ListAsync(_user.Id, Cancel)).Single(k => k.Id == key.Id).LastUsedAt!.Value, key.CreatedAt, DateTimeOffset.MaxValue);
    }

    [Fact]
    public async Task Token_OfAKey_CanDoWhatTheKeyCanOrLess()
    {
        var (_, secret) = await KeyAsync(ApiScopes.Read | ApiScopes.Import);
        var less = await TokensAsync(secret, """{"scopes":["read"]}""");
        Assert.Equal(["read"], less.GetProperty("scopes").EnumerateArray().Select(s => s.GetString()));
        Assert.Equal(900, less.GetProperty("expiresIn").GetInt32());
        using var import = await SendAsync(HttpMethod.Post, "imports", ("Authorization", "Bearer " + less.GetProperty("accessToken").GetString()));
        Assert.Equal(HttpStatusCode.Forbidden, import.StatusCode);

        foreach (var body in new[] { """{"scopes":["read","write"]}""", """{"scopes":[]}""", """{"scopes":["everything"]}""", """{"scopes":"read"}""" })
        {
            using var more = await SendAsync(HttpMethod.Post, "auth/token", body, ("X-Api-Key", secret));
            Assert.Equal(HttpStatusCode.BadRequest, more.StatusCode);
            Assert.True((await more.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("errors").TryGetProperty("scopes", out _));
        }

        using var fromToken = await SendAsync(HttpMethod.Post, "auth/token", ("Authorization", "Bearer " + less.GetProperty("accessToken").GetString()));
        Assert.Equal(HttpStatusCode.Forbidden, fromToken.StatusCode); // a token does not beget tokens
    }

    [Fact]
    public async Task RefreshToken_UsedTwice_EndsTheWholeFamily()
    {
        var (_, secret) = await KeyAsync(ApiScopes.Read);
        var first = await TokensAsync(secret);
        var second = await RefreshAsync(first.GetProperty("refreshToken").GetString()!);
        await AssertMeAsync(HttpStatusCode.OK, ("Authorization", "Bearer " + second.GetProperty("accessToken").GetString()));

        using var again = await PostAsync("auth/refresh", first.GetProperty("refreshToken").GetString()!);
        Assert.Equal(HttpStatusCode.Unauthorized, again.StatusCode);
        using var newest = await PostAsync("auth/refresh", second.GetProperty("refreshToken").GetString()!);
        Assert.Equal(HttpStatusCode.Unauthorized, newest.StatusCode);
        await AssertMeAsync(HttpStatusCode.Unauthorized, ("Authorization", "Bearer " + second.GetProperty("accessToken").GetString()));
        await AssertMeAsync(HttpStatusCode.OK, ("X-Api-Key", secret)); // the key itself is none the worse
        await using var db = _app.OpenDatabase();
        Assert.Equal(1, await db.AuditEvents.CountAsync(e => e.Kind == AuditKind.TokenReused && e.UserId == _user.Id, Cancel));
    }

    [Fact]
    public async Task RefreshToken_UsedByManyAtOnce_GivesAtMostOneAnother()
    {
        var (_, secret) = await KeyAsync(ApiScopes.Read);
        var refresh = (await TokensAsync(secret)).GetProperty("refreshToken").GetString()!;
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => PostAsync("auth/refresh", refresh)));
        Assert.Equal(1, answers.Count(a => a.IsSuccessStatusCode));
        Assert.Equal(7, answers.Count(a => a.StatusCode == HttpStatusCode.Unauthorized));
        // The seven have shown that it was stolen: what the first got is worth nothing either.
        var won = await answers.Single(a => a.IsSuccessStatusCode).Content.ReadFromJsonAsync<JsonElement>(Cancel);
        using var next = await PostAsync("auth/refresh", won.GetProperty("refreshToken").GetString()!);
        Assert.Equal(HttpStatusCode.Unauthorized, next.StatusCode);
        await AssertMeAsync(HttpStatusCode.Unauthorized, ("Authorization", "Bearer " + won.GetProperty("accessToken").GetString()));
    }

    [Fact]
    public async Task Tokens_EndWithTheirKeyOrByRevocation()
    {
        var (key, secret) = await KeyAsync(ApiScopes.Read);
        var one = await TokensAsync(secret);
        var other = await TokensAsync(secret);
        await AssertMeAsync(HttpStatusCode.OK, ("Authorization", "Bearer " + one.GetProperty("accessToken").GetString()));
        using var revoked = await PostAsync("auth/revoke", one.GetProperty("refreshToken").GetString()!);
        using var unknown = await PostAsync("auth/revoke", "nonsense");
        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.NoContent), (revoked.StatusCode, unknown.StatusCode));
        await AssertMeAsync(HttpStatusCode.Unauthorized, ("Authorization", "Bearer " + one.GetProperty("accessToken").GetString()));
        await AssertMeAsync(HttpStatusCode.OK, ("Authorization", "Bearer " + other.GetProperty("accessToken").GetString()));

        await Keys.RevokeAsync(_user.Id, key.Id, Caller.Server, Cancel);
        await AssertMeAsync(HttpStatusCode.Unauthorized, ("Authorization", "Bearer " + other.GetProperty("accessToken").GetString()));
        using var refresh = await PostAsync("auth/refresh", other.GetProperty("refreshToken").GetString()!);
        Assert.Equal(HttpStatusCode.Unauthorized, refresh.StatusCode);
    }

    [Fact]
    public async Task AccessToken_Tampered_IsRefused()
    {
        var (_, secret) = await KeyAsync(ApiScopes.Read);
        var token = await TokenAsync(secret);
        var parts = token.Split('.');
        string Encode(string json) => Convert.ToBase64String(Encoding.UTF8.GetBytes(json)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
        string Decode(string part) => Encoding.UTF8.GetString(Convert.FromBase64String(part.Replace('-', '+').Replace('_', '/').PadRight((part.Length + 3) / 4 * 4, '=')));
        var admin = Encode(Decode(parts[1]).Replace($"\"scopes\":\"{(int)ApiScopes.Read}\"", $"\"scopes\":\"{(int)ApiScopes.All}\"", StringComparison.Ordinal));
        Assert.NotEqual(parts[1], admin);
        var unsigned = Encode("""{"alg":"none","typ":"at+jwt"}""");
        foreach (var wrong in new[] { $"{parts[0]}.{admin}.{parts[2]}", $"{unsigned}.{parts[1]}.", $"{parts[0]}.{parts[1]}.", $"{parts[0]}.{parts[1]}", token + "A", "..", "a.b.c" })
            await AssertMeAsync(HttpStatusCode.Unauthorized, ("Authorization", "Bearer " + wrong));
    }

    private async Task<(ApiKeyView Key, string Secret)> KeyAsync(ApiScopes scopes)
    {
        var (key, secret, errors) = await Keys.CreateAsync(_user, "a key", scopes, expiresAt: null, Caller.Server, Cancel);
        Assert.Empty(errors);
        return (key!, secret!);
    }

    private async Task<string> TokenAsync(string key) => (await TokensAsync(key)).GetProperty("accessToken").GetString()!;

    private async Task<JsonElement> TokensAsync(string key, string? body = null)
    {
        using var answer = await SendAsync(HttpMethod.Post, "auth/token", body, ("X-Api-Key", key));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
        return await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel);
    }

    private async Task<JsonElement> RefreshAsync(string token)
    {
        using var answer = await PostAsync("auth/refresh", token);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel);
    }

    private Task<HttpResponseMessage> PostAsync(string path, string token) =>
        SendAsync(HttpMethod.Post, path, JsonSerializer.Serialize(new { refreshToken = token }));

    /// <returns>The body, without what differs from request to request.</returns>
    private async Task<string> AssertMeAsync(HttpStatusCode expected, params (string Name, string Value)[] headers)
    {
        using var answer = await SendAsync(HttpMethod.Get, "auth/me", headers);
        Assert.Equal(expected, answer.StatusCode);
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel);
        return string.Join('|', body.EnumerateObject().Where(m => m.Name != "traceId").Select(m => m.ToString())) + answer.Headers.WwwAuthenticate;
    }

    private Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, params (string Name, string Value)[] headers) => SendAsync(method, path, null, headers);

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? body, params (string Name, string Value)[] headers)
    {
        using var client = _app.CreateClient();
        using var request = new HttpRequestMessage(method, "api/v1/" + path);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        return await client.SendAsync(request, Cancel);
    }
}
