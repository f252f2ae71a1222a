using System.Globalization;
using MathNet.Numerics;
using RocketTrainer.Core.Progress;
using RocketTrainer.Core.Progress.Settings;

namespace RocketTrainer.Benchmarks.Evaluation;

/// <summary>
/// <c>-- evaluate settings [--file pro_games_3v3.csv] [--seed 1]</c>: placebo dates. Nobody's settings changed; how often is any group said to
/// have changed with them? Before and after are sessions of one player drawn twice, so that truly nothing changed, or real games in a row,
/// in which players do change. And how often is the group found that really changed by a standard deviation?
/// </summary>
internal static class SettingsEvaluation
{
    private const int Trials = 40;

    public static int Run(Options options)
    {
        Control.UseSingleThread();
        var seed = options.Number("--seed", 1);
        var players = CrossFit.HeldOut(ProfessionalGames.Read(EvaluationFiles.Find(options, "--file", "pro_games_3v3.csv")), seed);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Settings, {players.Count(p => p.SessionCount >= CrossFit.FewestSessions)} held-out players, seed {seed}\n"));
        var table = new FigureTable("settings");
        foreach (var games in (int[])[20, 40, 60])
        {
            var (drawn, inARow, found, falsely) = Evaluate(players, games, seed);
            table.Add($"placebo date in drawn sessions: any group said to change over {games} + {games} games", drawn, bound: Bound.Most(.05));
            table.Add($"placebo date in real games in a row: up to {games} on either side within {SetupExperiments.MostDays} days ({inARow.Count} dates)", inARow);
            table.Add($"change of 1 SD found over {games} + {games} games", found);
            table.Add($"any other group said to change beside it over {games} + {games} games", falsely);
        }

        return table.Finish(options);
    }

    private static (ClusteredMean Drawn, ClusteredMean InARow, ClusteredMean Found, ClusteredMean Falsely) Evaluate(HeldOutPlayer[] players, int games, int seed)
    {
        var (drawn, inARow, found, falsely) = (new ClusteredMean(), new ClusteredMean(), new ClusteredMean(), new ClusteredMean());
        var random = new Random((seed * 1000) + games);
        foreach (var player in players.Where(p => p.SessionCount >= CrossFit.FewestSessions))
        {
            var layout = player.Detector.Layout;
            for (var t = 0; t < Trials; t++)
            {
                var (b, sessionsBefore) = player.DrawSessions(games, random);
                var (a, sessionsAfter) = player.DrawSessions(games, random);
                var before = b.Select((game, i) => new SessionGame(player.Played[game], sessionsBefore[i])).ToList();
                drawn.Add(player.Name, Claims(player, before, [.. a.Select((game, i) => new SessionGame(player.Played[game], sessionsAfter[i]))]).Count > 0);
                var worse = random.Next(layout.Groups.Length);
                var claims = Claims(player, before, [.. a.Select((game, i) => new SessionGame(
                    [.. player.Played[game].Select((z, s) => layout.StatsOf[worse].Contains(s) ? player.Worsened[1][game][s] : z)], sessionsAfter[i]))]);
                found.Add(player.Name, claims.Exists(c => c.Group == layout.Groups[worse] && c.Change.Value < 0));
                falsely.Add(player.Name, claims.Exists(c => c.Group != layout.Groups[worse]));
                var date = random.Next(player.Played.Length);
                var (then, now) = (Near(player, date - games, date, date), Near(player, date, date + games, date));
                if (Math.Min(then.Count, now.Count) >= SetupExperiments.Fewest)
                    inARow.Add(player.Name, Claims(player, then, now).Count > 0);
            }
        }

        return (drawn, inARow, found, falsely);
    }

    /// <summary>The games from one place up to another that were played near enough to a date.</summary>
    private static List<SessionGame> Near(HeldOutPlayer player, int from, int to, int date) =>
    [
        .. Enumerable.Range(from, to - from).Where(i => i >= 0 && i < player.Played.Length && (player.Starts[i] - player.Starts[date]).Duration().TotalDays <= SetupExperiments.MostDays)
            .Select(i => new SessionGame(player.Played[i], player.Sessions[i])),
    ];

    private static List<SkillShift> Claims(HeldOutPlayer player, List<SessionGame> before, List<SessionGame> after)
    {
        var shifts = SkillShift.Of(player.Detector, before, after);
        var clear = FalseDiscovery.Clear([.. shifts.Select(s => (double?)s.P)]);
        return [.. shifts.Where((_, i) => clear[i])];
    }
}
