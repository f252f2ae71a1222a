using RocketTrainer.Core.Players;
using RocketTrainer.Core.Replays;

namespace RocketTrainer.Web.Features.Replays.Parts;

/// <summary>Where a match and a player's matches are found.</summary>
public static class ReplayAddress
{
    /// <param name="player">From whose side the match is looked at; null from nobody's.</param>
    /// <param name="room">The address that the match's id stands behind.</param>
    public static string Of(Guid replay, string? player, string room = "/replays") =>
        player is null ? $"{room}/{replay}" : $"{room}/{replay}?player={Uri.EscapeDataString(player)}";

    /// <summary>A player's dashboard.</summary>
    public static string DashboardOf(string player) => $"/players/{Uri.EscapeDataString(player)}";

    public static string OfPlayer(string player) => $"/replays?player={Uri.EscapeDataString(player)}";

    /// <summary>The account behind a player's line; null for bots, masked ids and guests on somebody's split screen.</summary>
    public static string? Account(ReplayPlayer player) =>
        player.PlayerNumber > 0 ? null : PlayerId.FromReplay(player.Platform, player.PlatformId)?.ToString();
}
