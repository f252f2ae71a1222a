using System.Globalization;
using Bunit;
using Microsoft.EntityFrameworkCore;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Coaching;
using RocketTrainer.Core.Importing;
using RocketTrainer.Core.Progress;
using RocketTrainer.Core.Replays;
using RocketTrainer.Web.Components.Charts;
using RocketTrainer.Web.Components.Shared;
using RocketTrainer.Web.Features.Players;
using RocketTrainer.Web.Features.Players.Dashboard;
using RocketTrainer.Web.Features.Players.Sessions;

namespace RocketTrainer.Tests.Components.Features.Players.Dashboard;

public sealed class DashboardViewTests : PlayerViewTest<DashboardView, DashboardView.Content>
{
    public DashboardViewTests(StoredMatches stored)
        : base(stored) => ComponentFactories.AddStub<TodayCard>(); // which reads for itself, in its own time

    protected override string Loading => "Loading the dashboard";

    protected override string Failed => "This dashboard could not be read.";

    protected override string Nothing => "Nothing fits this filter";

    [Fact]
    public async Task Dashboard_OfAllMatches_ShowsTheNumbersThatWereReckoned()
    {
        var expected = await OverviewAsync(Mine);
        var view = Show();
        view.WaitForAssertion(() => AssertFull(view));

        Assert.Equal((20, 100), (expected.Form.Recent.Matches, expected.Form.Before.Matches)); // else this is no test of a full page
        var figures = view.FindAll(".now .figures > div").Select(f => (f.QuerySelector("dt")!.TextContent, f.QuerySelector("dd")!.TextContent.Trim())).ToDictionary(StringComparer.Ordinal);
        Assert.Equal($"{expected.Form.Recent.Wins}–{expected.Form.Recent.Losses}", figures["Last 20 of Ranked Standard"]);
        Assert.Equal($"{expected.Matches.Wins}–{expected.Matches.Losses}", figures[$"All {expected.Matches.Matches}"]);
        Assert.Contains(RankName.Tier(new Rank(expected.Ranks[0].Points[^1].Tier, null, null, null)), figures["Ranked Standard"], StringComparison.Ordinal);
        var strip = view.FindAll(".now .strip a");
        Assert.Equal(expected.Marks.Select(m => (m.Result?.ToString().ToLowerInvariant() ?? "unknown", $"/replays/{m.ReplayId}?player={Uri.EscapeDataString(Me.Player.ToString())}")),
            strip.Select(a => (a.ClassName!, a.GetAttribute("href")!)));
        Assert.Equal($"{expected.Session!.Results.Wins}–{expected.Session.Results.Losses}", Card(view, "Last session").QuerySelector(".hero")!.FirstChild!.TextContent.Trim());
        Assert.Contains($"{expected.Session.Results.Matches} match", Card(view, "Last session").TextContent, StringComparison.Ordinal);
        Assert.StartsWith($"{expected.LongestWins!.Matches} wins, ", Card(view, "Streaks").QuerySelector("dd")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dashboard_OfAllMatches_HoldsFormAndOutcomesAgainstEachOther()
    {
        var expected = await OverviewAsync(Mine);
        var view = Show();
        view.WaitForAssertion(() => AssertFull(view));

        var form = view.FindComponents<DifferenceTable>().Single(t => t.Instance.Caption == "Form");
        Assert.Equal(expected.Form.Stats, form.Instance.Rows);
        Assert.Equal(["100 before", "Last 20"], form.FindAll("th[scope=col]").Skip(1).Take(2).Select(h => h.TextContent));
        var outcomes = view.FindComponents<DifferenceTable>().Single(t => t.Instance.Caption == "Wins against losses");
        Assert.Equal(expected.Outcomes.Stats.Select(s => (s.Stat, s.Losses, s.LossMean, s.Wins, s.WinMean)), outcomes.Instance.Rows.Select(r => (r.Stat, r.FromMatches, r.From, r.ToMatches, r.To)));
        Assert.Equal($"Ranked Standard, {expected.Outcomes.Matches.Wins} won, {expected.Outcomes.Matches.Losses} lost", Card(view, "Wins against losses").QuerySelector("header p")!.TextContent);
    }

    [Fact]
    public async Task Dashboard_LastSession_TellsBestWorstAndMates()
    {
        var session = (await Get<PlaySessions>().ListAsync(Viewer, Mine, PlaySessions.UsualGap, before: null, 1, Cancel)).Items[0];
        var story = (await Get<PlaySessions>().TellAsync(Viewer, Mine, [session], Cancel))[0];
        Assert.NotNull(story.Best ?? story.Worst);
        Assert.NotEmpty(story.Mates);
        var view = Show();
        view.WaitForAssertion(() => AssertFull(view));
        Assert.Equal(story, view.FindComponent<SessionFacts>().Instance.Story with { Marks = story.Marks, Scores = story.Scores, Mates = story.Mates });
        var card = Card(view, "Last session");
        Assert.Equal(new[] { story.Best, story.Worst }.OfType<StatAgainstUsual>().Select(s => $"/glossary/{s.Stat}"), card.QuerySelectorAll("dd a.stat-name").Select(a => a.GetAttribute("href")));
        Assert.All(story.Mates, m => Assert.Contains($"{m.Name} {m.Wins}–{m.Losses}", card.TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Dashboard_OfAllMatches_TellsWhatWinsByNamesThatLeadToTheGlossary()
    {
        var expected = await OverviewAsync(Mine);
        var clear = expected.Outcomes.Stats.Count(s => s.IsClear);
        var view = Show();
        view.WaitForAssertion(() => AssertFull(view));
        var told = Card(view, "Wins against losses").QuerySelector("p.told")!;
        Assert.StartsWith(clear == 0 ? "Nothing clearly tells your wins from your losses." : "In what you win, ", told.TextContent.Trim(), StringComparison.Ordinal);
        Assert.Equal(Math.Min(3, clear), told.QuerySelectorAll("a[href^='/glossary/']").Length);
    }

    [Fact]
    public void Dashboard_OfSomebodyElse_DoesNotSayYou()
    {
        var view = ShowIn(Room with { IsMine = false });
        view.WaitForAssertion(() => AssertFull(view));
        Assert.Contains("Regular", Card(view, "Wins against losses").QuerySelector("p.told")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"(?i)\byou(r|rs|rself)?\b", string.Concat(view.Nodes.Select(n => n.TextContent)));
    }

    [Fact]
    public async Task Dashboard_OfSomebodyWithAMainPlaylist_IsAboutThat()
    {
        await using (var db = Database.CreateDbContext())
        {
            var player = Me.Player.ToString();
            var oldest = await db.PlayerStats.Where(p => p.PlayerId == player).OrderBy(p => p.PlayedAt).Select(p => p.ReplayId).Take(3).ToListAsync(Cancel);
            await db.PlayerStats.Where(p => oldest.Contains(p.ReplayId)).ExecuteUpdateAsync(s => s.SetProperty(p => p.PlaylistId, "ranked-doubles"), Cancel);
        }

        try
        {
            var view = ShowIn(Room with { MainPlaylist = "ranked-doubles" });
            view.WaitForAssertion(() => Assert.Equal("Last 3 of Ranked Doubles", view.Find(".now dt").TextContent));
            view = ShowIn(Room with { MainPlaylist = "ranked-duels" }); // which he never played
            view.WaitForAssertion(() => Assert.Equal("Last 20 of Ranked Standard", view.Find(".now dt").TextContent));
        }
        finally
        {
            await using var db = Database.CreateDbContext();
            await db.PlayerStats.Where(p => p.PlaylistId == "ranked-doubles").ExecuteUpdateAsync(s => s.SetProperty(p => p.PlaylistId, "ranked-standard"), Cancel);
        }
    }

    [Fact]
    public async Task Dashboard_OfAllMatches_ShowsTheWheelWithItsPopulation()
    {
        var wheel = (await Get<SkillWheels>().ReadAsync(Viewer, Mine, "ranked-standard", Cancel))!;
        var view = Show();
        view.WaitForAssertion(() => AssertFull(view));

        Assert.True(wheel.Skills.Count > 0, $"{wheel.Matches} {wheel.Own?.Games} {wheel.Rank}");
        Assert.Equal(wheel.Skills, view.FindComponent<WheelChart>().Instance.Wheel.Skills);
        var text = string.Join(' ', Card(view, "Skills").QuerySelector(".passport")!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith(string.Create(CultureInfo.CurrentCulture, $"Held against {wheel.Own!.Games:N0} games of {wheel.Own.Players:N0} players,"), text, StringComparison.Ordinal);
        var label = view.FindComponent<ApexChart<Skill>>().Instance.Label;
        Assert.All(wheel.Skills, s => Assert.Contains(string.Create(CultureInfo.CurrentCulture, $"{s.Label} {s.Own.Value:0}"), label, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Dashboard_OfAllMatches_ListsTheLatest()
    {
        var expected = await Get<ReplayQueries>().ListAsync(Viewer, Mine, cursor: null, 8, Cancel);
        var view = Show();
        view.WaitForAssertion(() => AssertFull(view));
        Assert.Equal(expected.Items.Select(r => r.ReplayId.ToString()), view.FindAll(".latest tbody tr").Select(row =>
            row.QuerySelector("a[href^='/replays/']")!.GetAttribute("href")!.Split('/', '?')[2]));
        Assert.Equal($"/replays?player={Uri.EscapeDataString(Me.Player.ToString())}", view.Find(".latest a.all").GetAttribute("href"));
    }

    [Fact]
    public async Task Dashboard_OfFewMatches_SaysHowManyAreMissing()
    {
        var few = await Stored.NewestAsync(Me, 7);
        var expected = await OverviewAsync(few);
        Assert.Equal(7, expected.Form.Recent.Matches);
        var view = Show(few);

        view.WaitForAssertion(() => Assert.Equal("Not enough matches of Ranked Standard yet: 7 of 40.", Card(view, "Form").QuerySelector(".missing")!.TextContent));
        Assert.Equal(
            $"Not enough matches of Ranked Standard yet: it takes 10 won and 10 lost, and there are {expected.Outcomes.Matches.Wins} and {expected.Outcomes.Matches.Losses}.",
            Card(view, "Wins against losses").QuerySelector(".missing")!.TextContent);
        var wheel = (await Get<SkillWheels>().ReadAsync(Viewer, few, "ranked-standard", Cancel))!;
        Assert.Equal($"Not enough matches of Ranked Standard yet: {wheel.Matches} of 10.", Card(view, "Skills").QuerySelector(".missing")!.TextContent);
        Assert.Equal("Last 7 of Ranked Standard", view.Find(".now dt").TextContent);
        Assert.Empty(view.FindAll("table.differences"));
    }

    [Fact]
    public async Task Dashboard_OfMatchesThatWereAllWon_HasNoLongestRowOfLosses()
    {
        var view = Show(Mine with { Result = MatchResult.Win });
        var expected = await OverviewAsync(Mine with { Result = MatchResult.Win });
        view.WaitForAssertion(() => Assert.Equal(["Longest of wins", "Longest of losses"], Card(view, "Streaks").QuerySelectorAll("dt").Select(d => d.TextContent)));
        Assert.StartsWith($"{expected.Matches.Matches} wins, ", Card(view, "Streaks").QuerySelectorAll("dd")[0].TextContent, StringComparison.Ordinal);
        Assert.Equal(StatFormat.NotGiven, Card(view, "Streaks").QuerySelectorAll("dd")[1].TextContent);
        Assert.Equal($"{expected.Matches.Matches} wins", view.FindAll(".now .figures dd")[1].TextContent.Trim());
    }

    [Fact]
    public async Task Dashboard_ImportRunning_IsShownAboveEvenWhereNothingFits()
    {
        var (started, _) = await Get<ImportService>().StartAsync(Viewer, new ImportRequest { Source = ImportSource.Player, PlayerId = Me.Player.ToString() }, Cancel);
        try
        {
            var view = Show(None);
            view.WaitForAssertion(() => Assert.Equal($"/imports/{started!.Receipt.Id}", view.Find(".running a").GetAttribute("href")));
            view.WaitForAssertion(() => Assert.Equal(Nothing, view.Find(".empty h2").TextContent));
        }
        finally
        {
            await using var db = Database.CreateDbContext();
            db.Imports.RemoveRange(db.Imports);
            await db.SaveChangesAsync(Cancel);
        }
    }

    [Fact]
    public async Task Sheets_HoldWhatIsShown()
    {
        var expected = await OverviewAsync(Mine);
        var view = Show();
        view.WaitForAssertion(() => AssertFull(view));

        var sheets = view.Instance.Sheets().ToDictionary(s => s.Name, StringComparer.Ordinal);
        Assert.Equal(["Totals", "Streaks", "Form", "Wins against losses", "Matches", "Ranks", "Skills", "Last session", "Latest matches"], sheets.Keys);
        Assert.Equal([(object?)expected.Form.Recent.Wins, expected.Matches.Wins], sheets["Totals"].Column("won"));
        Assert.Equal(new[] { expected.Current, expected.LongestWins, expected.LongestLosses }.OfType<Streak>().Select(s => (object?)s.Matches), sheets["Streaks"].Column("matches"));
        Assert.Equal([(object?)expected.Session!.StartedAt], sheets["Last session"].Column("startedAt"));
        Assert.Equal(view.FindAll(".latest tbody a").Select(a => a.GetAttribute("href")!.Split('/', '?')[2]), sheets["Latest matches"].Column("replayId").Select(id => $"{id}"));
        Assert.All(sheets.Values, s => Assert.All(s.Rows, r => Assert.Equal(s.Columns.Count, r.Count)));
        Assert.Equal(expected.Form.Stats.Select(s => (object?)s.To), sheets["Form"].Rows.Select(r => r[5]));
        Assert.Equal(expected.Marks.Select(m => (object?)m.GoalDifference), sheets["Matches"].Rows.Select(r => r[3]));
        Assert.Empty(Show(None).Instance.Sheets());
    }

    [Fact]
    public async Task Dashboard_ForAGuest_StaysBehindTheLink()
    {
        await SetVisibilityAsync(ProfileVisibility.Public, "secret");
        Navigation.NavigateTo("/p/secret");
        var view = Render<DashboardView>(p => p.Add(v => v.Room, Room with { Viewer = new Viewer.Guest(Me.UserId), Base = "/p/secret", IsMine = false }).Add(v => v.Filter, Mine));
        view.WaitForAssertion(() => AssertFull(view));
        Assert.Empty(view.FindAll(".latest a.all"));
        Assert.All(view.FindAll(".strip a, .latest tbody a"), a => Assert.StartsWith("/p/secret/", a.GetAttribute("href"), StringComparison.Ordinal));
    }

    protected override void AssertFull(IRenderedComponent<DashboardView> view) => Assert.Equal(60, view.FindAll(".now .strip a").Count);

    private IRenderedComponent<DashboardView> ShowIn(PlayerRoom room)
    {
        Navigation.NavigateTo("/");
        return Render<DashboardView>(p => p.Add(v => v.Room, room).Add(v => v.Filter, Mine));
    }

    private async Task<Overview> OverviewAsync(ReplayFilter filter) => (await Get<Overviews>().ReadAsync(Viewer, filter, await Get<ReplayQueries>().MainPlaylistAsync(Viewer, filter, Cancel), Cancel))!;
}
