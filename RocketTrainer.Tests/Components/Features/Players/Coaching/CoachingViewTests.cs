using Bunit;
using Microsoft.EntityFrameworkCore;
using RocketTrainer.Core.Coaching;
using RocketTrainer.Web.Features.Players.Coaching;

namespace RocketTrainer.Tests.Components.Features.Players.Coaching;

public sealed class CoachingViewTests(StoredMatches stored) : PlayerViewTest<CoachingView, CoachingReport>(stored)
{
    protected override string Loading => "Looking through the matches";

    protected override string Failed => "The coach could not be asked.";

    protected override string Nothing => "No match that counts";

    [Fact]
    public async Task Coaching_OfAllMatches_ShowsEveryGroupOnceWithItsEvidence()
    {
        var reports = Get<CoachingReports>();
        var expected = await reports.ReadAsync(Viewer, Mine, (await reports.MainPlaylistAsync(Viewer, Mine, Cancel))!, Cancel);
        var view = Show();
        view.WaitForAssertion(() => AssertFull(view));

        Assert.Equal(CoachingState.Ready, expected.State);
        Assert.Equal(expected.Groups.Select(g => g.Label).Order(StringComparer.Ordinal), view.FindAll(".findings h3, .rows .name").Select(n => n.TextContent).Order(StringComparer.Ordinal));
        Assert.Equal(expected.Matters.Select(g => g.Label), view.FindAll(".findings h3").Select(h => h.TextContent));
        Assert.Equal(expected.Groups.Sum(g => g.Matches.Count), view.FindAll(".evidence ol a").Count);
        Assert.All(expected.Groups, g => Assert.Contains(CoachingWords.Place(g.Own, expected.Tier!.Value), view.Markup, StringComparison.Ordinal));
        var unknown = expected.Groups.Where(g => g.Standing == Standing.NotYetKnown).ToList();
        Assert.Contains(unknown, g => g.Needed is not null);
        Assert.Equal(unknown.Select(g => g.Needed is { } needed ? $"{g.Known} of {needed:N0} matches" : "only shown"), view.FindAll(".rows.unknown .number").Select(n => n.TextContent));
        Assert.Equal((expected.Groups.Count, expected.Groups.Sum(g => g.Stats.Count)), (view.Instance.Sheets()[0].Rows.Count, view.Instance.Sheets()[1].Rows.Count));
    }

    [Fact]
    public async Task Coaching_OfFourMatches_SaysHowManyItTakes()
    {
        var reports = Get<CoachingReports>();
        var view = Show(await FewAsync(4));

        view.WaitForAssertion(() => Assert.Equal($"Not enough matches yet: 4 of {CoachingReports.FewestMatches}", view.Find(".empty h2").TextContent));
        Assert.Contains("4 matches of", view.Find(".empty .text").TextContent, StringComparison.Ordinal);

        async Task<Core.Replays.ReplayFilter> FewAsync(int counted)
        {
            var playlist = (await reports.MainPlaylistAsync(Viewer, Mine, Cancel))!;
            for (var newest = counted; ; newest++)
            {
                var filter = await Stored.NewestAsync(Me, newest);
                if ((await reports.ReadAsync(Viewer, filter, await reports.MainPlaylistAsync(Viewer, filter, Cancel) ?? playlist, Cancel)).Count.Counted == counted)
                    return filter;
            }
        }
    }

    [Fact]
    public async Task Coaching_ForTheCoach_AsksForHisEyeFirstAndThenTells()
    {
        await CoachedByTheRivalAsync();
        try
        {
            var view = Render<CoachingView>(p => p.Add(v => v.Room, RoomOfTheRival).Add(v => v.Filter, Mine));
            view.WaitForAssertion(() => Assert.Equal(SkillGroups.All.Length + 1, view.FindAll("form.label input").Count));
            Assert.Empty(view.FindAll("#matters, .rows"));
            Assert.Empty(view.Instance.Sheets().SelectMany(s => s.Rows));
            Assert.True(view.Find("form.label button[type=submit]").HasAttribute("disabled"));

            view.FindAll("form.label input")[6].Change("Aerial");
            await view.Find("form.label").SubmitAsync();

            view.WaitForAssertion(() => Assert.NotEmpty(view.FindAll("#matters")));
            Assert.StartsWith("You named aerial before you were told", view.Find("p.label").TextContent, StringComparison.Ordinal);
        }
        finally
        {
            await CoachedByNobodyAsync();
        }
    }

    protected override void AssertFull(IRenderedComponent<CoachingView> view) => Assert.NotEmpty(view.FindAll(".level, #matters"));
}
