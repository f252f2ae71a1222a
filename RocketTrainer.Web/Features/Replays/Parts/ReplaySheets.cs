using RocketTrainer.Core.Replays;
using RocketTrainer.Web.Export;

namespace RocketTrainer.Web.Features.Replays.Parts;

/// <summary>Matches as sheets. They are made of what a page was given to show, so they hold no name that the page must not tell.</summary>
internal static class ReplaySheets
{
    private static readonly string[] MatchColumns =
        ["replayId", "playedAt", "timeZoneKnown", "playlist", "map", "duration", "overtime", "result", "blueGoals", "orangeGoals", "blue", "orange", "minRankTier", "minRankDivision", "maxRankTier", "maxRankDivision"];

    /// <summary>A row for each match; none while there are no matches.</summary>
    public static IReadOnlyList<Sheet> Of(IReadOnlyList<ReplayRow> matches) =>
        matches.Count == 0 ? [] : [new("Matches", MatchColumns, [.. matches.Select(m => (IReadOnlyList<object?>)Match(m))])];

    /// <summary>Every player and both teams with every stat, what one player's stats are held against, and the match itself.</summary>
    public static IReadOnlyList<Sheet> Of(ReplayDetail replay, HeldAgainst? held)
    {
        ReplayTeam[] teams = [replay.Blue, replay.Orange];
        var players = new Sheet("Players",
            ["team", "playerName", "playerId", "platform", "playerNumber", "rankTier", "rankDivision", "carName", "startTime", "endTime", "mvp", "pro", .. StatCatalog.OfPlayer.Select(s => s.Key)],
            [.. teams.SelectMany(t => t.Players.Select(p => (IReadOnlyList<object?>)Player(t, p)))]);
        var totals = new Sheet("Teams", ["team", "name", .. StatCatalog.OfTeam.Select(s => s.Key)],
            [.. teams.Select(t => (IReadOnlyList<object?>)[Word(t.Color), PlayerNames.Of(t), .. Values(new TeamStatSheet(t.Stats), StatCatalog.OfTeam)])]);
        var match = new Sheet("Match", [.. MatchColumns, "overtimeSeconds", "season", "seasonType", "serverName", "serverRegion"],
            [[.. Match(replay.Match), replay.OvertimeSeconds, replay.Season, replay.SeasonType, replay.ServerName, replay.ServerRegion]]);
        return held is null ? [players, totals, match] : [players, totals, Percentiles(held), match];
    }

    private static Sheet Percentiles(HeldAgainst held) => new("Percentiles",
        ["playerName", "stat", "label", "percentile", "games", "players", "rank", "playlist", "from", "to"],
        [
            .. from stat in StatCatalog.OfPlayer
               let percentile = held.Percentile(stat)
               where percentile is not null
               select (IReadOnlyList<object?>)[held.Name, stat.Key, stat.Label, percentile, held.Window.Games, held.Window.Players, held.Rank, held.Playlist, held.Window.From, held.Window.To],
        ]);

    private static object?[] Match(ReplayRow match) =>
    [
        match.ReplayId, match.PlayedAt, match.TimeZoneKnown, match.Playlist, match.Map, match.Duration, match.Overtime, match.Result?.ToString().ToLowerInvariant(),
        match.Blue.Goals, match.Orange.Goals, string.Join(", ", match.Blue.Players), string.Join(", ", match.Orange.Players),
        match.MinRank?.Tier, match.MinRank?.Division, match.MaxRank?.Tier, match.MaxRank?.Division,
    ];

    private static object?[] Player(ReplayTeam team, ReplayPlayer player) =>
    [
        Word(team.Color), PlayerNames.Of(player), ReplayAddress.Account(player), player.Platform, player.PlayerNumber, player.Rank?.Tier, player.Rank?.Division,
        player.CarName, player.StartTime, player.EndTime, player.Mvp, player.Pro, .. Values(new PlayerStatSheet(player.Stats), StatCatalog.OfPlayer),
    ];

    private static IEnumerable<object?> Values(StatSheet sheet, IEnumerable<Stat> stats) => stats.Select(s => sheet[s.Key]);

    private static string Word(TeamColor color) => color.ToString().ToLowerInvariant();
}
