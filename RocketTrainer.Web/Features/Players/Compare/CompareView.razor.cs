using System.Globalization;
using RocketTrainer.Core.Coaching;
using RocketTrainer.Core.Players;
using RocketTrainer.Core.Progress;
using RocketTrainer.Core.Replays;
using RocketTrainer.Web.Components.Shared;
using RocketTrainer.Web.Export;

namespace RocketTrainer.Web.Features.Players.Compare;

/// <summary>Two to six players side by side, under one filter.</summary>
public sealed partial class CompareView(PlayerStatistics statistics, SkillWheels wheels, ReplayQueries replays)
{
    private const int Most = 6;
    private const int Window = 200;

    /// <param name="Players">The page's own first.</param>
    /// <param name="Wheels">One for each player of whom enough is known, all among players of the first one's rank; fewer than two make no picture.</param>
    public sealed record Content(IReadOnlyList<Compared> Players, IReadOnlyList<Row> Rows, IReadOnlyList<(string Letter, string Name, SkillWheel Wheel)> Wheels);

    /// <param name="Matches">Those that are compared.</param>
    public sealed record Compared(PlayerId Id, string Name, int Matches);

    /// <param name="Means">One for each player; null where the stat is known in none of his matches.</param>
    /// <param name="Differences">One for each player, against the first; null for the first himself.</param>
    public sealed record Row(Stat Stat, IReadOnlyList<Estimate?> Means, IReadOnlyList<StatDifference?> Differences);

    private IReadOnlyList<Compared> Players => Shown?.Players ?? [new(Room.Player, Room.DisplayName, 0)];

    private IReadOnlyList<string> Names => [.. Shown!.Players.Select(p => p.Name)];

    protected override async Task<Content> ReadAsync(CancellationToken cancellationToken)
    {
        var players = new List<Compared>();
        var summaries = new List<Dictionary<string, StatSummary>>();
        var differences = new List<Dictionary<string, StatDifference>>();
        foreach (var id in Others().Prepend(Room.Player))
        {
            var name = id == Room.Player ? Room.Name : await replays.PlayerNameAsync(Room.Viewer, id, cancellationToken);
            if (name is null && id != Room.Player)
                continue; // nobody whom the viewer may see
            var theirs = FilterOf(id);
            var summary = await statistics.SummaryAsync(Room.Viewer, theirs, Headline.Stats, Window, cancellationToken);
            summaries.Add(summary.ToDictionary(s => s.Stat, StringComparer.Ordinal));
            differences.Add(id == Room.Player ? [] : (await statistics.DifferencesAsync(Room.Viewer, Filter, theirs, Headline.Stats, Window, cancellationToken)).ToDictionary(d => d.Stat, StringComparer.Ordinal));
            players.Add(new(id, name ?? id.ToString(), summary.Count == 0 ? 0 : summary.Max(s => s.Matches)));
        }

        var rows = (IReadOnlyList<Row>)
        [
            .. Headline.Stats.Where(stat => summaries.Exists(s => s.ContainsKey(stat.Key)))
                .Select(stat => new Row(stat, [.. summaries.Select(s => s.GetValueOrDefault(stat.Key)?.Mean)], [.. differences.Select(d => d.GetValueOrDefault(stat.Key))])),
        ];
        return new(players, rows, players.Count < 2 ? [] : await WheelsAsync(players, cancellationToken));
    }

    private async Task<IReadOnlyList<(string, string, SkillWheel)>> WheelsAsync(List<Compared> players, CancellationToken cancellationToken)
    {
        var found = new List<(string, string, SkillWheel)>();
        if (Filter.Playlists is not [var playlist])
            return found;
        int? ruler = null;
        foreach (var (i, player) in players.Index())
        {
            var wheel = await wheels.ReadAsync(Room.Viewer, FilterOf(player.Id), playlist, cancellationToken, ruler);
            ruler ??= wheel?.Rank.Tier;
            if (wheel is { Skills.Count: > 0 })
                found.Add((Letter(i), player.Name, wheel));
        }

        return found;
    }

    /// <summary>The same matches of each: with a team-mate in the filter those beside him, and of himself those beside this page's player.</summary>
    private ReplayFilter FilterOf(PlayerId player) => Filter with { Player = player, With = Filter.With == player ? Room.Player : Filter.With };

    private IEnumerable<PlayerId> Others() => (Query("others") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Select(text => PlayerId.TryParse(text, out var id, out _) ? id : (PlayerId?)null).OfType<PlayerId>().Where(id => id != Room.Player).Distinct().Take(Most - 1);

    private void Add(NamedPlayer player) => Go(("others", string.Join(',', Others().Append(player.Id).Distinct())));

    private string Without(PlayerId player) => With("others", string.Join(',', Others().Where(id => id != player)) is { Length: > 0 } rest ? rest : null);

    private static string Letter(int place) => ((char)('A' + place)).ToString();

    private static string? Interval(StatDifference difference) => difference.Difference is { Low: { } low, High: { } high } && StatCatalog.Get(difference.Stat) is var stat
        ? $"({DifferenceTable.Signed(low, stat)} to {DifferenceTable.Signed(high, stat)})"
        : null;

    private string Told(StatDifference difference, int player)
    {
        var stat = StatCatalog.Get(difference.Stat);
        return string.Create(CultureInfo.CurrentCulture, $"{Shown!.Players[player].Name} against {Shown.Players[0].Name}: {DifferenceTable.Signed(difference.Difference.Value, stat)} {DifferenceTable.Unit(stat)}")
            + (difference.Difference is { Low: { } low, High: { } high } ? $", 80 % interval {DifferenceTable.Signed(low, stat)} to {DifferenceTable.Signed(high, stat)}" : null);
    }

    protected override IReadOnlyList<Sheet> SheetsOf(Content shown) => shown.Players.Count < 2 ? [] :
    [
        new("Compare", ["stat", "label", "player", "name", "mean", "80 % interval from", "80 % interval to", "difference to the first", "difference from", "difference to", "clear"],
        [
            .. shown.Rows.SelectMany(row => shown.Players.Select((player, i) => (IReadOnlyList<object?>)[row.Stat.Key, row.Stat.Label, player.Id.ToString(), player.Name,
                row.Means[i]?.Value, row.Means[i]?.Low, row.Means[i]?.High, row.Differences[i]?.Difference.Value, row.Differences[i]?.Difference.Low, row.Differences[i]?.Difference.High, row.Differences[i]?.IsClear])),
        ]),
        .. shown.Wheels.Count < 2 ? Array.Empty<Sheet>() :
        [
            new Sheet("Skills", ["name", "among", "skill", "percentile", "80 % interval from", "80 % interval to"],
                [.. shown.Wheels.SelectMany(w => w.Wheel.Skills.Select(s => (IReadOnlyList<object?>)[w.Name, RankName.Tier(w.Wheel.Rank), s.Label, s.Own.Value, s.Own.Low, s.Own.High]))]),
        ],
    ];
}
