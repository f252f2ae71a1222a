using System.Text.Json;
using Bunit;
using Microsoft.AspNetCore.Components;
using RocketTrainer.Core.Progress;
using RocketTrainer.Core.Replays;
using RocketTrainer.Web.Components.Charts;
using RocketTrainer.Web.Components.Shared;
using RocketTrainer.Web.Features.Players.Coaching;
using RocketTrainer.Web.Features.Players.Trend;

namespace RocketTrainer.Tests.Components.Features.Players.Trend;

public sealed class TrendsViewTests(StoredMatches stored) : PlayerViewTest<TrendsView, TrendsView.Content>(stored)
{
    private static readonly Stat Score = StatCatalog.Get("core.score");
    private static readonly Stat Speed = StatCatalog.Get("movement.avg_speed");

    protected override string Loading => "Loading the trend";

    protected override string Failed => "This trend could not be read.";

    protected override string Nothing => "Not enough matches yet: 0 of 51.";

    [Fact]
    public void Trends_WhileAnotherFilterIsRead_SayOfWhatTheNumbersThatStandThereAre()
    {
        var view = Show();
        view.WaitForAssertion(() => AssertFull(view));
        var about = view.Find("section.stat-card header p").TextContent;
        Database.Hold();

        Navigation.NavigateTo("/?playlist=ranked-duels");
        view.Render(p => p.Add(v => v.Filter, Mine with { Playlists = ["ranked-duels"] }));

        Assert.Equal(about, view.Find("section.stat-card header p").TextContent);
    }

    [Fact]
    public async Task Trends_OfAllMatches_DrawsTheMovingMeanOfTheScore()
    {
        var expected = await Get<Trends>().MovingAsync(Viewer, Mine, Score, 50, Cancel);
        var view = Show(Mine with { Playlists = ["ranked-standard"] });
        view.WaitForAssertion(() => AssertFull(view));

        var line = view.FindComponent<ApexPointSeries<TrendsView.TrendDot>>().Instance;
        Assert.Equal(expected.Points.Select(p => ((object)p.At, p.Mean)), line.Items.Select(p => (p.At, p.Mean)));
        Assert.Equal(expected.Points.Select(p => (p.Mean.Low, p.Mean.High)), view.FindComponent<ApexRangeSeries<TrendsView.TrendDot>>().Instance.Items.Select(p => (p.Mean.Low, p.Mean.High)));
        Assert.Equal("Ranked Standard, the last 50 matches, with its 80 % interval", Card(view, "Score").QuerySelector("header p")!.TextContent);
        Assert.Equal($"Score went from {StatFormat.WithUnit(expected.Points[0].Mean.Value, Score)} to {StatFormat.WithUnit(expected.Points[^1].Mean.Value, Score)}",
            view.FindComponent<ApexChart<TrendsView.TrendDot>>().Instance.Label);
    }

    [Fact]
    public async Task Trends_OfTwoStatsByDay_DrawsBoth()
    {
        var expected = new[] { await Get<Trends>().ReadAsync(Viewer, Mine, Speed, TrendStep.Day, Cancel), await Get<Trends>().ReadAsync(Viewer, Mine, Score, TrendStep.Day, Cancel) };
        var view = Show(query: "stat=movement.avg_speed&second=core.score&window=day");
        view.WaitForAssertion(() => Assert.Equal(["Average speed", "Score"], view.FindComponents<ApexPointSeries<TrendsView.TrendDot>>().Select(s => s.Instance.Name)));
        Assert.True(expected[0].Count > 1);
        Assert.Equal(expected.Select(points => points.Select(p => p.Mean!.Value)), view.FindComponents<ApexPointSeries<TrendsView.TrendDot>>().Select(s => s.Instance.Items.Select(p => p.Mean.Value)));
        Assert.Equal(["movement.avg_speed", "core.score", "day", ""], view.FindAll(".choose select").Select(s => s.GetAttribute("value")));
    }

    [Fact]
    public async Task Trends_SettingsChangedMeanwhile_AreMarked()
    {
        var line = await Get<Trends>().MovingAsync(Viewer, Mine, Score, 50, Cancel);
        var expected = (await Get<Trends>().MarksAsync(Viewer, Mine, Cancel)).Where(m => m.At >= line.Points[0].At && m.At <= line.Points[^1].At).ToList();
        Assert.True(expected.Count > 6); // more than the list takes
        var view = Show();
        view.WaitForAssertion(() => Assert.Equal(
            [.. Enumerable.Reverse(expected).Take(6).Select(m => $"Settings {m.Text} {m.At:d MMM yyyy}"), $"The newest 6 of {expected.Count} changes of settings"],
            view.FindAll(".marks li").Select(li => li.TextContent.Trim())));
    }

    [Fact]
    public async Task Trends_OtherMarksButAsMany_AreDrawnAnew()
    {
        var all = (await Get<ReplayQueries>().ListAsync(Viewer, Mine, cursor: null, 200, Cancel)).Items;
        var seen = new List<List<TrendMark>>();
        int one;
        do
        {
            seen.Add(await MarksAsync(seen.Count));
            one = seen.FindIndex(marks => marks.Count == seen[^1].Count && !marks.SequenceEqual(seen[^1]));
        }
        while (one < 0);
        var other = seen.Count - 1;
        var view = Show(Forty(one), "window=20");
        view.WaitForAssertion(() => AssertFull(view));
        var chart = view.FindComponent<ApexChart<TrendsView.TrendDot>>().Instance;

        view.Render(p => p.Add(v => v.Filter, Forty(other)));

        view.WaitForAssertion(() => Assert.NotSame(chart, view.FindComponent<ApexChart<TrendsView.TrendDot>>().Instance)); // the browser draws marks once

        ReplayFilter Forty(int newest) => Mine with { After = all[newest + 39].PlayedAt, Before = all[newest].PlayedAt.AddSeconds(1) };

        async Task<List<TrendMark>> MarksAsync(int newest)
        {
            var line = await Get<Trends>().MovingAsync(Viewer, Forty(newest), Score, 20, Cancel);
            return [.. (await Get<Trends>().MarksAsync(Viewer, Forty(newest), Cancel)).Where(m => m.At >= line.Points[0].At && m.At <= line.Points[^1].At)];
        }
    }

    [Fact]
    public async Task Trends_ByDayReadFarFromUtc_StandAtTheReadersDays()
    {
        var newYork = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");
        var expected = (await Get<Trends>().ReadAsync(Viewer, Mine, Score, TrendStep.Day, Cancel, newYork)).Select(p => p.From).ToList();
        Assert.NotEqual(expected.Count, (await Get<Trends>().ReadAsync(Viewer, Mine, Score, TrendStep.Day, Cancel)).Count); // else this is no test of it
        JSInterop.SetupModule("./Components/Charts/ApexChart.razor.js").SetupModule("create", _ => true);
        Navigation.NavigateTo("/?window=day");
        var page = Render<CascadingValue<TimeZoneInfo?>>(On(null));
        var view = page.FindComponent<TrendsView>();
        view.WaitForAssertion(() => AssertFull(view));

        page.Render(On(newYork)); // whose clock is known only once the page runs

        view.WaitForAssertion(() => Assert.Equal(expected.Select(day => (object)day), view.FindComponent<ApexPointSeries<TrendsView.TrendDot>>().Instance.Items.Select(p => p.At)));
        view.WaitForAssertion(() => Assert.Equal(expected.Select(day => (day.ToDateTime(TimeOnly.MinValue) - DateTime.UnixEpoch).TotalMilliseconds), Sent()));
        view.Find("details").TriggerEvent("ontoggle", EventArgs.Empty);
        Assert.Equal(expected.Select(day => day.ToString("d", System.Globalization.CultureInfo.CurrentCulture)), view.FindAll("details tbody th").Select(th => th.TextContent));
        Assert.Equal(expected.Select(day => (object?)day), view.Instance.Sheets()[0].Rows.Select(r => r[2]));

        Action<ComponentParameterCollectionBuilder<CascadingValue<TimeZoneInfo?>>> On(TimeZoneInfo? zone) =>
            p => p.Add(c => c.Value, zone).AddChildContent<TrendsView>(v => v.Add(t => t.Room, Room).Add(t => t.Filter, Mine));

        IEnumerable<double> Sent() => ((JsonElement)JSInterop.Invocations["create"][^1].Arguments[3]!)[0].GetProperty("data").EnumerateArray().Select(d => d.GetProperty("x").GetDouble());
    }

    [Theory]
    [InlineData("stat=skill.speed&second=core.score&window=day", "Speed over the last 20 matches and Score over a day, with its 80 % interval; a day is too short to tell a skill")]
    [InlineData("stat=skill.speed&window=week", "the last 20 matches, with its 80 % interval; a week is too short to tell a skill")]
    [InlineData("stat=skill.speed&second=core.score&window=50", "the last 50 matches, with its 80 % interval")]
    public void Trends_OfASkill_SayOverWhat(string query, string about)
    {
        var view = Show(Mine with { Playlists = ["ranked-standard"] }, query);
        view.WaitForAssertion(() => Assert.Equal($"Ranked Standard, {about}", view.Find("section.stat-card header p").TextContent));
        Assert.All(view.FindComponents<ApexPointSeries<TrendsView.TrendDot>>(), s => Assert.True(s.Instance.Items.Count > 1));

        view.Find("details").TriggerEvent("ontoggle", EventArgs.Empty); // days and instants in one table, in the order of time
        var sheet = view.Instance.Sheets()[0];
        var places = sheet.Rows.Select(r => r[2]!).Distinct().Select(at => (At: at is DateOnly day ? new(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero) : (DateTimeOffset)at, Format: at is DateOnly ? "d" : "g"));
        Assert.Equal(places.OrderBy(p => p.At).Select(p => p.At.ToString(p.Format, System.Globalization.CultureInfo.CurrentCulture)), view.FindAll("details tbody th").Select(th => th.TextContent));
    }

    [Fact]
    public async Task Trends_OfASkillByDayInFewMatches_SaysHowManyItTakes()
    {
        var view = Show((await Stored.NewestAsync(Me, 12)) with { Playlists = ["ranked-standard"] }, "stat=skill.speed&window=day");
        view.WaitForAssertion(() => Assert.Matches(@"^Not enough matches yet: \d+ of 21\.$", view.Find(".missing").TextContent));
    }

    [Fact]
    public async Task Trends_OfFewerMatchesThanAWindow_SaysHowManyThereAre()
    {
        var few = await Stored.NewestAsync(Me, 12);
        var known = (await Get<Trends>().MovingAsync(Viewer, few, Score, 20, Cancel)).Matches;
        Assert.InRange(known, 1, 12);
        var view = Show(few, "window=20");
        view.WaitForAssertion(() => Assert.Equal($"Not enough matches yet: {known} of 21.", view.Find(".missing").TextContent));
        Assert.False(view.HasComponent<ApexChart<TrendsView.TrendDot>>());
    }

    [Theory]
    [InlineData(1, "is one")]
    [InlineData(0, "is none")]
    public async Task Trends_OfFewerThanTwoWeeks_SaysSo(int matches, string told)
    {
        var view = Show(matches == 0 ? None : await Stored.NewestAsync(Me, matches), "window=week");
        view.WaitForAssertion(() => Assert.Equal($"Not enough yet: it takes two weeks with matches, and there {told}.", view.Find(".missing").TextContent));
    }

    [Fact]
    public void Trends_NothingIsThatLongAgo_SaysThatItCannotBeHeldAgainstIt()
    {
        var view = Show(query: "past=year");
        view.WaitForAssertion(() => Assert.Equal("There are no matches with these stats in one of the two times.", Card(view, "Against yourself").QuerySelector(".missing")!.TextContent));
        Assert.Equal("the year before the last 365 days", Card(view, "Against yourself").QuerySelector("header p")!.TextContent);
    }

    [Fact]
    public async Task Trends_AgainstTheMonthBefore_ShowsTheDifferences()
    {
        // So long after the newest matches that some were played in each month.
        var all = (await Get<ReplayQueries>().ListAsync(Viewer, Mine, cursor: null, 200, Cancel)).Items;
        Clock.SetUtcNow(all[all.Count / 2].PlayedAt.AddDays(30));
        var (then, since) = (Clock.GetUtcNow().AddDays(-60), Clock.GetUtcNow().AddDays(-30));
        var expected = await Get<PlayerStatistics>().DifferencesAsync(Viewer, Mine with { After = then, Before = since }, Mine with { After = since }, [.. Headline.Stats], 200, Cancel);
        var view = Show(query: "past=month");
        view.WaitForAssertion(() => Assert.Equal(expected, view.FindComponent<DifferenceTable>().Instance.Rows));
        Assert.Equal(["Trend", "Against yourself"], view.Instance.Sheets().Select(s => s.Name));
    }

    [Fact]
    public async Task Trends_AgainstFewMatchesOfTheMonthBefore_SaysHowMany()
    {
        var all = (await Get<ReplayQueries>().ListAsync(Viewer, Mine, cursor: null, 200, Cancel)).Items;
        Clock.SetUtcNow(all[5].PlayedAt.AddDays(30));
        var view = Show(query: "past=month");
        view.WaitForAssertion(() => Assert.Matches(@"^Not enough matches yet: it takes 10 then and now, and there are \d+ and 6\.$", Card(view, "Against yourself").QuerySelector(".missing")!.TextContent));
    }

    [Fact]
    public void Trends_WhileAnotherWindowIsRead_TellWhatTheyShow()
    {
        var view = Show();
        view.WaitForAssertion(() => AssertFull(view));
        Database.Hold();

        Navigation.NavigateTo("/?window=20&past=month&stat=core.goals");
        view.Render(p => p.Add(v => v.Filter, Mine));

        Assert.Equal(["core.goals", "", "20", "month"], view.FindAll(".choose select").Select(s => s.GetAttribute("value"))); // what was chosen stands there at once
        Assert.Equal("all playlists, the last 50 matches, with its 80 % interval", Card(view, "Score").QuerySelector("header p")!.TextContent);
        Assert.DoesNotContain(view.FindAll("section"), s => s.GetAttribute("aria-label") == "Against yourself"); // nothing is known of it yet
    }

    [Fact]
    public async Task Trends_OfASkillForTheCoach_WaitForHisEye()
    {
        await CoachedByTheRivalAsync();
        try
        {
            Navigation.NavigateTo("/?stat=skill.speed&window=20");
            var view = Render<TrendsView>(p => p.Add(v => v.Room, RoomOfTheRival).Add(v => v.Filter, Mine with { Playlists = ["ranked-standard"] }));

            view.WaitForAssertion(() => Assert.Equal(CoachingWords.LabelFirst, view.Find(".missing").TextContent));
            Assert.Empty(view.Instance.Sheets().SelectMany(s => s.Rows));
        }
        finally
        {
            await CoachedByNobodyAsync();
        }
    }

    [Fact]
    public void Trends_AChoice_GoesToTheAddress()
    {
        var view = Show(query: "season=f21&second=core.goals");
        view.FindAll(".choose select")[2].Change("week");
        Assert.Equal("http://localhost/?season=f21&second=core.goals&window=week", Navigation.Uri);
        view.FindAll(".choose select")[1].Change("");
        Assert.Equal("http://localhost/?season=f21&window=week", Navigation.Uri);
    }

    [Fact]
    public void Trends_NonsenseInTheAddress_IsTheUsual()
    {
        var view = Show(query: "stat=core.nonsense&window=7&past=century");
        view.WaitForAssertion(() => AssertFull(view));
        Assert.Equal(["core.score", "", "50", ""], view.FindAll(".choose select").Select(s => s.GetAttribute("value")));
    }

    protected override void AssertFull(IRenderedComponent<TrendsView> view) => Assert.Equal(2, view.FindComponent<ApexChart<TrendsView.TrendDot>>().FindComponents<ApexRangeSeries<TrendsView.TrendDot>>().Count + view.FindComponents<ApexPointSeries<TrendsView.TrendDot>>().Count);
}
