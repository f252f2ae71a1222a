using System.Globalization;
using RocketTrainer.Core.Coaching.RankModels;

namespace RocketTrainer.Benchmarks.Evaluation;

/// <summary>
/// <c>-- evaluate rank [--cv FILE]</c> or <c>--train FILE --test FILE</c> <c>[--seed 1] [--no-trees] [--to FILE]</c>: the rank models on player-games that they haven't seen,
/// by five folds of one file or by two files, once with the file's own split key and once with the stricter one.
/// </summary>
internal static class RankEvaluation
{
    /// <summary>What leaving shots and goals against out costs: they are no stats of one's own.</summary>
    private static readonly RankRecipe WithConceded = RankRecipe.Own with
    {
        Features = rows => [.. rows.Select(row => (float[])[.. RankFeatures.OfPlayer(row.Values, withOpponents: true), row.IsRecent ? 1 : 0])],
    };

    public static int Run(Options options)
    {
        var (seed, trees) = (options.Number("--seed", 1), !options.Has("--no-trees"));
        var cv = options.Text("--train") is null ? EvaluationFiles.Find(options, "--cv", "rank_rows.csv") : null;
        var train = cv ?? options.Text("--train")!;
        var test = cv is null ? options.Text("--test") ?? throw new ArgumentException("--test FILE is missing.", nameof(options)) : null;
        var table = new FigureTable("rank");
        var (model, cost) = MeasuredTraining.Of(RankFile.ReadRejoined(train).Rows, new("evaluation", "rejoined matches", seed, trees));

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{model.Card.Learners}; seed {seed}; {(test is null ? "five folds" : "two files")}\n"));
        foreach (var (key, read) in new (string, Func<string[], RankFile>)[] { ("file's group", RankFile.Read), ("rejoined", RankFile.ReadRejoined) })
        {
            var lobby = Ask(RankRecipe.Lobby, read);
            table.Add($"lobby: mean error ({key})", lobby, Error, "1.571", "1.215", Bound.Most(1.20));
            table.Add($"lobby: mean error of the tier shown ({key})", lobby, ErrorShown);
            table.Add($"lobby: 80 % interval holds the tier ({key})", lobby.Covered());
            if (lobby.Of(RankFile.OneTierLobbies) is { Points.Count: > 0 } fifteen)
            {
                table.Add($"lobby: 15 tiers exact ({key})", fifteen, (point, tier) => ErrorShown(point, tier) == 0 ? 1 : 0, "0.221", "0.354", Bound.Least(0.36));
                table.Add($"lobby: 15 tiers within 1 ({key})", fifteen, (point, tier) => ErrorShown(point, tier) <= 1 ? 1 : 0, "0.500", "0.777", Bound.Least(0.78));
            }

            var own = Ask(RankRecipe.Own, read);
            table.Add($"plays like: mean error ({key})", own, Error, "1.571", "1.594", Bound.Most(1.58));
            table.Add($"plays like: mean error of the tier shown ({key})", own, ErrorShown);
            table.Add($"plays like: 80 % interval holds the tier ({key})", own.Covered());
            table.Add($"plays like with shots and goals against: mean error ({key})", Ask(WithConceded, read), Error, "1.571", "1.594");
        }

        table.AddCost("training both models: seconds", cost.Elapsed.TotalSeconds, "5", Bound.Most(30));
        table.AddCost("training both models: processor seconds", cost.Busy.TotalSeconds);
        table.AddCost("training both models: peak memory in MB", cost.PeakMegabytes, "256", Bound.Most(512));
        return table.Finish(options);

        Unseen Ask(RankRecipe recipe, Func<string[], RankFile> read) => test is null ? OfFolds(recipe, read([train]), seed, trees) : OfTwoFiles(recipe, read, train, test, seed, trees);
    }

    internal static double Error(double point, int tier) => Math.Abs(point - tier);

    internal static double ErrorShown(double point, int tier) => Math.Abs(Math.Round(point) - tier);

    private static Unseen OfFolds(RankRecipe recipe, RankFile file, int seed, bool trees)
    {
        var folds = file.Rows.Select(r => GroupFolds.Of(r.Group, seed)).ToArray();
        var means = Enumerable.Range(0, GroupFolds.Count).Select(fold => file.Rows.Where((r, i) => folds[i] != fold && r.Tier > 0).Select(r => (double)r.Tier).DefaultIfEmpty(double.NaN).Average()).ToArray();
        return Unseen.Of(file, [.. recipe.PredictUnseen(file.Rows, seed, seed, trees)], [.. folds.Select(fold => means[fold])]);
    }

    /// <summary>Rows of the first file that have a group in common with the second are not learnt from.</summary>
    /// <exception cref="InvalidDataException">None is left.</exception>
    private static Unseen OfTwoFiles(RankRecipe recipe, Func<string[], RankFile> read, string train, string test, int seed, bool trees)
    {
        var (asked, both) = (read([test]), read([test, train])); // both, so that what groups have in common is found across the files
        var groups = both.Rows.Where((_, i) => both.Files[i] == 0).Select(r => r.Group).ToHashSet(StringComparer.Ordinal);
        var learnt = both.Rows.Where((row, i) => both.Files[i] == 1 && !groups.Contains(row.Group)).ToList();
        if (!learnt.Exists(r => r.Tier > 0))
            throw new InvalidDataException($"{train} holds no row with a tier but of the same groups as {test}: nothing is left to learn from.");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"learnt from {learnt.Count} rows of {both.Files.Count(f => f == 1)}; the others have a group in common with the rows to test"));
        var mean = learnt.Where(r => r.Tier > 0).Average(r => r.Tier);
        return Unseen.Of(asked, [.. recipe.Predict(recipe.Fit(learnt, seed, trees), asked.Rows)], [.. asked.Rows.Select(_ => mean)]);
    }
}
