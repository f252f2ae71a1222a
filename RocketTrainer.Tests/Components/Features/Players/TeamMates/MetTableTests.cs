using AngleSharp.Dom;
using Bunit;
using RocketTrainer.Core.Players;
using RocketTrainer.Core.Progress;
using RocketTrainer.Web.Components.Shared;
using RocketTrainer.Web.Features.Players.TeamMates;

namespace RocketTrainer.Tests.Components.Features.Players.TeamMates;

public sealed class MetTableTests : ComponentTest
{
    [Fact]
    public void Table_OfNobody_HasNoRows() => Assert.Empty(Show(new(10, 5, 5, 0, 0)).FindAll("tbody tr"));

    [Fact]
    public void Table_OfSeveral_HoldsEachWithAndWithout()
    {
        var table = Show(new(1200, 600, 590, 0, 10), Met("steam:1", "Marlowe", 1000, 500, 490), Met("steam:2", name: null, 10, 4, 6));
        var rows = table.FindAll("tbody tr");
        Assert.Equal(["Marlowe", "steam:2"], Column(table, "Player"));
        Assert.Equal(["/team-mates?mate=steam:1", "/team-mates?mate=steam:2"], rows.Select(r => r.QuerySelector("a[data-row]")!.GetAttribute("href")));
        Assert.Equal(["1,000", "10"], Column(table, "Matches"));
        Assert.Equal(["500–490", "4–6"], Column(table, "Won–lost"));
        Assert.All(Column(table, "Without").Zip(["50%", "51%"]), cell => Assert.Contains(cell.Second, cell.First, StringComparison.Ordinal)); // 100 of 200, 596 of 1,180
    }

    [Fact]
    public void Table_SomebodyWhoWasAlwaysThere_HasNothingWithout()
    {
        var table = Show(new(10, 6, 4, 0, 0), Met("steam:1", "Marlowe", 10, 6, 4));
        Assert.Equal([StatFormat.NotGiven], Column(table, "Without"));
        Assert.Equal(WinRateTone.None, ToneOf(table.Find("tbody tr")));
    }

    [Fact]
    public void Table_OnlyWhatHoldsUpAmongAll_IsColoured()
    {
        var table = Show(new(400, 200, 200, 0, 0), Met("steam:1", "Lucky", 100, 85, 15), Met("steam:2", "Unlucky", 100, 15, 85), Met("steam:3", "Chance", 10, 7, 3));
        Assert.Equal([WinRateTone.Better, WinRateTone.Worse, WinRateTone.None], table.FindAll("tbody tr").Select(ToneOf));
    }

    private enum WinRateTone { None, Better, Worse }

    private static WinRateTone ToneOf(IElement row) => row.QuerySelector(".win-rate svg")!.ClassList switch
    {
        var c when c.Contains("better") => WinRateTone.Better,
        var c when c.Contains("worse") => WinRateTone.Worse,
        _ => WinRateTone.None,
    };

    private static List<string> Column(IRenderedComponent<MetTable> table, string head)
    {
        var place = table.FindAll("thead th").Index().Single(h => h.Item.TextContent.Trim() == head).Index;
        return [.. table.FindAll("tbody tr").Select(r => r.Children[place].TextContent.Trim())];
    }

    private static TeamMate Met(string id, string? name, int matches, int wins, int losses) => new(id, name, matches, wins, losses, Now);

    private IRenderedComponent<MetTable> Show(WinLoss all, params TeamMate[] rows) =>
        Render<MetTable>(p => p.Add(t => t.Caption, "Team-mates").Add(t => t.Rows, rows).Add(t => t.All, all).Add(t => t.HrefOf, id => $"/team-mates?mate={id}"));
}
