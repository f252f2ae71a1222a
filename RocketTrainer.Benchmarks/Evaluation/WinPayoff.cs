using System.Globalization;
using MathNet.Numerics.LinearAlgebra;
using RocketTrainer.Core.Coaching;
using RocketTrainer.Core.Coaching.RankModels;
using RocketTrainer.Core.Coaching.Weaknesses;
using RocketTrainer.Core.Progress;

namespace RocketTrainer.Benchmarks.Evaluation;

/// <summary>
/// What the logit of a professional game's win differs by where one player of a team is better in one group by a standard deviation of one game,
/// the other groups and players alike: logistic regression on the teams' differences, of whose means a player makes up a third.
/// </summary>
internal static class WinPayoff
{
    private const int Draws = 500;
    private const int Seed = 1;
    private const int Team = 3;
    private const int NewtonSteps = 25;

    /// <summary>Goals, assists and saves are the result itself: that who scores more wins says nothing.</summary>
    private static readonly SkillGroup[] TheResultItself = [SkillGroup.Finishing, SkillGroup.Playmaking, SkillGroup.Defending];

    /// <summary>By group; those that the professional games lack or that are circular are left out.</summary>
    public static Dictionary<SkillGroup, Estimate> Of(string path)
    {
        var places = Places();
        var games = Read(path, [.. places.Values]);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Wins of {games.Count} professional games: {Accuracy(games):0.000} of held-out ones told right"));
        var slopes = Slopes(games);
        var (pairs, random) = (games.GroupBy(g => g.Pair, StringComparer.Ordinal).Select(g => g.ToList()).ToList(), new Random(Seed));
        var drawn = Enumerable.Range(0, Draws).Select(_ => Slopes([.. Enumerable.Range(0, pairs.Count).SelectMany(_ => pairs[random.Next(pairs.Count)])])).ToList();
        return places.Keys.Select((group, g) => (group, g)).ToDictionary(x => x.group, x => RankPayoff.MiddleOf(slopes[x.g] / Team, [.. drawn.Select(d => d[x.g] / Team)]));
    }

    /// <summary>By group, the places of its stats among the professional ones: of those that Ballchasing has too.</summary>
    private static SortedDictionary<SkillGroup, int[]> Places() => new(ProfessionalGames.Layout.Stats.Select((stat, place) => (Stat: BallchasingStats.OfProfessional(stat), Place: place)).Where(s => s.Stat is not null)
        .GroupBy(s => Enum.Parse<SkillGroup>(BallchasingStats.Layout.Stats.Single(b => b.Stat == s.Stat).Group), s => s.Place).Where(g => !TheResultItself.Contains(g.Key)).ToDictionary(g => g.Key, g => g.ToArray()));

    private static List<Game> Read(string path, int[][] groups)
    {
        var norms = StatNorms.Fit([.. ProfessionalGames.Read(path).Values.Select(games => Array.ConvertAll(games, g => g.Game))], ProfessionalGames.Layout.Stats.Length);
        return [.. ProfessionalGames.Matches(path).Select(match => match.GroupBy(r => r.Team, StringComparer.Ordinal).OrderBy(t => t.Key, StringComparer.Ordinal).ToList()).Where(teams => teams.Count == 2)
            .Select(teams => new Game($"{teams[0].Key} {teams[1].Key}", Mean(teams[0]) - Mean(teams[1]), teams[0].First().IsWon))];

        Vector<double> Mean(IEnumerable<ProfessionalGame> team) => Vector<double>.Build.DenseOfEnumerable(groups.Select(stats => stats.Average(s => team.Average(r => norms.Standardise(s, r.Scores[s])))));
    }

    /// <summary>Maximum likelihood by Newton's method. Without a constant, so that nothing depends on which team is named first.</summary>
    private static Vector<double> Slopes(List<Game> games)
    {
        var p = games[0].Difference.Count;
        var slopes = Vector<double>.Build.Dense(p);
        for (var step = 0; step < NewtonSteps; step++)
        {
            var (gradient, information) = (Vector<double>.Build.Dense(p), Matrix<double>.Build.Dense(p, p));
            foreach (var game in games)
            {
                var chance = 1 / (1 + Math.Exp(-slopes.DotProduct(game.Difference)));
                gradient += game.Difference * ((game.IsWon ? 1 : 0) - chance);
                information += game.Difference.OuterProduct(game.Difference) * (chance * (1 - chance));
            }

            slopes += information.Cholesky().Solve(gradient);
        }

        return slopes;
    }

    private static double Accuracy(List<Game> games) => Enumerable.Range(0, GroupFolds.Count).Sum(fold =>
    {
        var slopes = Slopes([.. games.Where(g => GroupFolds.Of(g.Pair, Seed) != fold)]);
        return games.Where(g => GroupFolds.Of(g.Pair, Seed) == fold).Count(g => slopes.DotProduct(g.Difference) > 0 == g.IsWon);
    }) / (double)games.Count;

    /// <param name="Pair">The two teams.</param>
    /// <param name="Difference">By group, of the teams' means.</param>
    private sealed record Game(string Pair, Vector<double> Difference, bool IsWon);
}
