using MathNet.Numerics.LinearAlgebra;
using RocketTrainer.Core.Coaching.Weaknesses;

namespace RocketTrainer.Benchmarks.Evaluation;

/// <summary>What ranked 3v3 games of one rank vary by.</summary>
/// <param name="Spreads">One game's standard deviation within a rank, by stat, in scores.</param>
/// <param name="Lobby">In standard deviations of one game.</param>
/// <param name="Total">Covariance of one game's residuals.</param>
/// <param name="Within">Covariance between the games of one player, lobbies not reckoned with.</param>
internal sealed record RankedGames(double[] Spreads, LobbyAdjustment Lobby, Matrix<double> Total, Matrix<double> Within)
{
    private const int FewestOfRank = 20;

    private static readonly SkillLayout Layout = BallchasingStats.Layout;

    public static RankedGames Of(IReadOnlyList<RankedRow> games)
    {
        var rows = games.Select(Row.Of).GroupBy(r => (r.Source, r.Tier)).Where(rank => rank.Count() >= FewestOfRank).ToList();
        var spreads = Standardise(rows);
        var all = rows.SelectMany(rank => rank).ToList();
        var seats = all.GroupBy(r => (r.Source, r.Game)).SelectMany(game => game.Select(row =>
            new Seat(row, [.. game.Where(o => o != row && o.Team == row.Team)], [.. game.Where(o => o.Team != row.Team)]))).ToList();
        var lobby = Slopes(seats);
        return new(spreads, lobby, Statistics.Covariance([.. seats.Select(seat => seat.Residual(lobby))]), WithinPlayers(all));
    }

    /// <summary>Turns scores into standard deviations from their rank's mean; unknown ones become its mean.</summary>
    private static double[] Standardise(List<IGrouping<(string, int), Row>> ranks)
    {
        var spreads = new double[Layout.Stats.Length];
        for (var s = 0; s < spreads.Length; s++)
        {
            double squares = 0, df = 0;
            foreach (var rank in ranks)
            {
                var known = rank.Where(r => !double.IsNaN(r.Z[s])).ToList();
                if (known.Count == 0)
                    continue;
                var mean = known.Average(r => r.Z[s]);
                squares += known.Sum(r => Math.Pow(r.Z[s] - mean, 2));
                df += known.Count - 1;
                foreach (var row in known)
                    row.Z[s] -= mean;
            }

            spreads[s] = Math.Sqrt(squares / df);
            foreach (var row in ranks.SelectMany(rank => rank))
                row.Z[s] = double.IsNaN(row.Z[s]) ? 0 : Math.Clamp(row.Z[s] / spreads[s], -StatNorms.Clip, StatNorms.Clip);
        }

        return spreads;
    }

    /// <summary>Least squares within ranks; the slope on mates alone is of all games, since of few all six players are known.</summary>
    private static LobbyAdjustment Slopes(List<Seat> seats)
    {
        var (mates, opponents) = (new double[Layout.Stats.Length], new double[Layout.Stats.Length]);
        for (var s = 0; s < mates.Length; s++)
        {
            double mm = 0, my = 0, oo = 0, oy = 0, om = 0, mmOfSix = 0, myOfSix = 0;
            foreach (var seat in seats.Where(seat => seat.HasMates))
            {
                var (y, m) = (seat.Own.Z[s], seat.MatesZ(s));
                mm += m * m;
                my += m * y;
                if (!seat.HasOpponents)
                    continue;
                var o = seat.OpponentsZ(s);
                mmOfSix += m * m;
                myOfSix += m * y;
                oo += o * o;
                oy += o * y;
                om += o * m;
            }

            (mates[s], opponents[s]) = Layout.Stats[s].Peers switch
            {
                LobbyPeers.Both => (my / mm, ((oy * mmOfSix) - (myOfSix * om)) / ((mmOfSix * oo) - (om * om))),
                LobbyPeers.Opponents => (0, oy / oo),
                _ => (0, 0),
            };
        }

        return new(mates, opponents);
    }

    private static Matrix<double> WithinPlayers(List<Row> rows)
    {
        var within = Matrix<double>.Build.Dense(Layout.Stats.Length, Layout.Stats.Length);
        double df = 0;
        foreach (var player in rows.Where(r => r.Player.Length > 0).GroupBy(r => (r.Source, r.Player, r.Tier)).Where(g => g.Count() > 1))
        {
            var games = player.Select(r => Vector<double>.Build.Dense(r.Z)).ToList();
            var mean = games.Aggregate((a, b) => a + b) / games.Count;
            foreach (var game in games)
                within += (game - mean).OuterProduct(game - mean);
            df += games.Count - 1;
        }

        return within / df;
    }

    private sealed record Row(string Source, int Tier, string Game, string Team, string Player, double[] Z)
    {
        public static Row Of(RankedRow row) => new(row.Source, row.Tier, row.Game, row.Team, row.Player, [.. row.Scores]);
    }

    private sealed record Seat(Row Own, Row[] Mates, Row[] Opponents)
    {
        public bool HasMates => Mates.Length == 2;

        public bool HasOpponents => Opponents.Length == 3;

        public double MatesZ(int stat) => Mates.Average(m => m.Z[stat]);

        public double OpponentsZ(int stat) => Opponents.Average(o => o.Z[stat]);

        public double[] Residual(LobbyAdjustment lobby) =>
            [.. Own.Z.Select((z, s) => z - ((HasMates ? lobby.MateSlopes[s] * MatesZ(s) : 0) + (HasOpponents ? lobby.OpponentSlopes[s] * OpponentsZ(s) : 0)))];
    }
}

internal static class Statistics
{
    /// <param name="rows">One observation each.</param>
    public static Matrix<double> Covariance(double[][] rows)
    {
        var p = rows[0].Length;
        var mean = Enumerable.Range(0, p).Select(s => rows.Average(r => r[s])).ToArray();
        return Matrix<double>.Build.Dense(p, p, (i, j) => rows.Sum(r => (r[i] - mean[i]) * (r[j] - mean[j])) / (rows.Length - 1));
    }
}
