using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using RocketTrainer.Core.Data;
using RocketTrainer.Core.Replays;

namespace RocketTrainer.Core.Coaching.Readings;

/// <summary>Where the level comes from that a player is held against.</summary>
public enum LevelSource { OwnRank, Lobby }

/// <summary>A player's newest matches of one playlist that count.</summary>
/// <param name="Rank">His newest known one; null where none is.</param>
/// <param name="Tier">Whom he is held against: his rank's, else the median of the known ranks around him; null where nobody's is known.</param>
/// <param name="Matches">Newest first.</param>
internal sealed record SkillHistory(Rank? Rank, int? Tier, LevelSource Source, IReadOnlyList<Lobby> Matches, MatchCount Count)
{
    /// <summary>Of those wanted, so many are looked at in turn, since some don't count: mostly the first few are enough.</summary>
    private static readonly double[] Looks = [1.1, 1.5];

    /// <param name="history">See <see cref="MatchHistory"/>; of one playlist.</param>
    /// <param name="most">Matches that count.</param>
    public static async Task<SkillHistory> ReadAsync(RocketTrainerDb db, IQueryable<PlayerStats> history, string playlist, int most, CancellationToken cancellationToken)
    {
        var rank = await history.Where(p => p.Rank.Tier > 0).OrderByDescending(p => p.PlayedAt).ThenByDescending(p => p.ReplayId).ThenBy(p => p.Slot).Select(p => p.Rank).FirstOrDefaultAsync(cancellationToken);
        var (counted, left) = (new List<Lobby>(), new Dictionary<NotCounted, int>());
        await foreach (var lobby in NewestAsync(db, history, most, cancellationToken))
        {
            if (CountedMatches.WhyNot(playlist, lobby) is { } why)
                left[why] = left.GetValueOrDefault(why) + 1;
            else
                counted.Add(lobby);
            if (counted.Count == most)
                break;
        }

        var around = counted.SelectMany(l => l.Players).Select(p => p.Tier).OfType<int>().Where(t => t > 0).Order().ToList();
        return new(rank, rank?.Tier ?? (around.Count > 0 ? around[around.Count / 2] : null), rank is null ? LevelSource.Lobby : LevelSource.OwnRank, counted, new(counted.Count, left));
    }

    /// <summary>Each match once, as far back as is worth looking.</summary>
    private static async IAsyncEnumerable<Lobby> NewestAsync(RocketTrainerDb db, IQueryable<PlayerStats> history, int most, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (read, seen) = (0, new HashSet<Guid>());
        foreach (var look in Looks)
        {
            var next = (int)(most * look);
            foreach (var lobby in await Lobby.ReadAsync(db, history, SkillScores.Stats, next - read, cancellationToken, skipped: read))
            {
                if (seen.Add(lobby.ReplayId))
                    yield return lobby;
            }

            read = next;
        }
    }
}
