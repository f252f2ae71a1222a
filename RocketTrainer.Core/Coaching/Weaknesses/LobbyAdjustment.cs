namespace RocketTrainer.Core.Coaching.Weaknesses;

/// <summary>
/// Takes off what a game does to everybody in it (pace, length, style): slope x mean z of the mates, and the same of the
/// opponents, on the same stat. The slopes are least squares within players, so that a player's own level doesn't enter
/// (fixed effects; Wooldridge 2010, <i>Econometric Analysis of Cross Section and Panel Data</i>, 10.5).
/// </summary>
/// <param name="MateSlopes">By stat.</param>
public sealed record LobbyAdjustment(double[] MateSlopes, double[] OpponentSlopes)
{
    /// <param name="players">The games of each.</param>
    public static LobbyAdjustment Fit(SkillLayout layout, StatNorms norms, IReadOnlyCollection<ScoredGame[]> players)
    {
        var count = layout.Stats.Length;
        var (mates, opponents) = (new double[count], new double[count]);
        for (var s = 0; s < count; s++)
        {
            double mm = 0, oo = 0, mo = 0, ym = 0, yo = 0;
            foreach (var history in players)
            {
                var games = history.Select(g => (Y: norms.Standardise(s, g.Scores[s]), M: MeanZ(g.Mates, s, norms), O: MeanZ(g.Opponents, s, norms))).Where(g => !double.IsNaN(g.Y)).ToArray();
                if (games.Length < 2)
                    continue;
                var (meanY, meanM, meanO) = (games.Average(g => g.Y), games.Average(g => g.M), games.Average(g => g.O));
                foreach (var game in games)
                {
                    var (y, m, o) = (game.Y - meanY, game.M - meanM, game.O - meanO);
                    mm += m * m;
                    oo += o * o;
                    mo += m * o;
                    ym += m * y;
                    yo += o * y;
                }
            }

            (mates[s], opponents[s]) = Slopes(layout.Stats[s].Peers, mm, oo, mo, ym, yo);
        }

        return new(mates, opponents);
    }

    /// <summary>A game's scores standardised and adjusted; NaN where unknown.</summary>
    /// <param name="shift">Added to every z before it is cut off.</param>
    public double[] Residual(StatNorms norms, ScoredGame game, double shift = 0)
    {
        var z = new double[MateSlopes.Length];
        for (var s = 0; s < z.Length; s++)
        {
            z[s] = norms.Standardise(s, game.Scores[s], shift)
                - ((MateSlopes[s] == 0 ? 0 : MateSlopes[s] * MeanZ(game.Mates, s, norms)) + (OpponentSlopes[s] == 0 ? 0 : OpponentSlopes[s] * MeanZ(game.Opponents, s, norms)));
        }

        return z;
    }

    private static (double Mates, double Opponents) Slopes(LobbyPeers peers, double mm, double oo, double mo, double ym, double yo)
    {
        var determinant = (mm * oo) - (mo * mo);
        return peers switch
        {
            LobbyPeers.Both when determinant > 0 => (((ym * oo) - (yo * mo)) / determinant, ((yo * mm) - (ym * mo)) / determinant),
            LobbyPeers.Both or LobbyPeers.Mates when mm > 0 => (ym / mm, 0),
            LobbyPeers.Both or LobbyPeers.Opponents when oo > 0 => (0, yo / oo),
            _ => (0, 0),
        };
    }

    /// <summary>Of those who are known; nobody known is as good as everybody usual.</summary>
    private static double MeanZ(IReadOnlyList<double[]> others, int stat, StatNorms norms)
    {
        double sum = 0;
        var known = 0;
        foreach (var other in others)
        {
            if (norms.Standardise(stat, other[stat]) is not double.NaN and var z)
                (sum, known) = (sum + z, known + 1);
        }

        return known == 0 ? 0 : sum / known;
    }
}
