namespace RocketTrainer.Core.Coaching.Weaknesses;

/// <summary>A player's scores in one game, in the order of <see cref="SkillLayout.Stats"/>, NaN where unknown, and those of the others in it.</summary>
/// <param name="Session">Games of one sitting have the same number.</param>
public sealed record ScoredGame(double[] Scores, IReadOnlyList<double[]> Mates, IReadOnlyList<double[]> Opponents, int Session);

/// <summary>Mean and standard deviation of one game's score among the players that somebody is held against.</summary>
public sealed record StatNorms(double[] Mean, double[] Spread)
{
    /// <summary>One odd game moves a mean by no more than so many standard deviations.</summary>
    public const double Clip = 4;

    private const double HalfTrusted = 20;
    private const double Rounding = 1e-9; // what is the same for everybody differs by no more

    /// <summary>Every player counts n / (n + 20): nearly one vote each, without trusting a player of two games.</summary>
    /// <param name="players">The games of each.</param>
    public static StatNorms Fit(IReadOnlyCollection<ScoredGame[]> players, int stats)
    {
        var (mean, spread) = (new double[stats], new double[stats]);
        for (var s = 0; s < stats; s++)
        {
            double total = 0, squares = 0;
            var known = 0;
            foreach (var games in players)
            {
                var weight = 1 / (games.Length + HalfTrusted);
                foreach (var game in games.Where(g => !double.IsNaN(g.Scores[s])))
                {
                    total += weight;
                    mean[s] += weight * game.Scores[s];
                    known++;
                }
            }

            mean[s] = known == 0 ? 0 : mean[s] / total;
            foreach (var game in players.SelectMany(g => g).Where(g => !double.IsNaN(g.Scores[s])))
                squares += Math.Pow(game.Scores[s] - mean[s], 2);
            spread[s] = known == 0 ? 0 : Math.Sqrt(squares / known);
            if (spread[s] < Rounding * Math.Abs(mean[s]))
                spread[s] = 0;
        }

        return new(mean, spread);
    }

    /// <summary>How surely such a mean is known: as that of so many players and games that all count alike.</summary>
    /// <param name="games">Of each player, 1 or more.</param>
    public static Peers SurenessOf(IReadOnlyCollection<int> games)
    {
        var total = games.Sum(n => n / (n + HalfTrusted));
        return new(total * total / games.Sum(n => Math.Pow(n / (n + HalfTrusted), 2)), total * total / games.Sum(n => n * Math.Pow(1 / (n + HalfTrusted), 2)));
    }

    /// <summary>In standard deviations from the mean, cut off at 4 after the shift; NaN where the score is unknown or the same for everybody.</summary>
    public double Standardise(int stat, double score, double shift = 0) =>
        Spread[stat] > 0 ? Math.Clamp(((score - Mean[stat]) / Spread[stat]) + shift, -Clip, Clip) : double.NaN;
}
