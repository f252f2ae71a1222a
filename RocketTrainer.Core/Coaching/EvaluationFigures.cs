using System.Globalization;
using RocketTrainer.Core.Coaching.RankModels;

namespace RocketTrainer.Core.Coaching;

/// <summary>One figure of how good a model of the coach is, on players and matches that it hasn't seen.</summary>
/// <param name="Evaluation">weaknesses, progress, league or rank: what <c>-- evaluate</c> is told; speed is of <c>-- queries</c>.</param>
/// <param name="Baseline">Of a model that always says the mean tier; null where there is no such model.</param>
/// <param name="Published">The best found in print for the same question, on other data; null where none was found.</param>
/// <param name="Method">What the method that ours started from reached; null where it wasn't measured.</param>
/// <param name="Low">Lower bound of the 95 % interval; null for costs.</param>
/// <param name="Bound">What it is held to, in words; null where it is only told.</param>
/// <param name="IsReached">Null without a bound.</param>
/// <param name="Measured">The day, in UTC.</param>
public sealed record EvaluationFigure(string Evaluation, string Name, double? Baseline, string? Published, string? Method, double Ours, double? Low, double? High, string? Bound, bool? IsReached, DateOnly Measured);

/// <summary>
/// The evaluations' figures for seed 1, reached or not, written by <c>-- evaluate WHAT --to FILE</c> of the benchmarks: the data can't be handed on, so
/// an instance can't reckon them itself.
/// </summary>
public static class EvaluationFigures
{
    /// <summary>How weak skills, and progress, are found: the model beside the rank model.</summary>
    public const string OfWeaknesses = "weaknesses";

    /// <summary>By evaluation, in the order of their tables.</summary>
    public static IReadOnlyList<EvaluationFigure> All { get; } = [.. EmbeddedTable.Rows(typeof(EvaluationFigures), "evaluation-figures.csv").Select(row =>
        new EvaluationFigure(row[0], row[1], Number(row[2]), Text(row[3]), Text(row[4]), Number(row[5])!.Value, Number(row[6]), Number(row[7]), Text(row[8]), row[9].Length == 0 ? null : row[9] == "yes", DateOnly.Parse(row[10], CultureInfo.InvariantCulture)))];

    /// <summary>What a model comes with; null where it isn't told, which for a rank model made here is what its <see cref="RankTrial"/> is for.</summary>
    /// <param name="model">The id of the shipped rank model, or <see cref="OfWeaknesses"/>.</param>
    public static IReadOnlyList<EvaluationFigure>? Of(string model) =>
        model == OfWeaknesses ? [.. All.Where(f => f.Evaluation is "weaknesses" or "progress" or "speed")]
        : model == RankModel.Shipped.Card.Id ? [.. All.Where(f => f.Evaluation is "rank" or "league")]
        : null;

    private static string? Text(string cell) => cell.Length == 0 ? null : cell;

    private static double? Number(string cell) => cell.Length == 0 ? null : double.Parse(cell, CultureInfo.InvariantCulture);
}
