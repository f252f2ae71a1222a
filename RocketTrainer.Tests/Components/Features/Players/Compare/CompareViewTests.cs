using Bunit;
using RocketTrainer.Core.Coaching;
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
        Assert.Equal(differences.Select(Amount), view.FindAll("tbody tr").Select(r => r.Children[3].QuerySelector(".difference .amount")!.TextContent));
        Assert.Matches(@"^[+−][\d.,]+ \([+−][\d.,]+ to [+−][\d.,]+\)$", view.Find(".amount").TextContent);
        Assert.Equal($"{Room.DisplayName} {Number(mine[0])}, {name} {Number(theirs[0])}", view.Find("svg.many-dots").GetAttribute("aria-label")!.Split(": ")[1]);

        static string Amount(StatDifference d) =>
            $"{Signed(d.Difference.Value, d)} ({Signed(d.Difference.Low!.Value, d)} to {Signed(d.Difference.High!.Value, d)})";
        static string Signed(double value, StatDifference of) => DifferenceTable.Signed(value, StatCatalog.Get(of.Stat));
        static string Number(StatSummary summary) => DifferenceTable.Number(summary.Mean.Value, StatCatalog.Get(summary.Stat));
        static string Word(StatDifference difference) => difference.Judge() switch { Verdict.Better => "better", Verdict.Worse => "worse", Verdict.Other => "different", _ => "within noise" };
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
    public async Task Sheets_OfPlayersWithKnownSkills_HoldThem()
    {
        var filter = Mine with { Playlists = ["ranked-standard"] };
        var mine = (await Get<SkillWheels>().ReadAsync(Viewer, filter, "ranked-standard", Cancel))!;
        var theirs = (await Get<SkillWheels>().ReadAsync(Viewer, filter with { Player = Rival.Player }, "ranked-standard", Cancel, mine.Rank.Tier))!;
        var view = Show(filter);
        view.WaitForAssertion(() => AssertFull(view));
        Assert.Equal(["Compare", "Skills"], view.Instance.Sheets().Select(s => s.Name));
        Assert.Equal(mine.Skills.Concat(theirs.Skills).Select(s => (object?)s.Own.Value), view.Instance.Sheets()[1].Column("percentile"));
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
    public async Task Compare_WithATeamMateInTheFilter_IsOfEachOnesMatchesBesideHim()
    {
        var mate = Id((await Get<Companions>().TeamMatesAsync(Viewer, Mine, 1, Cancel))[0].PlayerId);
        var filter = Mine with { With = mate };
        var stats = Headline.Stats;
        var mine = await Get<PlayerStatistics>().SummaryAsync(Viewer, filter, [.. stats], 200, Cancel);
        var mates = await Get<PlayerStatistics>().SummaryAsync(Viewer, new() { Player = mate, With = Me.Player }, [.. stats], 200, Cancel);
        var rivals = await Get<PlayerStatistics>().SummaryAsync(Viewer, filter with { Player = Rival.Player }, [.. stats], 200, Cancel);
        var all = await Get<PlayerStatistics>().SummaryAsync(Viewer, Mine, [.. stats], 200, Cancel);
        Assert.NotEqual(all[0].Mean.Value, mine[0].Mean.Value); // else it tells nothing which of them is shown

        Navigation.NavigateTo($"/compare?with={mate}&others={mate},{Rival.Player}");
        var view = Render<CompareView>(p => p.Add(v => v.Room, Room).Add(v => v.Filter, filter));
        view.WaitForAssertion(() => AssertFull(view));

        var sheet = view.Instance.Sheets()[0];
        Assert.Equal(Headline.Stats.SelectMany(s => new[] { Mean(mine, s), Mean(mates, s), Mean(rivals, s) }), sheet.Column("mean"));
        foreach (var row in sheet.Rows.Where(r => r[7] is not null))
        {
            var stat = StatCatalog.Get((string)row[0]!);
            Assert.Equal((double)row[4]! - (double)Mean(mine, stat)!, (double)row[7]!, 9); // a difference is that of the means beside it
        }

        static object? Mean(IReadOnlyList<StatSummary> of, Stat stat) => of.FirstOrDefault(s => s.Stat == stat.Key)?.Mean.Value;
        static PlayerId Id(string text) => PlayerId.TryParse(text, out var id, out _) ? id : throw new ArgumentException($"'{text}' is no account.", nameof(text));
    }

    [Fact]
    public async Task Compare_SixPlayers_AreTheMost()
    {
        var mates = (await Get<Companions>().TeamMatesAsync(Viewer, Mine, 7, Cancel)).Select(m => m.PlayerId);
        Navigation.NavigateTo($"/compare?others={string.Join(',', mates)}");
        var view = Render<CompareView>(p => p.Add(v => v.Room, Room).Add(v => v.Filter, Mine));
        view.WaitForAssertion(() => Assert.Equal(6, view.FindAll("thead th").Count - 2));
        Assert.Empty(view.FindAll(".picker"));
        Assert.Equal(6 * 18, view.Instance.Sheets()[0].Rows.Count);
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
