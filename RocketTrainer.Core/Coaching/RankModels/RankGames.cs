using Microsoft.EntityFrameworkCore;
using RocketTrainer.Core.Coaching.Readings;
using RocketTrainer.Core.Data;
using RocketTrainer.Core.Progress;

namespace RocketTrainer.Core.Coaching.RankModels;

/// <param name="Account">Null where it isn't known.</param>
/// <param name="Tier">1 to 22; 0 where unknown.</param>
/// <param name="Values">In the order of <see cref="PlayerGame.Stats"/>, NaN where unknown.</param>
internal sealed record RankGamePlayer(string? Account, int Tier, double[] Values);

/// <summary>A stored match that a rank can be learnt from.</summary>
/// <param name="Seconds">How long it was; NaN where unknown.</param>
internal sealed record RankGame(string Match, DateTimeOffset PlayedAt, double Seconds, IReadOnlyList<RankGamePlayer> Players);

/// <summary>The newest ranked 3v3 matches that count, see <see cref="CountedMatches"/>.</summary>
internal static class RankGames
{
    /// <summary>How many player-games are looked at. More are hardly worth their time: an older season is played differently.</summary>
    public const int Newest = 18_000;

    private const string Playlist = "ranked-standard";
    private const int TeamSize = 3;

    public static async Task<IReadOnlyList<RankGame>> ReadAsync(RocketTrainerDb db, CancellationToken cancellationToken)
    {
        var rows = db.PlayerStats.Where(p => p.PlaylistId == Playlist).OrderByDescending(p => p.PlayedAt).ThenByDescending(p => p.ReplayId).ThenByDescending(p => p.Slot).Take(Newest);
        var lobbies = await StatSeries.ReadLobbiesAsync(db, rows, PlayerGame.Stats, cancellationToken);
        var counting = lobbies.Select(l => (Match: l.Key, Players: l.Value.ConvertAll(p => p.Player))).Where(l => Counts(l.Players)).ToList();
        var replays = new Dictionary<Guid, (DateTimeOffset PlayedAt, int? Duration)>();
        foreach (var some in counting.Select(l => l.Match).Chunk(500))
        {
            foreach (var replay in await db.Replays.Where(r => EF.Parameter(some).Contains(r.Id)).Select(r => new { r.Id, r.PlayedAt, r.Duration }).ToListAsync(cancellationToken))
                replays[replay.Id] = (replay.PlayedAt, replay.Duration);
        }

        return [.. counting.OrderByDescending(l => replays[l.Match].PlayedAt).ThenBy(l => l.Match).Select(l => new RankGame(l.Match.ToString("N"), replays[l.Match].PlayedAt, replays[l.Match].Duration ?? double.NaN,
            [.. l.Players.Select(p => new RankGamePlayer(p.PlayerId, p.Tier is >= 1 and <= TierDistribution.Highest ? p.Tier.Value : 0, p.Values))]))];
    }

    /// <summary>Whether the coach counts it, too, and everybody's time on the field is known and long enough.</summary>
    private static bool Counts(List<LobbyPlayer> players) =>
        CountedMatches.WhyNot(Playlist, players, TeamSize) is null && players.TrueForAll(p => PlayerGame.Minutes(p.Values) >= PlayerGame.ShortestMinutes); // not so where it is NaN
}
