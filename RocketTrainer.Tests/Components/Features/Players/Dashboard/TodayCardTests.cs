using Bunit;
using RocketTrainer.Core.Coaching;
using RocketTrainer.Core.Importing;
using RocketTrainer.Core.Replays;
using RocketTrainer.Web.Features.Players.Coaching;
using RocketTrainer.Web.Features.Players.Dashboard;

namespace RocketTrainer.Tests.Components.Features.Players.Dashboard;

public sealed class TodayCardTests(StoredMatches stored) : StoredComponentTest(stored)
{
    private const string Standard = "ranked-standard";

    [Fact]
    public async Task Card_OfAllMatches_SaysTheCoachsFirstWordAndLeadsToTheRest()
    {
        var expected = await Get<CoachingReports>().ReadAsync(Viewer, Mine, Standard, Cancel);
        Assert.Equal(CoachingState.Ready, expected.State);
        Navigation.NavigateTo("/?season=f21");

        var card = Show(Mine);

        card.WaitForAssertion(() => Assert.Equal(CoachingWords.Today(expected), card.Find(".told").TextContent));
        Assert.Equal("/coaching?season=f21", card.Find("a").GetAttribute("href"));
    }

    [Fact]
    public void Card_OfNothing_SaysWhatTheCoachLooksAt()
    {
        var card = Show(None);

        card.WaitForAssertion(() => Assert.StartsWith("The coach looks at ranked matches", card.Find(".told").TextContent, StringComparison.Ordinal));
        Assert.Empty(card.FindAll("a"));
    }

    [Fact]
    public void Card_WhileItIsRead_SaysSo()
    {
        var gate = Database.Hold();
        var card = Show(Mine);
        Assert.Equal("Asking the coach", card.Find("[aria-busy=true] .unseen").TextContent);

        gate.SetResult();
        card.WaitForAssertion(() => Assert.NotEmpty(card.FindAll(".told")));
    }

    /// <summary>However short the time since another page read it.</summary>
    [Fact]
    public void Card_AfterMatchesCameIn_IsReadAgain()
    {
        var card = Show(Mine);
        card.WaitForAssertion(() => Assert.NotEmpty(card.FindAll(".told")));
        Database.Break();

        Get<ImportFeed>().StoredFor(Me.Player.ToString()).Publish(1);

        card.WaitForAssertion(() => Assert.Contains("The coach could not be asked.", card.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public void Card_ThatCannotBeRead_LeavesTheRestOfThePage()
    {
        Database.Break();
        var card = Show(Mine);

        card.WaitForAssertion(() => Assert.Equal("The coach could not be asked. Everything else is here.", card.Find("p.quiet:not(header p)").TextContent));
    }

    private IRenderedComponent<TodayCard> Show(ReplayFilter filter) => Render<TodayCard>(p => p.Add(c => c.Room, Room).Add(c => c.Filter, filter).Add(c => c.Playlist, Standard));
}
