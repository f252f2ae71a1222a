using System.Globalization;
using RocketTrainer.Core.Coaching;
using RocketTrainer.Core.Coaching.RankModels;
using RocketTrainer.Core.Replays;

namespace RocketTrainer.Benchmarks.Evaluation;

/// <summary>
/// Player-games of ranked 3v3 with their tier: columns <c>source</c>, <c>group</c>, <c>game</c>, <c>team</c>, <c>tier</c>, <c>dur</c> (seconds) and
/// stats by Ballchasing's names.
/// </summary>
/// <param name="Sources">Of each row, the collection that it is from.</param>
/// <param name="Files">Of each row, the place of its file among those that were read.</param>
internal sealed record RankFile(IReadOnlyList<RankRow> Rows, IReadOnlyList<string> Sources, IReadOnlyList<int> Files)
{
    /// <summary>The collection of 2026, whose lobbies are whole and of one tier each, from Gold to Grand Champion.</summary>
    public const string OneTierLobbies = "cd";

    private static readonly string[] SameUpload = ["core.goals", "core.shots", "boost.bpm", "boost.amount_collected", "movement.count_powerslide", "boost.amount_used_while_supersonic"];

    /// <summary>As the file has it: a match is what has one game id, and a split goes by its own column <c>group</c>.</summary>
    /// <exception cref="InvalidDataException">A column is missing, or what stands in it makes no sense.</exception>
    public static RankFile Read(params string[] paths) => Of(Lines(paths));

    /// <summary>
    /// Without what was uploaded twice, and with the two teams of a match brought together where the file has them as two games. Then a split goes by what
    /// groups have in common over such matches, which is stricter: no match has a team on either side of it.
    /// </summary>
    /// <exception cref="InvalidDataException">A column is missing, or what stands in it makes no sense.</exception>
    public static RankFile ReadRejoined(params string[] paths)
    {
        var lines = Lines(paths).DistinctBy(l => (l.Row.Group, string.Join(' ', SameUpload.Select(key => l.Row.Values[PlayerGame.PlaceOf(StatCatalog.Get(key))].ToString("R", CultureInfo.InvariantCulture))))).ToList();
        var sides = SideMatching.Rejoin([.. lines.Select(l => new SideRow(l.Source, l.Row.Match, l.Team, l.Row))]);
        return new(sides, [.. lines.Select(l => l.Source)], [.. lines.Select(l => l.File)]);
    }

    public IReadOnlyList<int> PlacesOf(string source) => [.. Enumerable.Range(0, Rows.Count).Where(i => Sources[i] == source)];

    private static RankFile Of(List<Line> lines) => new([.. lines.Select(l => l.Row)], [.. lines.Select(l => l.Source)], [.. lines.Select(l => l.File)]);

    private static List<Line> Lines(string[] paths) => [.. paths.SelectMany((path, file) => new StatTable(path).Rows.Select(row => new Line(file, row["source"], row["team"],
            new RankRow(row["game"], row["group"], row.Stats(), TierOf(row), row.Number("dur"), IsRecent: row["source"] == OneTierLobbies, IsWhole: false))))];

    /// <summary>0 where there is none.</summary>
    private static int TierOf(StatTable.Row row) => row.Number("tier") switch
    {
        double.NaN => 0,
        >= 1 and <= TierDistribution.Highest and var tier when tier == Math.Floor(tier) => (int)tier,
        _ => throw row.Fault("tier", $"no tier from 1 to {TierDistribution.Highest}"),
    };

    private sealed record Line(int File, string Source, string Team, RankRow Row);
}
