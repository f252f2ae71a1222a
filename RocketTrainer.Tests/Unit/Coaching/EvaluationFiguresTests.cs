using System.Globalization;
using RocketTrainer.Core.Coaching;

namespace RocketTrainer.Tests.Unit.Coaching;

public sealed class EvaluationFiguresTests
{
    [Fact]
    public void All_OfTheFourEvaluationsAndSpeed_AreTold() =>
        Assert.Equal(["league", "progress", "rank", "speed", "weaknesses"], EvaluationFigures.All.Select(f => f.Evaluation).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

    [Fact]
    public void All_WithAnInterval_LieInIt() => Assert.All(EvaluationFigures.All, figure =>
    {
        Assert.Equal(figure.Low is null, figure.High is null);
        if (figure.Low is { } low)
            Assert.InRange(figure.Ours, low, figure.High!.Value);
    });

    /// <summary>A missed bound is told as missed, whatever the table says.</summary>
    [Fact]
    public void IsReached_OfEachBound_AgreesWithTheFigure()
    {
        var bound = EvaluationFigures.All.Where(f => f.Bound is not null).ToList();

        Assert.NotEmpty(bound);
        Assert.All(bound, figure =>
        {
            var limit = double.Parse(figure.Bound!.Split(' ')[^1], CultureInfo.InvariantCulture);
            Assert.Equal(figure.Bound!.StartsWith("at most", StringComparison.Ordinal) ? figure.Ours <= limit : figure.Ours >= limit, figure.IsReached);
        });
        Assert.All(EvaluationFigures.All.Except(bound), figure => Assert.Null(figure.IsReached));
    }

    /// <summary>But for costs, which differ from run to run.</summary>
    [Fact]
    public void All_WithAnInterval_StandInTheDocumentation()
    {
        var told = File.ReadLines(Path.Combine(Support.Repository.Root, "docs", "COACHING.md")).Where(l => l.StartsWith('|')).Select(l => l.Split('|')).ToLookup(c => c[1].Trim(), StringComparer.Ordinal);
        Assert.All(EvaluationFigures.All.Where(f => f.Low is not null), figure =>
        {
            var numbers = Assert.Single(told[figure.Name]).Single(c => c.EndsWith("] ", StringComparison.Ordinal)).Split([' ', ',', '[', ']'], StringSplitOptions.RemoveEmptyEntries).Select(n => double.Parse(n, CultureInfo.InvariantCulture));
            Assert.All(new[] { figure.Ours, figure.Low!.Value, figure.High!.Value }.Zip(numbers), n => Assert.Equal(n.First, n.Second, 0.0006)); // both rounded
        });
    }

    [Fact]
    public void All_OfOneEvaluation_HaveNamesOfTheirOwn() =>
        Assert.Equal(EvaluationFigures.All.Count, EvaluationFigures.All.Select(f => (f.Evaluation, f.Name)).Distinct().Count());
}
