using System.Globalization;
using Bunit;
using RocketTrainer.Core.Players;
using RocketTrainer.Core.Progress;
using RocketTrainer.Web.Components.Shared;
using RocketTrainer.Web.Features.Players.TeamMates;

namespace RocketTrainer.Tests.Components.Features.Players.TeamMates;

public sealed class TeamMatesViewTests(StoredMatches stored) : PlayerViewTest<TeamMatesView, TeamMatesView.Content>(stored)
{
    protected override string Loading => "Loading team-mates";

    protected override string Failed => "Team-mates and opponents could not be read.";

    protected override string Nothing => "Nothing fits this filter";

    [Fact]
    public async Task TeamMates_OfAllMatches_AreListedWithAndWithout()
    {
        var company = await Get<Companions>().CompanyAsync(Viewer, Mine, Cancel);
        var mates = await Get<Companions>().TeamMatesAsync(Viewer, Mine, 20, Cancel);
        var opponents = await Get<Companions>().OpponentsAsync(Viewer, Mine, 20, Cancel);
        var view = Show();
        view.WaitForAssertion(() => AssertFull(view));

        Assert.Equal(Lines(mates), Rows("Team-mates"));
        Assert.Equal(Lines(opponents), Rows("Opponents"));
        // What it is without him is drawn beside what it is with him.
        Assert.Equal(mates.Select(m => $"Without {m.Name}: {Share(company.All.Wins - m.Wins, company.All.Losses - m.Losses).Split(' ')[0]}"),
            Card(view, "Team-mates").QuerySelectorAll("tbody .drawn .tick title").Select(t => t.TextContent));
        Assert.Equal([$"{company.InCompany.Wins}–{company.InCompany.Losses}", $"{company.Alone.Wins}–{company.Alone.Losses}"], Card(view, "In company or alone").QuerySelectorAll(".hero").Select(h => h.TextContent));

        IEnumerable<(string, string, string, string)> Lines(IEnumerable<TeamMate> met) => met.Select(m =>
            (m.Name!, m.Matches.ToString("N0", CultureInfo.CurrentCulture), $"{m.Wins}–{m.Losses}", Share(company.All.Wins - m.Wins, company.All.Losses - m.Losses)));
        IEnumerable<(string, string, string, string)> Rows(string title) => Card(view, title).QuerySelectorAll("tbody tr").Select(r =>
            (r.Children[0].TextContent, r.Children[1].TextContent, r.Children[2].TextContent, r.Children[4].TextContent.Trim()));
        static string Share(int wins, int losses)
        {
            var share = Estimate.OfShare(wins, losses)!;
            return string.Create(CultureInfo.CurrentCulture, $"{share.Value:P0} {share.Low:P0}–{share.High:P0}");
        }
    }

    [Fact]
    public async Task TeamMates_OneChosen_IsHeldAgainstMatchesWithoutHim()
    {
        var mate = (await Get<Companions>().TeamMatesAsync(Viewer, Mine, 1, Cancel))[0];
        Assert.True(PlayerId.TryParse(mate.PlayerId, out var id, out _));
        var met = await Get<Companions>().HeadToHeadAsync(Viewer, Mine, id, [], Cancel);
        var expected = await Get<Companions>().WithAndWithoutAsync(Viewer, Mine, id, [.. Headline.Stats], Cancel);
        var view = Show();
        view.WaitForAssertion(() => AssertFull(view));

        Navigation.NavigateTo(Card(view, "Team-mates").QuerySelector("tbody a")!.GetAttribute("href")!);
        view.Render(p => p.Add(v => v.Filter, Mine));

        var title = $"With {mate.Name} against without";
        view.WaitForAssertion(() => Assert.Equal(expected, view.FindComponents<DifferenceTable>().Single().Instance.Rows));
        Assert.Equal([$"{met.Together.Wins}–{met.Together.Losses}", $"{met.Against.Wins}–{met.Against.Losses}"], Card(view, title).QuerySelectorAll("dd > .number").Select(n => n.TextContent));
        Assert.Contains($"met {met.Together.Matches} times on one side, {met.Against.Matches} times on opposite sides", Card(view, title).QuerySelector("header p")!.TextContent, StringComparison.Ordinal);
        var sheets = view.Instance.Sheets();
        Assert.Equal(["Company", "Team-mates", "Opponents", "Met", "With and without"], sheets.Select(s => s.Name));
        Assert.Equal([(object?)met.Together.Wins, met.Against.Wins], sheets[3].Column("won"));
        Assert.All(sheets, s => Assert.All(s.Rows, r => Assert.Equal(s.Columns.Count, r.Count)));
        var all = (await Get<Companions>().CompanyAsync(Viewer, Mine, Cancel)).All;
        var (won, lost) = (all.Wins - met.Together.Wins, all.Losses - met.Together.Losses);
        Assert.Equal((won, lost, (double)won / (won + lost)), (sheets[1].Column("won, without")[0], sheets[1].Column("lost, without")[0], sheets[1].Column("win rate, without")[0]));
    }

    [Fact]
    public async Task TeamMates_OneWhoWasAlwaysThere_CannotBeHeldAgainstAnything()
    {
        var mate = (await Get<Companions>().TeamMatesAsync(Viewer, Mine, 1, Cancel))[0].PlayerId;
        Assert.True(PlayerId.TryParse(mate, out var id, out _));
        var view = Show(Mine with { With = id }, $"mate={mate}");
        view.WaitForAssertion(() => Assert.Contains("There is nothing to hold it against: it takes matches with and without.", view.Markup, StringComparison.Ordinal));
        Assert.Equal(StatFormat.NotGiven, Card(view, "Team-mates").QuerySelector("tbody tr td:last-child")!.TextContent.Trim());
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("steam:76561190000000404")]
    public void TeamMates_SomebodyWhomHeNeverMet_IsNotShown(string mate)
    {
        var view = Show(query: $"mate={mate}");
        view.WaitForAssertion(() => AssertFull(view));
        Assert.Empty(view.FindAll("table.differences"));
    }

    [Fact]
    public async Task TeamMates_OfASingleMatch_AreAlone()
    {
        var one = await Stored.NewestAsync(Me, 1);
        var company = await Get<Companions>().CompanyAsync(Viewer, one, Cancel);
        var mates = await Get<Companions>().TeamMatesAsync(Viewer, one, 20, Cancel);
        var view = Show(one);
        view.WaitForAssertion(() => Assert.Equal(["0–0", $"{company.Alone.Wins}–{company.Alone.Losses}"], Card(view, "In company or alone").QuerySelectorAll(".hero").Select(h => h.TextContent)));
        Assert.Equal(StatFormat.NotGiven, Card(view, "In company or alone").QuerySelector("dd .quiet")!.TextContent); // no rate of nothing
        Assert.Equal(mates.Count == 0, Card(view, "Team-mates").QuerySelector(".missing") is not null);
    }

    [Fact]
    public async Task TeamMates_WhereNobodyIsNamed_SaySo()
    {
        // In matches that aren't public strangers have no name.
        await using var db = Database.CreateDbContext();
        var hidden = db.PlayerStats.Where(p => !p.IsPublic && p.PlayerId == Me.Player.ToString()).OrderBy(p => p.PlayedAt).Select(p => p.PlayedAt).First();
        var view = Show(Mine with { After = hidden, Before = hidden.AddTicks(1) });
        view.WaitForAssertion(() => Assert.Equal("No team-mate is named in any of these matches.", Card(view, "Team-mates").QuerySelector(".missing")!.TextContent));
        Assert.Equal("No opponent is named in any of these matches.", Card(view, "Opponents").QuerySelector(".missing")!.TextContent);
    }

    protected override void AssertFull(IRenderedComponent<TeamMatesView> view) => Assert.Equal(40, view.FindAll("tbody tr").Count);
}
