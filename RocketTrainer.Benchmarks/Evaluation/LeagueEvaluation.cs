using RocketTrainer.Core.Coaching;
using RocketTrainer.Core.Coaching.RankModels;
using RocketTrainer.Core.Replays;

namespace RocketTrainer.Benchmarks.Evaluation;

/// <summary>
/// <c>-- evaluate league [--file FILE] [--seed 1] [--to FILE]</c>: the tier of a player in an amateur league of nine, from the totals of his season, by five folds of players.
/// The rank models' learners; a season counts by how sure its means are.
/// </summary>
internal static class LeagueEvaluation
{
    private const double HalfSureGames = 15;
    private const int ManyGames = 40;

    private static readonly KernelRidgeOptions Kernel = new(Frequencies: 200, Gamma: 0.004, Directions: 61, KernelPenalty: 0.3, LinearPenalty: 3);

    public static int Run(Options options)
    {
        var seed = options.Number("--seed", 1);
        var seasons = Read(EvaluationFiles.Find(options, "--file", "league_players.csv"));
        var all = Predict(seasons, seed);
        var many = all.Where(i => seasons[i].Games >= ManyGames);
        var table = new FigureTable("league");
        table.Add("league tier exact at 40 games or more", many, (point, tier) => RankEvaluation.ErrorShown(point, tier) == 0 ? 1 : 0, "0.44", "0.40", Bound.Least(0.44));
        table.Add("mean error in league tiers at 40 games or more", many, RankEvaluation.Error, null, "0.74", Bound.Most(0.72));
        table.Add("mean error of the tier shown at 40 games or more", many, RankEvaluation.ErrorShown);
        table.Add("league tier within 1 at 40 games or more", many, (point, tier) => RankEvaluation.ErrorShown(point, tier) <= 1 ? 1 : 0, null, "0.88");
        table.Add("league tier exact", all, (point, tier) => RankEvaluation.ErrorShown(point, tier) == 0 ? 1 : 0, "0.44", "0.38", Bound.Least(0.44));
        table.Add("mean error in league tiers", all, RankEvaluation.Error, null, "0.842");
        return table.Finish(options);
    }

    private static Unseen Predict(IReadOnlyList<Season> seasons, int seed)
    {
        var folds = seasons.Select(s => GroupFolds.Of(s.Player, seed)).ToArray();
        var (points, means) = (new float[seasons.Count], new double[seasons.Count]);
        for (var fold = 0; fold < GroupFolds.Count; fold++)
        {
            var seen = seasons.Where((_, i) => folds[i] != fold).ToList();
            var blend = RankBlend.Fit([.. seen.Select(s => s.Features)], [.. seen.Select(s => (float)s.Tier)], [.. seen.Select(s => (float)(s.Games / (s.Games + HalfSureGames)))], Kernel, seed, withTrees: true);
            var mean = seen.Average(s => s.Tier);
            foreach (var i in Enumerable.Range(0, seasons.Count).Where(i => folds[i] == fold))
                (points[i], means[i]) = (blend.Predict(seasons[i].Features), mean);
        }

        return new([.. seasons.Select(s => s.Player)], [.. seasons.Select(s => s.Tier)], [.. seasons.Select(_ => "")], points, means);
    }

    /// <summary>Totals give the same features as a match does, but for what the file has as sums where a match has means.</summary>
    private static List<Season> Read(string path) => [.. new StatTable(path).Rows.Select(row =>
    {
        var (values, duration) = (row.Stats(), row.Number("play_duration"));
        foreach (var share in new[] { "most_back", "most_forward", "closest_to_ball", "farthest_from_ball" })
            values[Place($"positioning.percent_{share}")] = 100 * values[Place($"positioning.time_{share}")] / duration;
        values[Place("movement.avg_powerslide_duration")] = values[Place("movement.time_powerslide")] / Math.Max(1, values[Place("movement.count_powerslide")]);
        return new Season(row["player"], (int)row.Number("tier"), (int)row.Number("games"), RankFeatures.OfPlayer(values, withOpponents: true));
    })];

    private static int Place(string key) => PlayerGame.PlaceOf(StatCatalog.Get(key));

    private sealed record Season(string Player, int Tier, int Games, float[] Features);
}
