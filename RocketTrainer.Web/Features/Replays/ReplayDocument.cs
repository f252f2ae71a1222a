using RocketTrainer.Core.Replays;

namespace RocketTrainer.Web.Features.Replays;

/// <summary>One match as the API gives it; stats stand under their catalogue keys, null where unknown.</summary>
internal static class ReplayDocument
{
    public static object From(ReplayDetail replay) => new
    {
        replay.Match.ReplayId,
        replay.MatchGuid,
        replay.Match.PlayedAt,
        replay.Match.TimeZoneKnown,
        replay.Match.PlaylistId,
        replay.Match.PlaylistName,
        replay.Match.MatchType,
        replay.TeamSize,
        replay.Match.MapCode,
        replay.Match.MapName,
        replay.Match.Duration,
        replay.Match.Overtime,
        replay.OvertimeSeconds,
        replay.Season,
        replay.SeasonType,
        replay.Match.MinRank,
        replay.Match.MaxRank,
        Server = new { Name = replay.ServerName, Region = replay.ServerRegion },
        Blue = Team(replay.Blue),
        Orange = Team(replay.Orange),
        Sources = replay.Uploads,
    };

    private static object Team(ReplayTeam team) => new
    {
        team.Name,
        Stats = Stats(team.Stats, StatOwner.Team),
        Players = team.Players.Select(player => new
        {
            player.Slot,
            player.Name,
            player.Platform,
            player.PlatformId,
            player.PlayerNumber,
            player.StartTime,
            player.EndTime,
            player.Mvp,
            player.Pro,
            player.Rank,
            player.CarId,
            player.CarName,
            player.Camera,
            player.SteeringSensitivity,
            Stats = Stats(player.Stats, StatOwner.Player),
        }),
    };

    private static Dictionary<string, object?> Stats(StatValues values, StatOwner owner) =>
        StatCatalog.Of(owner).ToDictionary(stat => stat.Key, object? (stat) => stat.Type == StatType.Flag ? values[stat.Key] is { } flag ? flag != 0 : null : values[stat.Key], StringComparer.Ordinal);
}
