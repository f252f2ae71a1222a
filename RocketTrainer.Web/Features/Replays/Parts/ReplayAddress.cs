using RocketTrainer.Core.Players;
using RocketTrainer.Core.Replays;

namespace RocketTrainer.Web.Features.Replays.Parts;

/// <summary>Where a match and a player's matches are found.</summary>
public static class ReplayAddress
{
    /// <param name="player">From whose side the match is looked at; null from nobody's.</param>
    public static string Of(Guid replay, string? player) =>
        player is null ? $"/replays/{replay}" : $"/replays/{replay}?player={Uri.EscapeDataString(player)}";

    public static string OfPlayer(string player) => $"/replays?player={Uri.EscapeDataString(player)}";

    /// <summary>The account behind a player's line; null for bots, masked ids and guests on somebody's split screen.</summary>
    public static string? Account(ReplayPlayer player) =>
        player.PlayerNumber > 0 ? null : PlayerId.FromReplay(player.Platform, player.PlatformId)?.ToString();
}
