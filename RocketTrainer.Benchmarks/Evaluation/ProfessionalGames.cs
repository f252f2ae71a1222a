using System.Globalization;
using RocketTrainer.Core.Coaching.Weaknesses;

namespace RocketTrainer.Benchmarks.Evaluation;

/// <summary>One player's part of a professional game.</summary>
internal sealed record ProfessionalGame(string Match, DateTime Start, string Player, string Team, double Minutes, double[] Scores, bool IsWon);

/// <summary>Professional 3v3 games, cleaned, by player in the order of time.</summary>
internal static class ProfessionalGames
{
    private const double ShortestMinutes = 2.5;
    private const double LeastPresence = 0.9;
    private const StatScale Count = StatScale.RootPerMinute, Share = StatScale.AsIs;

    private static readonly TimeSpan SessionGap = TimeSpan.FromHours(6);

    /// <summary>The columns that they have for the twelve groups.</summary>
    public static readonly SkillLayout Layout = new(
    [
        new("goals", "finishing", 1, Count),
        new("shots", "finishing", 1, Count),
        new("assists", "playmaking", 1, Count),
        new("passes", "playmaking", 1, Count),
        new("saves", "defending", 1, Count),
        new("interceptions", "defending", 1, Count),
        new("small_pads", "boost economy", 1, Count),
        new("boost_gained", "boost economy", 1, Count),
        new("overfill_big", "boost economy", -1, Count),
        new("percent_empty", "boost control", -1, Share),
        new("percent_low_boost", "boost control", -1, Share),
        new("boost_spent_supersonic", "boost control", -1, Count),
        new("avg_speed", "speed", 1, Share),
        new("percent_supersonic", "speed", 1, Share),
        new("percent_slow", "speed", -1, Share),
        new("percent_high_air", "aerial", 1, Share),
        new("percent_low_air", "aerial", 1, Share),
        new("percent_behind_ball", "goalside", 1, Share),
        new("percent_first_man", "rotation", 1, StatScale.NearAThird, LobbyPeers.Opponents),
        new("percent_last_man", "rotation", 1, StatScale.NearAThird, LobbyPeers.Opponents),
        new("avg_ball_distance", "ball proximity", -1, Share),
        new("touches", "ball proximity", 1, Count),
        new("possession_losses", "possession", -1, Count),
        new("fifty_fifties", "possession", 1, Count, LobbyPeers.None),
        new("demos_inflicted", "demos", 1, Count),
        new("demos_taken", "demos", -1, Count),
    ]);

    /// <summary>A session ends with six hours without a game.</summary>
    public static SortedDictionary<string, (ScoredGame Game, DateTime Start)[]> Read(string path)
    {
        var kept = new List<(ProfessionalGame Row, ProfessionalGame[] Mates, ProfessionalGame[] Opponents)>();
        foreach (var present in Matches(path))
        {
            foreach (var row in present)
            {
                var (mates, opponents) = (present.Where(o => o != row && o.Team == row.Team).ToArray(), present.Where(o => o.Team != row.Team).ToArray());
                if (mates.Length > 0 && opponents.Length > 0)
                    kept.Add((row, mates, opponents));
            }
        }

        var players = new SortedDictionary<string, (ScoredGame, DateTime)[]>(StringComparer.Ordinal);
        foreach (var player in kept.GroupBy(r => r.Row.Player))
        {
            var session = 0;
            DateTime? last = null;
            players[player.Key] = [.. player.OrderBy(r => r.Row.Start).Select(r =>
            {
                session += r.Row.Start - last > SessionGap ? 1 : 0;
                last = r.Row.Start;
                return (new ScoredGame(r.Row.Scores, Array.ConvertAll(r.Mates, m => m.Scores), Array.ConvertAll(r.Opponents, o => o.Scores), session), r.Row.Start);
            })];
        }

        return players;
    }

    /// <summary>Left out are games under 150 s, those that aren't three against three, and players who were away for more than a tenth.</summary>
    public static IEnumerable<IReadOnlyList<ProfessionalGame>> Matches(string path)
    {
        foreach (var match in new StatTable(path).Rows.Select(Game).GroupBy(r => r.Match, StringComparer.Ordinal))
        {
            var longest = match.Max(r => r.Minutes);
            var teams = match.GroupBy(r => r.Team, StringComparer.Ordinal).ToList();
            if (longest >= ShortestMinutes && teams.Count == 2 && teams.TrueForAll(t => t.Count() == 3))
                yield return [.. match.Where(r => r.Minutes >= LeastPresence * longest)];
        }
    }

    private static ProfessionalGame Game(StatTable.Row row)
    {
        var minutes = row.Number("minutes");
        return new(row["match"], DateTime.TryParse(row["date"], CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var date) ? date : throw row.Fault("date", "no date"), row["player"], row["team"], minutes,
            [.. Layout.Stats.Select(s => s.Score(row.Number(s.Stat), minutes))], row["won"] == "1");
    }
}
