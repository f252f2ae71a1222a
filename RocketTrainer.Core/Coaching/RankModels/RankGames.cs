using RocketTrainer.Core.Coaching.Readings;
using RocketTrainer.Core.Data;

namespace RocketTrainer.Core.Coaching.RankModels;

/// <param name="Account">Null where it isn't known.</param>
/// <param name="Tier">1 to 22; 0 where unknown.</param>
/// <param name="Values">In the order of <see cref="PlayerGame.Stats"/>, NaN where unknown.</param>
internal sealed record RankGamePlayer(string? Account, int Tier, double[] Values);

/// <summary>A stored match that a rank can be learnt from.</summary>
/// <param name="Seconds">How long it was; NaN where unknown.</param>
internal sealed record RankGame(string Match, DateTimeOffset PlayedAt, double Seconds, IReadOnlyList<RankGamePlayer> Players);

/// <summary>The newest ranked 3v3 matches that count for the coach, where they count for everybody in them.</summary>
internal static class RankGames
{
    /// <summary>How many player-games are looked at. More are hardly worth their time: an older season is played differently.</summary>
    public const int Newest = 18_000;

    private const string Playlist = "ranked-standard";
    private const int Players = 6;

    public static async Task<IReadOnlyList<RankGame>> ReadAsync(RocketTrainerDb db, CancellationToken cancellationToken) =>
        [.. (await StoredLobby.ReadCountedAsync(db, Playlist, PlayerGame.Stats, Newest, cancellationToken))
            .Where(l => l.Players.Count == Players && l.Players.All(p => CountedMatches.WhyNot(PlayerGame.Minutes(p.Values)) is null))
            .Select(l => new RankGame(l.ReplayId.ToString("N"), l.PlayedAt, l.Seconds ?? double.NaN,
                [.. l.Players.Select(p => new RankGamePlayer(p.PlayerId, p.Tier is >= 1 and <= TierDistribution.Highest ? p.Tier.Value : 0, p.Values))]))];
}
