using System.IO.Compression;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace RocketTrainer.Tests.EndToEnd;

/// <summary>A person's way through accounts, in a real browser against a local Steam: in, out, links, keys, data, the end.</summary>
public sealed partial class AccountTests(Browser browser) : IAsyncLifetime
{
    private const string Hero = "76561190000000001";

    private SteamProvider _steam = null!;
    private BallchasingServer _server = null!;
    private RocketTrainerApp _app = null!;
    private IBrowserContext _visitor = null!;
    private IPage _page = null!;
    private readonly List<string> _complaints = [];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _steam = await SteamProvider.StartAsync(Cancel);
        (_steam.SteamId, _steam.PersonaName, _steam.Avatar) = (Hero, "Hero", null);
        _server = await BallchasingServer.StartAsync(Cancel);
        _app = new RocketTrainerApp(_server, settings:
        [
            ("Steam:OpenIdEndpoint", _steam.OpenIdEndpoint.Replace("127.0.0.1", "localhost", StringComparison.Ordinal)), // for a browser two sites
            ("Steam:UserInformationEndpoint", _steam.UserInformationEndpoint), ("Steam:ApiKey", SteamProvider.ApplicationKey),
        ]);
        _visitor = await browser.VisitorAsync();
        _page = await _visitor.NewPageAsync();
        _page.Console += (_, message) =>
        {
            if (message.Type == "error" && !message.Location.Contains("favicon", StringComparison.Ordinal)) // Steam here has none
                _complaints.Add($"{message.Text} {message.Location}");
        };
        _page.PageError += (_, error) => _complaints.Add(error);
    }

    public async ValueTask DisposeAsync()
    {
        await _visitor.DisposeAsync();
        await _app.DisposeAsync();
        await _server.DisposeAsync();
        await _steam.DisposeAsync();
    }

    [Fact]
    public async Task SignIn_FromAPageThatWantsIt_LeadsThereAndSignOutEndsIt()
    {
        await _page.GotoAsync(At("replays?playlist=ranked-doubles"));
        await SignInAsync();
        await Expect(_page).ToHaveURLAsync(At("replays?playlist=ranked-doubles"));
        await Expect(_page.Locator("header.top")).ToContainTextAsync("Hero");

        await _page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await Expect(_page.GetByText("You are signed out.")).ToBeVisibleAsync();
        await _page.GotoAsync(At("replays"));
        await Expect(_page.GetByRole(AriaRole.Link, new() { Name = "Sign in through Steam" })).ToBeVisibleAsync();
        Assert.True(_complaints.Count == 0, string.Join("\n", _complaints));
    }

    [Fact]
    public async Task SignIn_TurnedBackAtSteam_SaysSo()
    {
        await _page.GotoAsync(At("sign-in"));
        await _page.GetByRole(AriaRole.Link, new() { Name = "Sign in through Steam" }).ClickAsync();
        await _page.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        await Expect(_page.GetByText("You turned back at Steam.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Accounts_AnotherSteamAndAnEpicOne_AreLinkedAndUnlinked()
    {
        await OpenAsync("account/accounts");
        await Expect(_page.GetByText("✓ Verified")).ToHaveCountAsync(1);

        (_steam.SteamId, _steam.PersonaName) = ("76561190000000011", "Smurf");
        await _page.GetByRole(AriaRole.Button, new() { Name = "Link through Steam" }).ClickAsync();
        await _page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Expect(_page.GetByText("The Steam account is linked.")).ToBeVisibleAsync();
        await Expect(_page.GetByText("✓ Verified")).ToHaveCountAsync(2);
        await InteractiveAsync();

        await _page.GetByLabel("Name in the game").FillAsync("HeroEpic");
        await _page.GetByRole(AriaRole.Button, new() { Name = "Link it" }).ClickAsync();
        await Expect(_page.GetByText("Not verified")).ToBeVisibleAsync();
        await _page.GetByRole(AriaRole.Button, new() { Name = "Link it" }).ClickAsync();
        await Expect(_page.GetByText("Give the name that the account has in the game")).ToBeVisibleAsync();

        var unlink = _page.GetByRole(AriaRole.Button, new() { Name = "Unlink HeroEpic" });
        await unlink.ClickAsync();
        await Expect(unlink).ToHaveTextAsync("Really unlink");
        await unlink.ClickAsync();
        await Expect(_page.GetByText("HeroEpic")).ToHaveCountAsync(0);
        Assert.True(_complaints.Count == 0, string.Join("\n", _complaints));
    }

    [Fact]
    public async Task Key_MadeOnThePage_WorksAndIsShownOnce()
    {
        await OpenAsync("account/keys");
        await _page.GetByLabel("What is it for?").FillAsync("Stream overlay");
        await _page.GetByRole(AriaRole.Button, new() { Name = "Make the key" }).ClickAsync();
        var shown = _page.Locator("[data-secret]");
        await Expect(shown).ToHaveTextAsync(ApiKey());
        var secret = await shown.InnerTextAsync();

        using var program = new HttpClient { BaseAddress = new Uri(_app.Address, "/api/v1/") };
        program.DefaultRequestHeaders.Add("X-Api-Key", secret);
        Assert.Equal("Hero", (await program.ReadAsync("auth/me")).Text("displayName"));
        await program.PostAsync("imports", new { source = "player", playerId = Matches.Hero }, System.Net.HttpStatusCode.Forbidden);

        await OpenAsync("account/keys");
        await Expect(_page.GetByText("Stream overlay")).ToBeVisibleAsync();
        await Expect(_page.Locator("[data-secret]")).ToHaveCountAsync(0);
        var revoke = _page.GetByRole(AriaRole.Button, new() { Name = "Revoke Stream overlay" });
        await revoke.ClickAsync();
        await Expect(revoke).ToHaveTextAsync("Really revoke");
        await revoke.ClickAsync();
        await Expect(_page.GetByText("No keys yet.")).ToBeVisibleAsync();
        await program.ReadAsync("auth/me", System.Net.HttpStatusCode.Unauthorized);
        Assert.True(_complaints.Count == 0, string.Join("\n", _complaints));
    }

    [Fact]
    public async Task Export_IsMadeWhileOneWatchesAndHoldsTheMatches()
    {
        _server.Add(2);
        await OpenAsync("account/data");
        await _app.FollowAsync(await _app.StartImportAsync(await UserAsync(), Matches.Hero, max: 10), Cancel);

        await _page.GetByRole(AriaRole.Button, new() { Name = "Make the export" }).ClickAsync();
        var download = await _page.RunAndWaitForDownloadAsync(() => _page.GetByRole(AriaRole.Link, new() { Name = "Download" }).ClickAsync());
        await using var zip = await ZipFile.OpenReadAsync(await download.PathAsync(), Cancel);
        using var csv = new StreamReader(await zip.GetEntry("matches.csv")!.OpenAsync(Cancel));
        Assert.Equal(1 + (2 * 4), (await csv.ReadToEndAsync(Cancel)).Trim().Split('\n').Length);
        Assert.True(_complaints.Count == 0, string.Join("\n", _complaints));
    }

    [Fact]
    public async Task Delete_AfterTypingTheName_LeavesNobodySignedIn()
    {
        await OpenAsync("account/data");
        var delete = _page.GetByRole(AriaRole.Button, new() { Name = "Delete my account" });
        await Expect(delete).ToBeDisabledAsync();
        await _page.GetByLabel("Type Hero to confirm").FillAsync("Hero");
        await delete.ClickAsync();
        await Expect(_page.GetByText("Your account is deleted.")).ToBeVisibleAsync();
        await _page.GotoAsync(At("account"));
        await Expect(_page.GetByRole(AriaRole.Link, new() { Name = "Sign in through Steam" })).ToBeVisibleAsync();
        await using var db = _app.OpenDatabase();
        Assert.False(await db.LinkedAccounts.AnyAsync(Cancel));
        Assert.True(_complaints.Count == 0, string.Join("\n", _complaints));
    }

    [Fact]
    public async Task Profile_MadePublicWithALink_OpensForStrangersUntilTheLinkIsTakenBack()
    {
        _server.Add(2);
        await OpenAsync("account/privacy");
        await _app.FollowAsync(await _app.StartImportAsync(await UserAsync(), Matches.Hero, max: 10), Cancel);
        await _page.GetByLabel("Everybody").CheckAsync();
        await _page.GetByRole(AriaRole.Button, new() { Name = "Make a link" }).ClickAsync();
        var link = await _page.Locator(".secret code").InnerTextAsync();

        await using var other = await browser.VisitorAsync(width: 390, height: 844, ColorScheme.Light);
        var stranger = await other.NewPageAsync();
        await stranger.GotoAsync(link);
        await Expect(stranger.GetByRole(AriaRole.Heading, new() { Name = "Hero", Level = 1 })).ToBeVisibleAsync();
        await Expect(stranger.Locator("[data-interactive=yes]")).ToBeVisibleAsync();
        await stranger.Locator("tbody a[data-row]").First.ClickAsync();
        await Expect(stranger.GetByRole(AriaRole.Heading, new() { Name = "Scoreboard" })).ToBeVisibleAsync();
        await stranger.Locator("a.back").ClickAsync();
        await Expect(stranger).ToHaveURLAsync(link);

        await _page.GetByRole(AriaRole.Button, new() { Name = "Take the link back" }).ClickAsync();
        await Expect(_page.GetByText("The link is dead")).ToBeVisibleAsync();
        await stranger.ReloadAsync();
        await Expect(stranger.GetByText("This link leads nowhere")).ToBeVisibleAsync();
        Assert.True(_complaints.Count == 0, string.Join("\n", _complaints));
    }

    [Fact]
    public async Task Team_InvitedAndJoinedWithASharedHistory_ShowsTheMatchesToTheCoach()
    {
        _server.Add(1);
        await OpenAsync("teams");
        await _page.GetByLabel("Name").FillAsync("Night Shift");
        await _page.GetByRole(AriaRole.Button, new() { Name = "Make the team" }).ClickAsync();
        await _page.GetByRole(AriaRole.Button, new() { Name = "Invite a player" }).ClickAsync();
        var link = await _page.Locator(".secret code").InnerTextAsync();

        var mate = await _app.PersonAsync("76561190000000002", "Mate");
        await _app.FollowAsync(await _app.StartImportAsync(mate.Id, "steam:76561190000000002", max: 10), Cancel);
        await using var other = await browser.VisitorAsync(width: 390, height: 844);
        await _app.SignInAsync(other, mate);
        var mates = await other.NewPageAsync();
        await mates.GotoAsync(link);
        await Expect(mates.Locator("[data-interactive=yes]")).ToBeVisibleAsync();
        await mates.GetByLabel("Let my teams see my matches").CheckAsync();
        await mates.GetByRole(AriaRole.Button, new() { Name = "Join" }).ClickAsync();
        await Expect(mates.GetByRole(AriaRole.Heading, new() { Name = "Night Shift" })).ToBeVisibleAsync();

        await OpenAsync("teams");
        await _page.Locator("li", new() { HasText = "Mate" }).GetByRole(AriaRole.Link, new() { Name = "Matches" }).ClickAsync();
        await Expect(_page.Locator("tbody a[data-row]")).ToHaveCountAsync(1);
        await mates.GotoAsync(link);
        await Expect(mates.GetByText("This invitation doesn't work")).ToBeVisibleAsync();
        Assert.True(_complaints.Count == 0, string.Join("\n", _complaints));
    }

    private string At(string path) => new Uri(_app.Address, path).ToString();

    private async Task SignInAsync()
    {
        await _page.GetByRole(AriaRole.Link, new() { Name = "Sign in through Steam" }).ClickAsync();
        await _page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
    }

    /// <summary>The page, signed in on the way where that is needed.</summary>
    private async Task OpenAsync(string path)
    {
        await _page.GotoAsync(At(path));
        if (new Uri(_page.Url).AbsolutePath == "/sign-in")
            await SignInAsync();
        await Expect(_page).ToHaveURLAsync(At(path));
        await InteractiveAsync();
    }

    private Task InteractiveAsync() => Expect(_page.Locator("[data-interactive=yes]")).ToBeVisibleAsync();

    private async Task<Guid> UserAsync()
    {
        await using var db = _app.OpenDatabase();
        return await db.Users.Where(u => u.Id != User.BootstrapId).Select(u => u.Id).SingleAsync(Cancel);
    }

    [GeneratedRegex("^rt_[a-z0-9]{8}_.{43}$", RegexOptions.None, 1000)]
    private static partial Regex ApiKey();
}
