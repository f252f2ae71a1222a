using RocketTrainer.Core.Progress;
using RocketTrainer.Core.Replays;

namespace RocketTrainer.Web.Export;

/// <summary>Stats in some matches against others, as a sheet.</summary>
internal static class DifferenceSheet
{
    public static Sheet Of(string name, string from, string to, IEnumerable<StatDifference> rows) => new(name,
        ["stat", "label", $"matches, {from}", from, $"matches, {to}", to, "difference", "80 % interval from", "80 % interval to", "clear"],
        [
            .. rows.Select(r => (IReadOnlyList<object?>)[r.Stat, StatCatalog.Get(r.Stat).Label, r.FromMatches, r.From, r.ToMatches, r.To, r.Difference.Value, r.Difference.Low, r.Difference.High, r.IsClear]),
        ]);

    public static Sheet Of(string name, IEnumerable<MatchMark> marks) => new(name, ["replayId", "playedAt", "result", "goalDifference"],
        [.. marks.Select(m => (IReadOnlyList<object?>)[m.ReplayId.ToString(), m.PlayedAt, m.Result?.ToString().ToLowerInvariant(), m.GoalDifference])]);

    public static object?[] Of(WinLoss results) => [results.Matches, results.Wins, results.Losses, results.WinRate?.Value, results.WinRate?.Low, results.WinRate?.High];

    public static readonly string[] WinLossColumns = ["matches", "won", "lost", "win rate", "80 % interval from", "80 % interval to"];
}
