using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;
using RocketTrainer.Core.Importing;
using RocketTrainer.Core.Replays;
using RocketTrainer.Web.Features.Players;

namespace RocketTrainer.Tests.Components.Features.Players;

/// <summary>What holds of every page of a player, whatever it shows.</summary>
public abstract class PlayerViewTest<TView, TContent>(StoredMatches stored) : StoredComponentTest(stored)
    where TView : PlayerView<TContent>
    where TContent : class
{
    /// <summary>What is read aloud while it is being read.</summary>
    protected abstract string Loading { get; }

    /// <summary>What stands there when it could not be read.</summary>
    protected abstract string Failed { get; }

    /// <summary>What stands there when nothing fits the filter.</summary>
    protected abstract string Nothing { get; }

    /// <summary>The rest of the address that has it show something.</summary>
    protected virtual string Query => "";

    [Fact]
    public void View_WhileItReads_SaysWhatAndThenShowsIt()
    {
        var gate = Database.Hold();

        var view = Show();
        Assert.Equal(Loading, view.Find("[role=status][aria-busy=true] .unseen").TextContent);
        Assert.Empty(view.FindAll("section"));

        gate.SetResult();
        view.WaitForAssertion(() => AssertFull(view));
    }

    [Fact]
    public async Task View_ThatCannotBeRead_SaysSoAndTriesAgain()
    {
        Database.Break();
        var view = Show();
        AssertFailed(view);

        await view.Find("[role=alert] button").ClickAsync();
        AssertFailed(view); // it still can't

        Database.Mend();
        await view.Find("[role=alert] button").ClickAsync();
        view.WaitForAssertion(() => AssertFull(view));
        Assert.Empty(view.FindAll("[role=alert]"));
    }

    [Fact]
    public void View_WithNothingUnderTheFilter_SaysSo()
    {
        var view = Show(None);
        view.WaitForAssertion(() => Assert.Equal(Nothing, view.Find(".empty h2, .missing").TextContent));
        Assert.Empty(view.FindAll("table"));
    }

    [Fact]
    public async Task View_LeftForAnotherFilter_DoesNotShowTheFirstOnesFault()
    {
        // The first answer fails when the second stands there already.
        var first = Database.Hold();
        var view = Show(None, "season=f1");
        Database.Mend();
        Navigation.NavigateTo(Address());
        view.Render(p => p.Add(v => v.Filter, Mine));
        view.WaitForAssertion(() => AssertFull(view));

        first.SetException(FitfulDatabase.Fault());
        await view.InvokeAsync(() => { }); // the fault was told before this
        AssertFull(view);
        Assert.Empty(view.FindAll("[role=alert]"));
    }

    [Fact]
    public void View_MatchesOfThePlayerComeIn_IsReadAgain()
    {
        var view = Show();
        view.WaitForAssertion(() => AssertFull(view));
        Database.Break();

        Get<ImportFeed>().StoredFor(Me.Player.ToString()).Publish(1);

        view.WaitForAssertion(() => AssertFailed(view));
    }

    [Fact]
    public void View_OnSeveralPagesOfOneViewer_IsReadAgainOnceForAllOfThem()
    {
        var views = new[] { Show(), Show(), Show() };
        Assert.All(views, view => view.WaitForAssertion(() => AssertFull(view)));
        var (each, drawn) = (Database.Asked / views.Length, Array.ConvertAll(views, v => v.RenderCount));
        var before = Database.Asked;

        Get<ImportFeed>().StoredFor(Me.Player.ToString()).Publish(1);

        for (var i = 0; i < views.Length; i++)
        {
            var (view, earlier) = (views[i], drawn[i]);
            view.WaitForAssertion(() => Assert.True(view.RenderCount > earlier));
            AssertFull(view);
        }

        Assert.InRange(Database.Asked - before, 1, each);
    }

    [Fact]
    public void View_OfACircuit_ShowsOnceWhatItsDocumentWasDrawnFrom()
    {
        ShowDocument();
        Database.Break();

        AssertFull(Show());
        AssertFailed(Show());
    }

    [Fact]
    public void View_OfACircuitAfterMatchesCameIn_IsReadAnew()
    {
        ShowDocument();
        Database.Break();

        Get<ImportFeed>().StoredFor(Me.Player.ToString()).Publish(1);

        AssertFailed(Show());
    }

    [Fact]
    public void Sheets_BeforeAnythingWasRead_AreNone()
    {
        Database.Hold();
        Assert.Empty(Show().Instance.Sheets());
    }

    /// <summary>It shows all that there is of the regular.</summary>
    protected abstract void AssertFull(IRenderedComponent<TView> view);

    protected IRenderedComponent<TView> Show(ReplayFilter? filter = null, string? query = null)
    {
        Navigation.NavigateTo(Address(query));
        return Render<TView>(p => p.Add(v => v.Room, Room).Add(v => v.Filter, filter ?? Mine));
    }

    private void ShowDocument()
    {
        SetRendererInfo(new RendererInfo("Static", isInteractive: false));
        var document = Show();
        document.WaitForAssertion(() => AssertFull(document));
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
    }

    /// <summary>The part of a page under this heading.</summary>
    protected static IElement Card(IRenderedComponent<TView> view, string title) =>
        view.FindAll("section").Single(s => s.GetAttribute("aria-label") == title);

    private string Address(string? query = null) => $"/?{string.Join('&', new[] { Query, query }.Where(part => !string.IsNullOrEmpty(part)))}";

    private void AssertFailed(IRenderedComponent<TView> view)
    {
        Assert.Equal(Failed, view.Find("[role=alert] h2").TextContent);
        Assert.Contains("Every match is stored; only showing them failed.", view.Find("[role=alert]").TextContent, StringComparison.Ordinal);
    }
}
