using System.Globalization;
using AngleSharp.Dom;
using Bunit;
using Microsoft.EntityFrameworkCore;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Replays;
using RocketTrainer.Web.Components.Shared;
using RocketTrainer.Web.Export;
using RocketTrainer.Web.Features.PublicProfiles;
using RocketTrainer.Web.Features.Replays.Parts;

namespace RocketTrainer.Tests.Components.Features.Replays;

public sealed class ReplayViewTests(StoredMatches stored) : StoredComponentTest(stored)
{
    [Fact]
    public async Task Sheets_HoldEveryNumberOfThePage()
    {
        var view = await ShowAsync();
        var sheets = view.FindComponent<ExportButtons>().Instance.Of().ToDictionary(s => s.Name, StringComparer.Ordinal);
        Assert.All(sheets.Values, s => Assert.All(s.Rows, r => Assert.Equal(s.Columns.Count, r.Count)));
        var (players, teams) = (sheets["Players"], sheets["Teams"]);
        Assert.Equal((6, 2), (players.Rows.Count, teams.Rows.Count));

        var rows = view.FindAll(".blocks tbody tr");
        Assert.Equal(StatCatalog.All.Length, rows.Count);
        foreach (var row in rows)
        {
            var stat = StatCatalog.Get(row.QuerySelector("a.stat-name")!.GetAttribute("href")!["/glossary/".Length..]);
            var totals = row.QuerySelectorAll(stat.Owner.HasFlag(StatOwner.Player) ? "td.total" : "td");
            if (stat.Owner.HasFlag(StatOwner.Team))
                Assert.Equal(teams.Column(stat.Key).Select(v => Told(v, stat)), totals.Select(Title));
            if (stat.Owner.HasFlag(StatOwner.Player))
                Assert.Equal(players.Column(stat.Key).Select(v => Told(v, stat)), row.QuerySelectorAll("td:not(.held):not(.total)").Select(Title));
        }
    }

    [Fact]
    public async Task Sheets_HoldEveryPlayerOfThePage()
    {
        var view = await ShowAsync();
        var sheets = view.FindComponent<ExportButtons>().Instance.Of().ToDictionary(s => s.Name, StringComparer.Ordinal);
        var lines = view.FindAll(".board tbody tr");
        var players = sheets["Players"];
        Assert.Equal(["blue", "blue", "blue", "orange", "orange", "orange"], players.Column("team"));
        Assert.Equal(lines.Select(l => l.QuerySelector(".alias a")!.TextContent), players.Column("playerName"));
        Assert.Equal(lines.Select(l => l.QuerySelector(".alias a")!.GetAttribute("href")), players.Column("playerId").Select(id => ReplayAddress.DashboardOf((string)id!)));
        Assert.Equal(lines.Select(l => (object)(l.QuerySelector(".mvp") is not null)), players.Column("mvp"));
        Assert.Equal(lines.Select(l => l.QuerySelector("td.points")!.TextContent), players.Column("core.score").Select(v => Convert.ToDouble(v, CultureInfo.InvariantCulture).ToString("#,0", CultureInfo.CurrentCulture)));

        var match = sheets["Match"];
        Assert.Equal(view.Find(".match .result .result").GetAttribute("aria-label"), Assert.Single(match.Column("result")) is string word ? char.ToUpperInvariant(word[0]) + word[1..] : null);
        Assert.Contains((string)match.Column("map")[0]!, view.FindAll(".match dd").Select(d => d.TextContent));
        Assert.Equal(view.Find(".match .kind span").TextContent, match.Column("playlist")[0]);
    }

    [Fact]
    public async Task Button_Clicked_SavesTheMatch()
    {
        var view = await ShowAsync();
        await view.FindAll(".export button")[1].ClickAsync();
        view.WaitForAssertion(() => Assert.Equal($"match-{view.Instance.Id}.xlsx", Assert.Single(JSInterop.Invocations["rocketPage.save"]).Arguments[0]));
    }

    [Fact]
    public async Task Sheets_OfAMatchBehindALink_NameNobodyWhomThePageDoesNot()
    {
        await SetVisibilityAsync(ProfileVisibility.Public, "secret");
        await using var db = Database.CreateDbContext();
        var (me, id) = (Me.Player.ToString(), await HiddenAsync());
        var others = await db.PlayerStats.Where(p => p.ReplayId == id && p.PlayerId != me).Select(p => new { p.Name, p.PlatformId }).ToListAsync(Cancel);
        Assert.NotEmpty(others);

        var page = Render<SharedReplayPage>(p => p.Add(x => x.Link, "secret").Add(x => x.Id, id));
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll(".board tbody tr")));
        var sheets = page.FindComponent<ExportButtons>().Instance.Of();
        var players = sheets.Single(s => s.Name == "Players");
        Assert.Equal(page.FindAll(".alias").Select(a => a.FirstElementChild!.TextContent), players.Column("playerName"));
        Assert.Equal(page.FindAll(".alias").Select(a => a.QuerySelector("a")?.GetAttribute("href")), players.Column("playerId").Select(p => p is string player ? ReplayAddress.DashboardOf(player) : null));
        Assert.Contains(me, players.Column("playerId"));
        var told = string.Join('\n', sheets.SelectMany(s => s.Rows).SelectMany(r => r).OfType<string>());
        Assert.All(others, other =>
        {
            Assert.DoesNotContain(other.Name!, told, StringComparison.Ordinal);
            Assert.DoesNotContain(other.PlatformId!, told, StringComparison.Ordinal);
        });
    }

    private async Task<IRenderedComponent<ReplayView>> ShowAsync()
    {
        var match = (await Get<ReplayQueries>().ListAsync(Viewer, Mine with { Result = MatchResult.Win }, cursor: null, 1, Cancel)).Items[0];
        var view = Render<ReplayView>(p => p.Add(v => v.Viewer, Viewer).Add(v => v.Id, match.ReplayId).Add(v => v.Player, Me.Player.ToString()));
        view.WaitForAssertion(() => Assert.NotEmpty(view.FindAll(".board tbody tr")));
        return view;
    }

    /// <summary>One of the regular's matches that Ballchasing does not show publicly.</summary>
    private async Task<Guid> HiddenAsync()
    {
        await using var db = Database.CreateDbContext();
        return await db.PlayerStats.Where(p => p.PlayerId == Me.Player.ToString() && !p.IsPublic).Select(p => p.ReplayId).FirstAsync(Cancel);
    }

    private static string Told(object? value, Stat stat) => value is null ? "not given" : StatFormat.WithUnit(Convert.ToDouble(value, CultureInfo.InvariantCulture), stat);

    private static string? Title(IElement cell) => cell.GetAttribute("title");
}
