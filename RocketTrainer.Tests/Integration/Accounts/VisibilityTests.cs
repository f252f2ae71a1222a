using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Players;
using RocketTrainer.Core.Replays;
using RocketTrainer.Core.Teams;
using RocketTrainer.Tests.Support;

namespace RocketTrainer.Tests.Integration.Accounts;

/// <summary>Who sees which matches and which names.</summary>
public sealed class VisibilityTests : IAsyncLifetime
{
    private const string Hero = "76561190000000001";
    private const string Mate = "76561190000000002";
    private const string Stranger = "76561190000000009";

    private BallchasingServer _server = null!;
    private RocketTrainerApp _app = null!;
    private KnownUser _hero = null!;
    private KnownUser _stranger = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private ReplayQueries Replays => _app.Services.GetRequiredService<ReplayQueries>();

    public async ValueTask InitializeAsync()
    {
        _server = await BallchasingServer.StartAsync(Cancel);
        _app = new RocketTrainerApp(_server, settings: ("Admin:SteamIds", "76561190000000062"));
        _ = _app.Address;
        _hero = await _app.PersonAsync(Hero, "Hero");
        _stranger = await _app.PersonAsync(Stranger, "Stranger");
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Matches_BroughtInBySomebody_AreHisAndThoseOfWhoPlayedThem()
    {
        _server.Add(2);
        await ImportAsync(_stranger);
        var mate = await _app.PersonAsync(Mate, "Mate");
        var other = await _app.PersonAsync("76561190000000077");

        Assert.Equal(2, (await OwnAsync(_stranger)).Count); // brought them in
        Assert.Equal(2, (await OwnAsync(_hero)).Count); // stands in them
        Assert.Equal(2, (await OwnAsync(mate)).Count);
        Assert.Empty(await OwnAsync(other));
        Assert.Null(await Replays.FindAsync(Of(other), Guid.Parse(Matches.Id(1)), Cancel));
        Assert.Null(await Replays.PayloadAsync(Of(other), Guid.Parse(Matches.Id(1)), Cancel));
        Assert.Empty(await OfPlayerAsync(other, Hero));
        Assert.Null(await Replays.PlayerNameAsync(Of(other), Player(Hero), Cancel));
        Assert.Empty((await Replays.ChoicesAsync(Of(other), Cancel)).Maps);
        Assert.Equal("header only", await RowsOfExportAsync(other));
    }

    [Fact]
    public async Task Matches_OfAPlayer_OpenWithHisVisibilityAndCloseAgain()
    {
        _server.Add(1);
        await ImportAsync(_hero);
        var other = await _app.PersonAsync("76561190000000077");
        Assert.Empty(await OfPlayerAsync(other, Hero));

        await ShowAsync(_hero, ProfileVisibility.Public);
        Assert.Single(await OfPlayerAsync(other, Hero));
        Assert.NotNull(await Replays.FindAsync(Of(other), Guid.Parse(Matches.Id(1)), Cancel));
        Assert.Empty(await OwnAsync(other)); // found by player, not mixed into his own

        await ShowAsync(_hero, ProfileVisibility.Team);
        Assert.Empty(await OfPlayerAsync(other, Hero));
        await TeamAsync((_hero, TeamRole.Player), (other, TeamRole.Coach));
        Assert.Single(await OfPlayerAsync(other, Hero));
        await TeamAsync((_stranger, TeamRole.Coach));
        Assert.Empty(await OfPlayerAsync(_stranger, Hero)); // the coach of another team

        await ShowAsync(_hero, ProfileVisibility.Private);
        Assert.Empty(await OfPlayerAsync(other, Hero));
    }

    [Fact]
    public async Task Matches_OfAnAccountThatIsOnlyClaimed_StayClosed()
    {
        _server.Add(1);
        await ImportAsync(_hero);
        await using (var db = _app.OpenDatabase())
        {
            db.LinkedAccounts.Add(new() { Id = Guid.NewGuid(), UserId = _stranger.Id, Platform = "steam", PlayerId = Matches.Hero, Name = "Hero", LinkedAt = DateTimeOffset.UnixEpoch });
            await db.SaveChangesAsync(Cancel);
        }

        await ShowAsync(_stranger, ProfileVisibility.Public);
        Assert.Empty(await OwnAsync(_stranger));
        Assert.Null(await Replays.FindAsync(Of(_stranger), Guid.Parse(Matches.Id(1)), Cancel));
        Assert.Empty(await OfPlayerAsync(await _app.PersonAsync("76561190000000077"), Hero));
    }

    [Fact]
    public async Task Guest_WithAProfilesLink_SeesThatPlayersMatchesWhileItIsPublic()
    {
        _server.Add(1);
        await ImportAsync(_hero);
        var guest = new Viewer.Guest(_hero.Id);
        Assert.Empty((await Replays.ListAsync(guest, ReplayFilter.All, null, 10, Cancel)).Items);

        await ShowAsync(_hero, ProfileVisibility.Public, link: "secret");
        Assert.Single((await Replays.ListAsync(guest, ReplayFilter.All, null, 10, Cancel)).Items);
        await ShowAsync(_hero, ProfileVisibility.Private, link: "secret");
        Assert.Empty((await Replays.ListAsync(guest, ReplayFilter.All, null, 10, Cancel)).Items);
        await ShowAsync(_hero, ProfileVisibility.Public, link: null);
        Assert.Empty((await Replays.ListAsync(guest, ReplayFilter.All, null, 10, Cancel)).Items);
    }

    [Fact]
    public async Task Names_InAMatchThatBallchasingDoesNotShow_AreTheViewersOwnOnly()
    {
        var detail = Matches.Detail(1);
        detail["visibility"] = "private";
        detail["recorder"] = "Rival";
        _server.Replays.Add((Matches.Id(1), detail.Bytes()));
        await ImportAsync(_hero); // uploaded by Hero's own Steam account

        var match = (await Replays.FindAsync(Of(_hero), Guid.Parse(Matches.Id(1)), Cancel))!;
        Assert.Equal(["Hero", null, null, null], match.Blue.Players.Concat(match.Orange.Players).Select(p => p.Name));
        Assert.Equal([Hero, null, null, null], match.Blue.Players.Concat(match.Orange.Players).Select(p => p.PlatformId));
        Assert.Equal(["Hero", "Unnamed"], (await OwnAsync(_hero)).Single().Blue.Players);

        var mate = await _app.PersonAsync(Mate, "Mate");
        Assert.Equal(["Unnamed", "Mate"], (await OwnAsync(mate)).Single().Blue.Players);
        Assert.Null((await Replays.FindAsync(Of(mate), Guid.Parse(Matches.Id(1)), Cancel))!.Uploads.Single().UploaderName);

        await using var db = _app.OpenDatabase();
        Assert.All(await db.Players.ToListAsync(Cancel), p => Assert.Null(p.Name));
        var payload = Encoding.UTF8.GetString((await Replays.PayloadAsync(Of(mate), Guid.Parse(Matches.Id(1)), Cancel))!);
        Assert.All(["Rival", "Other", "Hero", Hero, "76561190000000003"], told => Assert.DoesNotContain(told, payload, StringComparison.Ordinal));
        Assert.Contains("Mate", payload, StringComparison.Ordinal);
        Assert.Equal(detail["blue"]!["stats"]!.ToJsonString(), JsonNode.Parse(payload)!["blue"]!["stats"]!.ToJsonString());
        var csv = await ExportAsync(mate);
        Assert.Contains("Mate", csv, StringComparison.Ordinal);
        Assert.All(["Rival", "Other", "Hero"], told => Assert.DoesNotContain(told, csv, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Names_InAMatchThatBallchasingDoesNotShow_AreNotFoundByEither()
    {
        var detail = Matches.Detail(1);
        detail["visibility"] = "private";
        _server.Replays.Add((Matches.Id(1), detail.Bytes()));
        await ImportAsync(_hero);

        Assert.Single(await OfPlayerAsync(_hero, Hero));
        Assert.Empty(await OfPlayerAsync(_hero, "76561190000000003"));
        var together = new ReplayFilter { Player = Player(Hero), With = Player(Mate) };
        Assert.Empty((await Replays.ListAsync(Of(_hero), together, null, 10, Cancel)).Items);
        await ShowAsync(await _app.PersonAsync(Mate, "Mate"), ProfileVisibility.Public);
        Assert.Single((await Replays.ListAsync(Of(_hero), together, null, 10, Cancel)).Items);
    }

    [Fact]
    public async Task Names_ForSomebodyWhoOnlyClaimsAnAccount_StayHidden()
    {
        var detail = Matches.Detail(1);
        detail["visibility"] = "private";
        _server.Replays.Add((Matches.Id(1), detail.Bytes()));
        await ImportAsync(_hero);
        await using (var db = _app.OpenDatabase())
        {
            db.LinkedAccounts.Add(new() { Id = Guid.NewGuid(), UserId = _hero.Id, Platform = "steam", PlayerId = "steam:76561190000000003", Name = "Rival", LinkedAt = DateTimeOffset.UnixEpoch });
            await db.SaveChangesAsync(Cancel);
        }

        Assert.DoesNotContain("Rival", (await OwnAsync(_hero)).Single().Orange.Players);
    }

    [Fact]
    public async Task Upload_ThatIsPrivate_OfAMatchThatSomebodyElsePublished_TellsNothingOfItsOwn()
    {
        _server.Add(1);
        var secret = Matches.Detail(1);
        var second = Guid.NewGuid();
        (secret["id"], secret["visibility"], secret["title"], secret["recorder"]) = (second.ToString(), "private", "My secret scrim", "Hero");
        _server.Replays.Add((second.ToString(), secret.Bytes()));
        await ImportAsync(_hero);
        var mate = await _app.PersonAsync(Mate, "Mate");

        var match = (await Replays.FindAsync(Of(mate), Guid.Parse(Matches.Id(1)), Cancel))!;
        Assert.Equal(["Hero", "Mate", "Rival", "Other"], match.Blue.Players.Concat(match.Orange.Players).Select(p => p.Name));
        Assert.Equal(["Match 1", null], match.Uploads.OrderBy(u => u.Visibility == VisibleReplays.Public ? 0 : 1).Select(u => u.Title));
        Assert.Null(match.Uploads.Single(u => u.Title is null).UploaderName);
        var payload = Encoding.UTF8.GetString((await Replays.PayloadAsync(Of(mate), second, Cancel))!);
        Assert.DoesNotContain("secret", payload, StringComparison.Ordinal);
        Assert.DoesNotContain("recorder", payload, StringComparison.Ordinal);
        Assert.Contains("Rival", payload, StringComparison.Ordinal); // known from the public one
        Assert.Contains("My secret scrim", Encoding.UTF8.GetString((await Replays.PayloadAsync(Of(_hero), second, Cancel))!), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("public", true)]
    [InlineData("unlisted", false)]
    [InlineData("private", false)]
    public async Task Import_OfSomebodyElsesUpload_TakesOnlyWhatHePublished(string visibility, bool taken)
    {
        var detail = Matches.Detail(1);
        detail["visibility"] = visibility;
        _server.Replays.Add((Matches.Id(1), detail.Bytes()));

        await ImportAsync(_stranger); // the site's key may see more than the person who asks
        Assert.Equal(taken ? 1 : 0, (await OwnAsync(_stranger)).Count);

        await ImportAsync(_hero);
        Assert.Single(await OwnAsync(_hero));
        await ImportAsync(_stranger); // known by now, and no more his than before
        Assert.Equal(taken ? 1 : 0, (await OwnAsync(_stranger)).Count);
    }

    [Fact]
    public async Task Import_OfSomebodyElse_ShowsAnAdministratorItsReceiptAndNotItsMatches()
    {
        _server.Add(1);
        var import = await _app.StartImportAsync(_hero.Id, Matches.Hero, max: 10);
        await _app.FollowAsync(import, Cancel);
        using var own = _app.Browser(_hero);
        using var boss = _app.Browser(await _app.PersonAsync("76561190000000062", "Boss"));
        Assert.Contains("DFH Stadium", await own.GetStringAsync($"imports/{import}", Cancel), StringComparison.Ordinal);
        var page = await boss.GetStringAsync($"imports/{import}", Cancel);
        Assert.Contains("Just in", page, StringComparison.Ordinal);
        Assert.DoesNotContain("DFH Stadium", page, StringComparison.Ordinal);
    }

    private static Viewer.Person Of(KnownUser user) => new(user.Id);

    private static PlayerId Player(string steamId) => PlayerId.TryParse(steamId, out var player, out _) ? player : throw new ArgumentException("Not a SteamID64.", nameof(steamId));

    private async Task ImportAsync(KnownUser owner) => await _app.FollowAsync(await _app.StartImportAsync(owner.Id, Matches.Hero, max: 10), Cancel);

    private async Task<IReadOnlyList<ReplayRow>> OwnAsync(KnownUser user) => (await Replays.ListAsync(Of(user), ReplayFilter.All, null, 10, Cancel)).Items;

    private async Task<IReadOnlyList<ReplayRow>> OfPlayerAsync(KnownUser user, string steamId) =>
        (await Replays.ListAsync(Of(user), new ReplayFilter { Player = Player(steamId) }, null, 10, Cancel)).Items;

    private async Task<string> ExportAsync(KnownUser user)
    {
        using var csv = new MemoryStream();
        await _app.Services.GetRequiredService<ReplayExport>().WriteAsync(Of(user), ReplayFilter.All, csv, Cancel);
        return Encoding.UTF8.GetString(csv.ToArray());
    }

    private async Task<string> RowsOfExportAsync(KnownUser user) =>
        (await ExportAsync(user)).Trim().Split('\n').Length == 1 ? "header only" : "rows";

    private async Task ShowAsync(KnownUser user, ProfileVisibility visibility, string? link = null)
    {
        await using var db = _app.OpenDatabase();
        await db.Users.Where(u => u.Id == user.Id).ExecuteUpdateAsync(s => s.SetProperty(u => u.Visibility, visibility).SetProperty(u => u.ProfileLink, link), Cancel);
    }

    private async Task TeamAsync(params (KnownUser User, TeamRole Role)[] members)
    {
        await using var db = _app.OpenDatabase();
        await db.TeamAsync(members.Select(m => (m.User.Id, m.Role)));
    }
}
