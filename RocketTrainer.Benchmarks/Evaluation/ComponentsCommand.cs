using System.Globalization;
using MathNet.Numerics;
using MathNet.Numerics.LinearAlgebra;
using RocketTrainer.Core.Coaching;
using RocketTrainer.Core.Coaching.Weaknesses;
using RocketTrainer.Core.Progress;
using RocketTrainer.Tests.Support;

namespace RocketTrainer.Benchmarks.Evaluation;

/// <summary>
/// <c>-- evaluate components [--rank-rows rank_rows.csv] [--league league_players.csv] [--pro pro_games_3v3.csv] [--to FOLDER]</c>: makes the
/// tables of <see cref="ShippedComponents"/> anew, in their place unless told otherwise. One game's covariance is that of ranked
/// games within a rank, the part between players that of league seasons within a tier; what is left is divided into sessions and
/// games as it is among professionals. What is usual at a tier comes from the ranked games, too, and what a group goes with in rank;
/// what it goes with in wins from the professional ones (<see cref="ShippedPayoff"/>).
/// </summary>
internal static class ComponentsCommand
{
    private const double ShareOfSessionsElsewhere = 0.1; // of groups that the professional games lack

    public static int Run(Options options)
    {
        Control.UseSingleThread();
        var folder = options.Text("--to") ?? Path.Combine(Repository.Root, "RocketTrainer.Core", "Coaching");
        var rows = RankedRow.Read(EvaluationFiles.Find(options, "--rank-rows", "rank_rows.csv"));
        var ranked = RankedGames.Of(rows);
        var between = LeagueSeasons.Between(EvaluationFiles.Find(options, "--league", "league_players.csv"), ranked);
        var error = VarianceComponents.PositivePart(ranked.Total - between);
        var professionals = EvaluationFiles.Find(options, "--pro", "pro_games_3v3.csv");
        var shares = SessionShares(professionals);
        var session = error.MapIndexed((i, j, v) => v * Math.Sqrt(shares[i]) * Math.Sqrt(shares[j]));
        var game = error.MapIndexed((i, j, v) => v * Math.Sqrt(1 - shares[i]) * Math.Sqrt(1 - shares[j]));

        Write(folder, "skill-stats.csv", "# What the coach looks at (made by: evaluate components): a stat's group and sign, how it is scored, whose value it is adjusted\n# on, one game's standard deviation within a rank, and the slopes on mates and opponents.",
            "stat,group,sign,scale,peers,spread,mate_slope,opponent_slope",
            BallchasingStats.Layout.Stats.Select((s, i) => string.Join(',', s.Stat, s.Group, s.Sign, s.Scale, s.Peers, Text(ranked.Spreads[i]), Text(ranked.Lobby.MateSlopes[i]), Text(ranked.Lobby.OpponentSlopes[i]))));
        Write(folder, "skill-between.csv", "# Covariance between players of one level.", between);
        Write(folder, "skill-session.csv", "# Covariance between the sessions of a player.", session);
        Write(folder, "skill-game.csv", "# Covariance between the games of a session.", game);
        var norms = RankedNorms.Of(rows, ranked.Spreads);
        Write(folder, "skill-norms.csv", norms);
        Show(new(Vector<double>.Build.Dense(between.RowCount), between, session, game));
        norms.ShowOffsets(rows.Select(r => r.Source).Distinct(StringComparer.Ordinal));
        WritePayoff(folder, RankPayoff.Of(rows, norms), WinPayoff.Of(professionals));
        return 0;
    }

    private static void Show(VarianceComponents components)
    {
        const double gamesPerSession = 5;
        var detector = new WeaknessDetector(BallchasingStats.Layout, components);
        Console.WriteLine("| group | between players | sessions | games | one game's reliability | games for 0.8 |\n|---|---|---|---|---|---|");
        for (var g = 0; g < BallchasingStats.Layout.Groups.Length; g++)
        {
            var (b, d, w) = detector.VarianceOf(g);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {SkillGroups.All.Single(s => s.Group.ToString() == BallchasingStats.Layout.Groups[g]).Label} | {Math.Sqrt(b):.00} | {Math.Sqrt(d):.00} | {Math.Sqrt(w):.00} | {b / (b + d + w):.00} | {GamesNeeded.ForReliability(detector, g, gamesPerSession, .8):0} |"));
        }
    }

    private static void WritePayoff(string folder, Estimate[] tiers, Dictionary<SkillGroup, Estimate> wins)
    {
        var groups = BallchasingStats.Layout.Groups.Select(Enum.Parse<SkillGroup>).ToList();
        Write(folder, "skill-payoff.csv", "# What a group's level goes with, per standard deviation of one game, other groups alike, with 80 % intervals: tiers of rank, and the logit of a win\n# (empty where a group is the result itself or wasn't measured). Made by: evaluate components.",
            "group,tiers,tiers_low,tiers_high,win,win_low,win_high", groups.Select((group, g) => $"{group},{Cells(tiers[g])},{(wins.TryGetValue(group, out var win) ? Cells(win) : ",,")}"));
        Console.WriteLine("\n| group | tiers [80 %] | logit of a win [80 %] |\n|---|---|---|");
        for (var g = 0; g < groups.Count; g++)
            Console.WriteLine($"| {SkillGroups.All.Single(s => s.Group == groups[g]).Label} | {Interval(tiers[g])} | {(wins.TryGetValue(groups[g], out var win) ? Interval(win) : "not told")} |");

        static string Cells(Estimate estimate) => string.Join(',', new[] { estimate.Value, estimate.Low!.Value, estimate.High!.Value }.Select(Text));
        static string Interval(Estimate estimate) => string.Create(CultureInfo.InvariantCulture, $"{estimate.Value:0.00} [{estimate.Low:0.00}, {estimate.High:0.00}]");
    }

    /// <summary>By stat of Ballchasing's: how much of the error is the session's, in its group among professionals.</summary>
    private static double[] SessionShares(string path)
    {
        var model = ProfessionalModel.Fit([.. ProfessionalGames.Read(path).Values.Select(games => Array.ConvertAll(games, g => g.Game))]);
        var detector = new WeaknessDetector(ProfessionalGames.Layout, model.Components);
        return [.. BallchasingStats.Layout.Stats.Select(s =>
        {
            var label = SkillGroups.All.Single(g => g.Group.ToString() == s.Group).Label;
            var group = ProfessionalGames.Layout.Groups.ToList().FindIndex(g => g.Equals(label, StringComparison.OrdinalIgnoreCase));
            if (group < 0)
                return ShareOfSessionsElsewhere;
            var (_, session, game) = detector.VarianceOf(group);
            return session / (session + game);
        })];
    }

    private static void Write(string folder, string name, RankedNorms norms)
    {
        var means = norms.Means();
        Write(folder, name, "# Mean score of one game in ranked 3v3, higher is better, at the tiers 1 (Bronze I) to 21 (Grand Champion III). Made by: evaluate components.", $"stat,{string.Join(',', Enumerable.Range(1, CollectionCurve.Tiers))}",
            [$"player_games,{string.Join(',', norms.Games)}", .. BallchasingStats.Layout.Stats.Select((stat, s) => $"{stat.Stat},{string.Join(',', means[s].Select(Text))}")]);
    }

    private static void Write(string folder, string name, string comment, Matrix<double> matrix)
    {
        var names = BallchasingStats.Layout.Stats.Select(s => s.Stat).ToList();
        Write(folder, name, $"{comment} In squared standard deviations of one game. Made by: evaluate components.", $"stat,{string.Join(',', names)}", names.Select((stat, i) => $"{stat},{string.Join(',', matrix.Row(i).Select(Text))}"));
    }

    private static void Write(string folder, string name, string comment, string head, IEnumerable<string> rows) =>
        File.WriteAllText(Path.Combine(folder, name), string.Join('\n', [comment, head, .. rows, ""]));

    private static string Text(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);
}
