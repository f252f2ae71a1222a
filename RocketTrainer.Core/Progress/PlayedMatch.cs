using Microsoft.EntityFrameworkCore;
using RocketTrainer.Core.Data;
using RocketTrainer.Core.Replays;

namespace RocketTrainer.Core.Progress;

/// <summary>One match of a player's history, without its stats.</summary>
/// <param name="Color">The side that he was on.</param>
/// <param name="Tier">His rank at the time, as <see cref="Rank.Tier"/>; null where none was given.</param>
public sealed record PlayedMatch(DateTimeOffset PlayedAt, Guid ReplayId, TeamColor Color, MatchResult? Result, string? PlaylistId, int? Tier, int? Division)
{
    /// <summary>All of a history, newest first, each match once. Read past Entity Framework: there may be many thousands.</summary>
    internal static async Task<List<PlayedMatch>> ReadAsync(RocketTrainerDb db, IQueryable<PlayerStats> history, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        // Slots descend with the rest, as the index does backwards: else SQLite would sort what the index holds sorted.
        await using var command = history.OrderByDescending(p => p.PlayedAt).ThenByDescending(p => p.ReplayId).ThenByDescending(p => p.Slot)
            .Select(p => new { p.PlayedAt, p.ReplayId, p.Color, p.Result, p.PlaylistId, p.Rank.Tier, p.Rank.Division }).CreateDbCommand();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var (colors, results, playlists) = (new Words<TeamColor>(Enum.Parse<TeamColor>), new Words<MatchResult?>(w => Enum.Parse<MatchResult>(w)), new Words<string>(w => w));
        var matches = new List<PlayedMatch>();
        while (await reader.ReadAsync(cancellationToken))
        {
            var match = new PlayedMatch(db.ReadInstant(reader, 0), db.ReadId(reader, 1), db.ReadWord(reader, 2, colors), db.ReadWord(reader, 3, results),
                db.ReadWord(reader, 4, playlists), db.ReadNumber(reader, 5), db.ReadNumber(reader, 6));
            if (matches is [.., var before] && before.ReplayId == match.ReplayId)
                matches[^1] = match; // the lower slot of somebody who stood in it twice
            else
                matches.Add(match);
        }

        return matches;
    }
}
