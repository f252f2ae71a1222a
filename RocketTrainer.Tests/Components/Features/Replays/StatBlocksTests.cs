using AngleSharp.Dom;
using Bunit;
using RocketTrainer.Core.Replays;
using RocketTrainer.Web.Features.Replays.Parts;

namespace RocketTrainer.Tests.Components.Features.Replays;

public sealed class StatBlocksTests : ComponentTest
{
    private readonly ReplayPlayer _marlowe = Sample.Player(0, "Marlowe");
    private readonly ReplayPlayer _kestrel = Sample.Player(1, "kestrel");
    private readonly ReplayPlayer _ostra = Sample.Player(2, "Ostra");
    private readonly ReplayPlayer _vex = Sample.Player(3, "Vex");

    [Fact]
    public void Blocks_EveryStatOfTheCatalogue_HasARow() =>
        Assert.Equal(StatCatalog.All.Length, Show().FindAll("tbody tr").Count);

    [Fact]
    public void Blocks_NullIsADashAndZeroIsZero()
    {
        _marlowe.Stats["core.goals"] = 0;
        var cells = Row("Goals");
        Assert.Equal("0", cells[0].TextContent);
        Assert.Equal("–", cells[1].TextContent);
        Assert.Equal("not given", cells[1].GetAttribute("title"));
    }

    [Fact]
    public void Blocks_MoreIsBetter_MarksTheMost()
    {
        Give("core.goals", 1, 3, 0, 2);
        Assert.Equal(["kestrel"], Marked("Goals"));
    }

    [Fact]
    public void Blocks_LessIsBetter_MarksTheLeast()
    {
        Give("boost.percent_zero_boost", 12, 9, 20, 15);
        Assert.Equal(["kestrel"], Marked("Empty tank, share"));
    }

    [Fact]
    public void Blocks_NoWayIsBetter_MarksNobody()
    {
        Give("boost.avg_amount", 40, 50, 45, 60);
        Assert.Empty(Marked("Average boost"));
    }

    [Fact]
    public void Blocks_AllAlikeOrAllNothing_MarksNobody()
    {
        Give("core.saves", 2, 2, 2, 2);
        Give("core.assists", 0, 0, 0, null);
        Assert.Empty(Marked("Saves"));
        Assert.Empty(Marked("Assists"));
    }

    [Fact]
    public void Blocks_ALeaverWithTheLeast_IsNotTheBestByTotals()
    {
        Give("demo.taken", 2, 4, 3, 0);
        var left = Show(_vex with { EndTime = 60 });
        Assert.Equal(["Marlowe"], Marked("Demolished", left));
    }

    [Fact]
    public void Blocks_ABlockThatWasNotGiven_IsStillThereAsDashes() =>
        Assert.All(Row("Distance to ball").Where(c => !c.ClassList.Contains("total")), c => Assert.Equal("–", c.TextContent));

    [Fact]
    public void Blocks_AStatsName_IsExplained() =>
        Assert.Equal(StatCatalog.Get("boost.bpm").Description, Show().FindAll("th.stat a").First(a => a.TextContent == "Boost used").GetAttribute("title"));

    private void Give(string key, double? marlowe, double? kestrel, double? ostra, double? vex) =>
        (_marlowe.Stats[key], _kestrel.Stats[key], _ostra.Stats[key], _vex.Stats[key]) = (marlowe, kestrel, ostra, vex);

    private IRenderedComponent<StatBlocks> Show(ReplayPlayer? last = null) =>
        Render<StatBlocks>(p => p.Add(x => x.Replay, Sample.Detail([_marlowe, _kestrel], [_ostra, last ?? _vex])));

    private List<IElement> Row(string label, IRenderedComponent<StatBlocks>? shown = null) =>
        [.. (shown ?? Show()).FindAll("tbody tr").First(r => r.QuerySelector("th a")!.TextContent == label).QuerySelectorAll("td")];

    private List<string> Marked(string label, IRenderedComponent<StatBlocks>? shown = null)
    {
        string[] columns = ["Marlowe", "kestrel", "Blue", "Ostra", "Vex", "Orange"];
        return [.. Row(label, shown).Zip(columns).Where(x => x.First.ClassList.Contains("best")).Select(x => x.Second)];
    }
}
