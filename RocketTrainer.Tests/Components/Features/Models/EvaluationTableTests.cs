using Bunit;
using RocketTrainer.Core.Coaching;
using RocketTrainer.Web.Features.Models;

namespace RocketTrainer.Tests.Components.Features.Models;

public sealed class EvaluationTableTests : ComponentTest
{
    private static readonly DateOnly Day = new(2026, 3, 14);

    [Fact]
    public void Table_OfFigures_SaysWhatWasReachedAndWhatWasMissed()
    {
        var table = Render<EvaluationTable>(p => p.Add(t => t.Caption, "Rank").Add(t => t.Rows,
        [
            new EvaluationFigure("rank", "lobby MAE", 3.444, "1.571", "1.215", 1.198, 1.152, 1.246, "at most 1.20", IsReached: true, Day),
            new EvaluationFigure("rank", "plays-like MAE", 3.444, null, "1.594", 1.617, 1.569, 1.667, "at most 1.58", IsReached: false, Day),
            new EvaluationFigure("rank", "peak memory", null, null, null, 178, null, null, null, IsReached: null, Day),
        ]));

        Assert.Equal(
            [
                "lobby MAE|1.198|1.152 to 1.246|3.444|1.571|1.215|at most 1.20 reached",
                "plays-like MAE|1.617|1.569 to 1.667|3.444|–|1.594|at most 1.58 missed",
                "peak memory|178|–|–|–|–|",
            ],
            table.FindAll("tbody tr").Select(r => string.Join('|', r.Children.Select(c => string.Join(' ', c.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))))));
        Assert.Equal("Measured on 14 Mar 2026.", table.Find("p").TextContent);
        Assert.Equal("missed", Assert.Single(table.FindAll(".bad")).TextContent);
    }

    [Fact]
    public void Table_WithoutBaselines_HasNoColumnForThem()
    {
        var table = Render<EvaluationTable>(p => p.Add(t => t.Caption, "Weaknesses").Add(t => t.Rows, [new EvaluationFigure("weaknesses", "found first", null, ".83", null, 0.892, 0.872, 0.911, "at least 0.85", IsReached: true, Day)]));
        Assert.DoesNotContain("Always the mean", table.Markup, StringComparison.Ordinal);
        Assert.Equal(6, table.FindAll("thead th").Count);
    }
}
