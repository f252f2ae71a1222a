using RocketTrainer.Core.Coaching;
using RocketTrainer.Core.Coaching.RankModels;
using RocketTrainer.Core.Replays;

namespace RocketTrainer.Benchmarks.Evaluation;

internal sealed record SideRow(string Source, string Game, string Team, RankRow Row);

/// <summary>
/// Collections have the two teams of a match as two games, in different groups. Two sides are of one match when shots, demolitions and
/// goals mirror each other, they lasted as long, and no other side fits as well. No tier is looked at.
/// </summary>
internal static class SideMatching
{
    private const double SameGameSeconds = 15;
    private const double OtherGameSeconds = 6;
    private const int Team = 3;

    /// <summary>The rows in their order, each with the match, the group and whether both teams are there, as found.</summary>
    public static IReadOnlyList<RankRow> Rejoin(IReadOnlyList<SideRow> rows)
    {
        var sides = Enumerable.Range(0, rows.Count).GroupBy(i => (rows[i].Game, rows[i].Team, Stat(rows[i], "core.goals_against"), Stat(rows[i], "core.shots_against")))
            .Select(g => Side.Of(rows, [.. g])).ToList();
        var fitting = sides.Select(a => Enumerable.Range(0, sides.Count).Where(b => IsOneMatch(a, sides[b])).ToList()).ToList();
        var opponents = Enumerable.Range(0, sides.Count).Select(a => OnlyOpponent(sides, fitting, a)).ToList();
        var groups = new Dictionary<string, string>(StringComparer.Ordinal);
        var found = rows.Select(r => r.Row).ToArray();
        for (var a = 0; a < sides.Count; a++)
        {
            var opponent = opponents[a] is { } b && opponents[b] == a ? b : (int?)null;
            var match = $"match-{Math.Min(a, opponent ?? a)}";
            foreach (var i in sides[a].Rows)
                found[i] = found[i] with { Match = match, IsWhole = opponent is not null };
            if (opponent < a)
                groups[Root(groups, sides[a].Group)] = Root(groups, sides[opponent.Value].Group);
        }

        return [.. found.Select(row => row with { Group = Root(groups, row.Group) })];
    }

    private static bool IsOneMatch(Side a, Side b)
    {
        if (ReferenceEquals(a, b) || a.Source != b.Source)
            return false;
        if (a.Game == b.Game)
            return Math.Abs(a.Seconds - b.Seconds) < SameGameSeconds && Math.Abs(a.Shots - b.ShotsAgainst) <= 2 && Math.Abs(b.Shots - a.ShotsAgainst) <= 2;
        return a.Rows.Count == Team && b.Rows.Count == Team && a.Shots == b.ShotsAgainst && b.Shots == a.ShotsAgainst && a.Inflicted == b.Taken && b.Inflicted == a.Taken
            && Math.Abs(a.Goals - b.GoalsAgainst) <= 1 && Math.Abs(b.Goals - a.GoalsAgainst) <= 1 && Math.Abs(a.Seconds - b.Seconds) < OtherGameSeconds;
    }

    /// <summary>The one with the same game id, or else the only one that fits; null where there are several or none.</summary>
    private static int? OnlyOpponent(List<Side> sides, List<List<int>> fitting, int side)
    {
        var same = fitting[side].Where(b => sides[b].Game == sides[side].Game).ToList();
        return (same.Count == 0 ? fitting[side] : same) is [var only] ? only : null;
    }

    private static string Root(Dictionary<string, string> groups, string group)
    {
        while (groups.TryGetValue(group, out var above) && above != group)
            group = above;
        return group;
    }

    private static double Stat(SideRow row, string key) => row.Row.Values[PlayerGame.PlaceOf(StatCatalog.Get(key))];

    private sealed record Side(
        IReadOnlyList<int> Rows, string Source, string Game, string Group, double Goals, double GoalsAgainst, double Shots, double ShotsAgainst, double Inflicted, double Taken, double Seconds)
    {
        public static Side Of(IReadOnlyList<SideRow> rows, IReadOnlyList<int> places)
        {
            var first = rows[places[0]];
            return new(places, first.Source, first.Game, first.Row.Group, Sum("core.goals"), Stat(first, "core.goals_against"), Sum("core.shots"), Stat(first, "core.shots_against"),
                Sum("demo.inflicted"), Sum("demo.taken"), places.Max(i => rows[i].Row.Seconds));

            double Sum(string key) => places.Sum(i => Stat(rows[i], key));
        }
    }
}
