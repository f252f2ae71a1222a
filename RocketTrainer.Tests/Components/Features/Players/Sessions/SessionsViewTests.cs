using System.Globalization;
using Bunit;
using RocketTrainer.Core.Progress;
using RocketTrainer.Core.Progress.Stopping;
using RocketTrainer.Core.Replays;
using RocketTrainer.Web.Components.Shared;
using RocketTrainer.Web.Features.Players.Sessions;

namespace RocketTrainer.Tests.Components.Features.Players.Sessions;

public sealed class SessionsViewTests(StoredMatches stored) : PlayerViewTest<SessionsView, SessionsView.Content>(stored)
{
    protected override string Loading => "Loading sessions";

    protected override string Failed => "The sessions could not be read.";

    protected override string Nothing => "No sessions under this filter";

    [Fact]
    public async Task Sessions_OfAllMatches_AreTold()
    {
        var page = await Get<PlaySessions>().ListAsync(Viewer, Mine, PlaySessions.UsualGap, before: null, 15, Cancel);
        var expected = await Get<PlaySessions>().TellAsync(Viewer, Mine, page.Items, Cancel);
        var view = Show();
        view.WaitForAssertion(() => AssertFull(view));

        Assert.Contains(expected, s => s.Best is not null && s.Worst is not null);
        var shown = view.FindAll(".sessions-list > li");
        Assert.Equal(expected.Count, shown.Count);
        foreach (var (story, li) in expected.Zip(shown))
        {
            var text = string.Join(' ', li.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
            Assert.Equal(story.Session.StartedAt.ToString("ddd d MMM yyyy, HH:mm", CultureInfo.CurrentCulture), li.QuerySelector("h2")!.TextContent);
            Assert.Contains($"{story.Session.Wins}–{story.Session.Losses} {(story.Session.Net > 0 ? "+" : story.Session.Net < 0 ? "−" : "±")}{Math.Abs(story.Session.Net)}", text, StringComparison.Ordinal);
            Assert.Contains($"{story.Session.Matches} {(story.Session.Matches == 1 ? "match" : "matches")}, {StatFormat.Hours(story.Session.EndedAt - story.Session.StartedAt)}", text, StringComparison.Ordinal);
            Assert.Equal(story.Marks.Count, li.QuerySelectorAll(".strip a").Length);
            Assert.Contains(story.Best is { } best ? $"▲ Best{Against(best)}" : story.Worst is null ? "it takes three matches to tell" : "▼ Worst", text, StringComparison.Ordinal);
            Assert.Equal(new[] { story.Best, story.Worst }.OfType<StatAgainstUsual>().Select(s => $"/glossary/{s.Stat}"), li.QuerySelectorAll("dd a.stat-name").Select(a => a.GetAttribute("href")));
            Assert.All(story.Mates, m => Assert.Contains($"{m.Name} {m.Wins}–{m.Losses}", text, StringComparison.Ordinal));
        }

        static string Against(StatAgainstUsual best)
        {
            var stat = StatCatalog.Get(best.Stat);
            var unit = DifferenceTable.Unit(stat);
            return $"{stat.Label} {DifferenceTable.Number(best.Mean, stat)}{(unit.Length > 0 ? " " : "")}{unit}, usually {DifferenceTable.Number(best.Usual, stat)}";
        }
    }

    [Fact]
    public async Task Sessions_WithSixScores_TellTheHalves()
    {
        var page = await Get<PlaySessions>().ListAsync(Viewer, Mine, TimeSpan.FromHours(6), before: null, 15, Cancel);
        var story = (await Get<PlaySessions>().TellAsync(Viewer, Mine, page.Items, Cancel)).First(s => s.Scores.OfType<double>().Count() >= 6);
        List<double> scores = [.. story.Scores.OfType<double>()];
        var view = Show(query: "gap=360");
        view.WaitForAssertion(() => Assert.Contains($"Score {scores.Take(scores.Count / 2).Average():0} in the first half, {scores.Skip(scores.Count / 2).Average():0} in the second", view.Markup, StringComparison.Ordinal));
        Assert.Equal("360", view.Find(".choose select").GetAttribute("value"));
    }

    [Fact]
    public async Task Sessions_OnTheFirstPage_SayWhetherTheyTellWhenToStop()
    {
        var expected = (await Get<StopRules>().ReadAsync(Viewer, Mine, PlaySessions.UsualGap, Cancel))!;
        Assert.Equal(StopVerdict.TooFew, expected.Verdict);
        var view = Show();
        view.WaitForAssertion(() => Assert.Equal($"Not enough ranked matches to tell yet: {expected.Matches} of 200.", Card(view, "When to stop").QuerySelector(".missing")!.TextContent));
        var wins = Show(Mine with { Result = MatchResult.Win });
        wins.WaitForAssertion(() => Assert.Equal("A filter by result leaves nothing to compare.", Card(wins, "When to stop").QuerySelector(".missing")!.TextContent));
        var older = Show(query: "cursor=2026-05-31T00:00:00Z");
        older.WaitForAssertion(() => Assert.NotEmpty(older.FindAll(".sessions-list > li")));
        Assert.Empty(older.FindAll(".stop"));
    }

    [Fact]
    public async Task Sessions_OfASingleMatch_SayThatItTakesThree()
    {
        var view = Show(await Stored.NewestAsync(Me, 1));
        view.WaitForAssertion(() => Assert.Equal("it takes three matches to tell", view.Find(".sessions-list dd.quiet").TextContent));
        Assert.Single(view.FindAll(".sessions-list > li"));
        Assert.Empty(view.FindAll(".pages a"));
    }

    [Fact]
    public async Task Sessions_BeyondAPage_LeadOn()
    {
        var first = await Get<PlaySessions>().ListAsync(Viewer, Mine, PlaySessions.UsualGap, before: null, 15, Cancel);
        var second = await Get<PlaySessions>().ListAsync(Viewer, Mine, PlaySessions.UsualGap, first.Next, 15, Cancel);
        Assert.NotEmpty(second.Items);
        var view = Show();
        view.WaitForAssertion(() => Assert.Equal(["Older sessions"], view.FindAll(".pages a").Select(a => a.TextContent)));

        Navigation.NavigateTo(view.Find(".pages a").GetAttribute("href")!);
        view.Render(p => p.Add(v => v.Filter, Mine));

        view.WaitForAssertion(() => Assert.Equal(second.Items.Select(s => s.StartedAt.ToString("ddd d MMM yyyy, HH:mm", CultureInfo.CurrentCulture)), view.FindAll(".sessions-list h2").Select(h => h.TextContent)));
        Assert.Equal("http://localhost/", view.FindAll(".pages a").Single(a => a.TextContent == "Newest sessions").GetAttribute("href"));
    }

    [Fact]
    public void Sessions_AnotherBreak_StartsAtTheNewest()
    {
        var view = Show(query: "cursor=2026-05-31T00:00:00Z&season=f21");
        view.Find(".choose select").Change("60");
        Assert.Equal("http://localhost/?season=f21&gap=60", Navigation.Uri);
    }

    [Fact]
    public void Sessions_ABreakThatIsNone_IsTheUsual()
    {
        var view = Show(query: "gap=100000&cursor=yesterday");
        view.WaitForAssertion(() => AssertFull(view));
        Assert.Equal("30", view.Find(".choose select").GetAttribute("value"));
    }

    [Fact]
    public async Task Sheets_HoldEverySessionShown()
    {
        var page = await Get<PlaySessions>().ListAsync(Viewer, Mine, PlaySessions.UsualGap, before: null, 15, Cancel);
        var view = Show();
        view.WaitForAssertion(() => AssertFull(view));
        var sheet = view.Instance.Sheets()[0];
        Assert.Equal(page.Items.Select(s => ((object?)s.StartedAt, (object?)s.Wins, (object?)s.Net)), sheet.Rows.Select(r => (r[0], r[3], r[5])));
        var stories = await Get<PlaySessions>().TellAsync(Viewer, Mine, page.Items, Cancel);
        Assert.Contains(stories, s => s.Mates.Count > 1);
        Assert.Equal(stories.Select(s => string.Join(", ", s.Mates.Select(m => $"{m.Name} {m.Wins}–{m.Losses}"))), sheet.Column("with"));
        Assert.All(sheet.Rows, r => Assert.Equal(sheet.Columns.Count, r.Count));
    }

    [Fact]
    public async Task Sheets_OfASessionWithHalves_HoldThem()
    {
        var page = await Get<PlaySessions>().ListAsync(Viewer, Mine, TimeSpan.FromHours(6), before: null, 15, Cancel);
        var scores = (await Get<PlaySessions>().TellAsync(Viewer, Mine, page.Items, Cancel)).Select(s => s.Scores.OfType<double>().ToList()).ToList();
        var view = Show(query: "gap=360");
        view.WaitForAssertion(() => Assert.Equal("360", view.Find(".choose select").GetAttribute("value")));
        view.WaitForAssertion(() => Assert.NotEmpty(view.Instance.Sheets()));
        var sheet = view.Instance.Sheets()[0];
        Assert.Equal(scores.Select(s => s.Count < 6 ? null : (object?)s.Take(s.Count / 2).Average()), sheet.Column("score, first half"));
        Assert.Equal(scores.Select(s => s.Count < 6 ? null : (object?)s.Skip(s.Count / 2).Average()), sheet.Column("score, second half"));
    }

    protected override void AssertFull(IRenderedComponent<SessionsView> view) => Assert.Equal(15, view.FindAll(".sessions-list > li").Count);
}
