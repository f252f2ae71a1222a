using Bunit;
using RocketTrainer.Core.Players;
using RocketTrainer.Core.Progress;
using RocketTrainer.Core.Replays;
using RocketTrainer.Web.Components.Shared;
using RocketTrainer.Web.Features.Players.Compare;

namespace RocketTrainer.Tests.Components.Features.Players.Compare;

public sealed class CompareViewTests(StoredMatches stored) : PlayerViewTest<CompareView, CompareView.Content>(stored)
{
    protected override string Loading => "Comparing";

    protected override string Failed => "These players could not be compared.";

    protected override string Nothing => "None of these players has matches under this filter.";

    protected override string Query => $"others={Rival.Player}";

    [Fact]
    public async Task Compare_TwoPlayers_ShowsBothMeansAndTheVerdict()
    {
        var filter = Mine with { Playlists = ["ranked-standard"] };
        var mine = await Get<PlayerStatistics>().SummaryAsync(Viewer, filter, [.. Headline.Stats], 200, Cancel);
        var theirs = await Get<PlayerStatistics>().SummaryAsync(Viewer, filter with { Player = Rival.Player }, [.. Headline.Stats], 200, Cancel);
        var differences = await Get<PlayerStatistics>().DifferencesAsync(Viewer, filter, filter with { Player = Rival.Player }, [.. Headline.Stats], 200, Cancel);
        var name = await Get<ReplayQueries>().PlayerNameAsync(Viewer, Rival.Player, Cancel);
        var view = Show(filter);
        view.WaitForAssertion(() => AssertFull(view));

        Assert.Equal([$"A Regular{mine.Max(s => s.Matches)} matches", $"B {name}{theirs.Max(s => s.Matches)} matches"], view.FindAll("thead th").Skip(2).Select(h => h.TextContent.Trim()));
        Assert.Equal(
            mine.Zip(theirs, differences).Select(s => (Number(s.First), Number(s.Second), Word(s.Third))),
            view.FindAll("tbody tr").Select(r => (r.Children[2].TextContent.Trim(), r.Children[3].FirstChild!.TextContent.Trim(), r.QuerySelector(".judgement")!.LastChild!.TextContent.Trim())));
        Assert.Equal($"{Room.DisplayName} {Number(mine[0])}, {name} {Number(theirs[0])}", view.Find("svg.many-dots").GetAttribute("aria-label")!.Split(": ")[1]);

        static string Number(StatSummary summary) => DifferenceTable.Number(summary.Mean.Value, StatCatalog.Get(summary.Stat));
        static string Word(StatDifference difference) => difference.Judge() switch { Verdict.Better => "better", Verdict.Worse => "worse", Verdict.Other => "different", _ => "within noise" };
    }

    [Fact]
    public void Compare_Alone_AsksForOthers()
    {
        Navigation.NavigateTo("/compare");
        var view = Render<CompareView>(p => p.Add(v => v.Room, Room).Add(v => v.Filter, Mine));
        view.WaitForAssertion(() => Assert.Equal("Who else?", view.Find(".empty h2").TextContent));
        Assert.Equal("A Regular", view.Find(".players li").TextContent.Trim());
        Assert.Empty(view.Instance.Sheets());
    }

    [Fact]
    public void Compare_SomebodyWhomTheViewerMayNotSee_IsLeftOut()
    {
        Navigation.NavigateTo($"/compare?others=steam:76561190000000404,nonsense,{Me.Player}");
        var view = Render<CompareView>(p => p.Add(v => v.Room, Room).Add(v => v.Filter, Mine));
        view.WaitForAssertion(() => Assert.Equal("Who else?", view.Find(".empty h2").TextContent));
    }

    [Fact]
    public async Task Compare_FewMatches_AreNoGroundForAVerdict()
    {
        var view = Show(await Stored.NewestAsync(Me, 5));
        view.WaitForAssertion(() => Assert.Contains("5 matches", view.FindAll("thead th")[2].TextContent, StringComparison.Ordinal));
        Assert.All(view.FindAll(".judgement"), j => Assert.EndsWith("within noise", j.TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Compare_Radar_CallsPlayersByTheirLettersToo()
    {
        var view = Show(Mine with { Playlists = ["ranked-standard"] });
        view.WaitForAssertion(() => AssertFull(view));
        var name = await Get<ReplayQueries>().PlayerNameAsync(Viewer, Rival.Player, Cancel);
        Assert.Equal(["A Regular", $"B {name}"], view.FindAll(".radar .legend li").Select(l => l.TextContent.Trim()));
    }

    [Fact]
    public async Task Compare_SixPlayers_AreTheMost()
    {
        var mates = (await Get<Companions>().TeamMatesAsync(Viewer, Mine, 7, Cancel)).Select(m => m.PlayerId);
        Navigation.NavigateTo($"/compare?others={string.Join(',', mates)}");
        var view = Render<CompareView>(p => p.Add(v => v.Room, Room).Add(v => v.Filter, Mine));
        view.WaitForAssertion(() => Assert.Equal(6, view.FindAll("thead th").Count - 2));
        Assert.Empty(view.FindAll(".picker"));
        Assert.Equal(6 * 18, Assert.Single(view.Instance.Sheets()).Rows.Count);
    }

    [Fact]
    public async Task Compare_SomebodyFoundOrLeftOut_ChangesTheAddress()
    {
        var mate = (await Get<Companions>().TeamMatesAsync(Viewer, Mine, 1, Cancel))[0];
        var view = Show();
        view.WaitForAssertion(() => AssertFull(view));
        var without = view.Find(".players a").GetAttribute("href");
        Assert.Equal("http://localhost/", without);

        await view.Find(".picker input").InputAsync(new() { Value = mate.PlayerId });
        view.WaitForElement(".picker li button").Click();

        Assert.Equal($"http://localhost/?others={Uri.EscapeDataString($"{Rival.Player},{mate.PlayerId}")}", Navigation.Uri);
    }

    protected override void AssertFull(IRenderedComponent<CompareView> view) => Assert.Equal(Headline.Stats.Length, view.FindAll("tbody tr").Count);
}
