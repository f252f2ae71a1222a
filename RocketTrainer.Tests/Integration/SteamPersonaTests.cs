using System.Security.Claims;
using System.Text;
using RocketTrainer.Tests.Support;
using RocketTrainer.Web.Auth.Steam;

namespace RocketTrainer.Tests.Integration;

/// <summary>Names and avatars of Steam accounts: welcome, cleaned, and never a reason to refuse anybody.</summary>
public sealed class SteamPersonaTests
{
    private static readonly Dictionary<string, Answer> SummaryTroubles = new(StringComparer.Ordinal)
    {
        ["fails"] = Answers.ServerFault,
        ["fails with a summary"] = Answers.Json(500, """{"response":{"players":[{"steamid":"76561190000000042","personaname":"Anna"}]}}"""),
        ["shows a page"] = Answers.Page(200),
        ["hangs"] = Answers.Hang,
        ["breaks off"] = Answers.BreakOff(1000),
        ["is empty"] = Answers.Json(200, ""),
        ["is null"] = Answers.Json(200, "null"),
        ["is a list"] = Answers.Json(200, "[]"),
        ["has no response"] = Answers.Json(200, "{}"),
        ["has no players"] = Answers.Json(200, """{"response":{}}"""),
        ["has nobody"] = Answers.Json(200, """{"response":{"players":[]}}"""),
        ["has a null player"] = Answers.Json(200, """{"response":{"players":[null]}}"""),
        ["has players of another shape"] = Answers.Json(200, """{"response":{"players":"Anna"}}"""),
        ["has somebody else"] = Answers.Json(200, """{"response":{"players":[{"steamid":"76561190000000666","personaname":"Mallory"}]}}"""),
        ["has a name of another shape"] = Answers.Json(200, """{"response":{"players":[{"steamid":"76561190000000042","personaname":7}]}}"""),
        ["has half a character"] = Answers.Json(200, """{"response":{"players":[{"steamid":"76561190000000042","personaname":"\ud83d"}]}}"""),
        ["is too deep"] = Answers.Json(200, new string('[', 10_000)),
        ["is too long"] = Answers.Json(200, Encoding.UTF8.GetBytes($$"""{"response":{"players":[{"steamid":"76561190000000042","personaname":"Anna","x":"{{new string('x', 17 * 1024)}}" } ] } }""")),
        ["is elsewhere"] = context =>
        {
            context.Response.Redirect("/ISteamUser/GetPlayerSummaries/v0002/" + context.Request.QueryString);
            return Task.CompletedTask;
        },
    };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string> Troubles => [.. SummaryTroubles.Keys];

    [Fact]
    public async Task Persona_NoKey_IsNotAskedFor()
    {
        await using var host = await SteamSignInHost.StartAsync(Cancel, o => o.ApplicationKey = "");
        await AssertOnlyTheIdAsync(host);
        Assert.Empty(host.Provider.Summaries);
    }

    [Fact]
    public async Task Persona_WrongKey_SignsInWithoutAName()
    {
        await using var host = await SteamSignInHost.StartAsync(Cancel, o => o.ApplicationKey = "guess");
        await AssertOnlyTheIdAsync(host);
        Assert.False(Assert.Single(host.Provider.Summaries));
    }

    [Theory]
    [MemberData(nameof(Troubles))]
    public async Task Persona_Unavailable_SignsInWithoutAName(string trouble)
    {
        await using var host = await SteamSignInHost.StartAsync(Cancel, o => o.BackchannelTimeout = TimeSpan.FromSeconds(3));
        host.Provider.MisbehaveOnSummaries(SummaryTroubles[trouble]);
        await AssertOnlyTheIdAsync(host);
        Assert.Single(host.Provider.Summaries);
    }

    [Theory]
    [InlineData("  Anna\u0000\u0007\r\n\u0085 B  ", "Anna B")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123456789", "0123456789012345678901234567890123456789012345678901234567890123")]
    [InlineData("012345678901234567890123456789012345678901234567890123456789012\ud83d\ude80", "012345678901234567890123456789012345678901234567890123456789012")]
    [InlineData("\ud83d\ude80 <b>Anna</b>", "\ud83d\ude80 <b>Anna</b>")]
    [InlineData(" \t ", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public async Task Persona_Name_IsCleaned(string? given, string? expected)
    {
        await using var host = await SteamSignInHost.StartAsync(Cancel);
        host.Provider.PersonaName = given;
        using var visitor = new Visitor();
        using var response = await host.SignInAsync(visitor, Cancel);
        Assert.Equal(expected, (await host.WhoAsync(visitor, Cancel))!.GetValueOrDefault(ClaimTypes.Name));
    }

    [Theory]
    [InlineData("http://avatars.example/anna.jpg")]
    [InlineData("//avatars.example/anna.jpg")]
    [InlineData("/anna.jpg")]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:image/png;base64,AAAA")]
    [InlineData("https://")]
    [InlineData("https://avatars.example/anna.jpg?too-long")]
    [InlineData("")]
    [InlineData(null)]
    public async Task Persona_AvatarThatCantBeShown_IsDropped(string? avatar)
    {
        await using var host = await SteamSignInHost.StartAsync(Cancel);
        host.Provider.Avatar = avatar?.Replace("too-long", new('x', 500), StringComparison.Ordinal);
        using var visitor = new Visitor();
        using var response = await host.SignInAsync(visitor, Cancel);

        var who = await host.WhoAsync(visitor, Cancel);
        Assert.Equal("Aerial Anna", who![ClaimTypes.Name]);
        Assert.DoesNotContain(SteamClaimTypes.Avatar, who.Keys);
    }

    private static async Task AssertOnlyTheIdAsync(SteamSignInHost host)
    {
        using var visitor = new Visitor();
        using var response = await host.SignInAsync(visitor, Cancel);
        var claim = Assert.Single((await host.WhoAsync(visitor, Cancel))!);
        Assert.Equal((ClaimTypes.NameIdentifier, "https://steamcommunity.com/openid/id/76561190000000042"), (claim.Key, claim.Value));
    }
}
