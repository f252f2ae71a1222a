using Microsoft.EntityFrameworkCore;
using RocketTrainer.Core.Data;
using RocketTrainer.Core.Progress;
using RocketTrainer.Core.Replays;

namespace RocketTrainer.Core.Coaching.RankModels;

/// <param name="Account">Null where it isn't known.</param>
/// <param name="Tier">1 to 22; 0 where unknown.</param>
/// <param name="Values">In the order of <see cref="PlayerGame.Stats"/>, NaN where unknown.</param>
internal sealed record RankGamePlayer(string? Account, int Tier, double[] Values);

/// <summary>A stored match that a rank can be learnt from.</summary>
/// <param name="Seconds">How long it was; NaN where unknown.</param>
internal sealed record RankGame(string Match, DateTimeOffset PlayedAt, double Seconds, IReadOnlyList<RankGamePlayer> Players);

/// <summary>The newest ranked 3v3 matches that count: three against three, to the end, and no one who left.</summary>
internal static class RankGames
{
    /// <summary>How many player-games are looked at. More are hardly worth their time: an older season is played differently.</summary>
    public const int Newest = 18_000;

    /// <summary>Whoever was on the field for less than this share of the longest time in his match had left, or came late.</summary>
    private const double StayedFor = 0.75;

    private const string Playlist = "ranked-standard";
    private const int TeamSize = 3;

    public static async Task<IReadOnlyList<RankGame>> ReadAsync(RocketTrainerDb db, CancellationToken cancellationToken)
    {
        var rows = db.PlayerStats.Where(p => p.PlaylistId == Playlist).OrderByDescending(p => p.PlayedAt).ThenBy(p => p.ReplayId).ThenBy(p => p.Slot).Take(Newest);
        var lobbies = await StatSeries.ReadEverybodyAsync(db, rows, PlayerGame.Stats, cancellationToken);
        var counting = lobbies.GroupBy(r => r.ReplayId).Select(g => g.ToList()).Where(Counts).ToList();
        var durations = new Dictionary<Guid, int?>();
        foreach (var some in counting.Select(m => m[0].ReplayId).Chunk(500))
        {
            foreach (var replay in await db.Replays.Where(r => EF.Parameter(some).Contains(r.Id)).Select(r => new { r.Id, r.Duration }).ToListAsync(cancellationToken))
                durations[replay.Id] = replay.Duration;
        }

        return [.. counting.Select(m => new RankGame(m[0].ReplayId.ToString("N"), m[0].PlayedAt, durations.GetValueOrDefault(m[0].ReplayId) ?? double.NaN,
            [.. m.Select(p => new RankGamePlayer(p.PlayerId, p.Tier is >= 1 and <= TierDistribution.Highest ? p.Tier.Value : 0, p.Values))]))];
    }

    /// <summary>Whether it was three against three, long enough, and played to the end by everybody.</summary>
    private static bool Counts(List<StatSeries.LobbyRow> players)
    {
        if (players.Count(p => p.Color == TeamColor.Blue) != TeamSize || players.Count(p => p.Color == TeamColor.Orange) != TeamSize)
            return false;
        var minutes = players.ConvertAll(p => PlayerGame.Minutes(p.Values));
        var longest = minutes.Max();
        return longest >= PlayerGame.ShortestMinutes && minutes.TrueForAll(m => m >= longest * StayedFor); // not so where one is NaN
    }
}
