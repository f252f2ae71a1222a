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
        await using var command = history.OrderByDescending(p => p.PlayedAt).ThenByDescending(p => p.ReplayId).ThenBy(p => p.Slot)
            .Select(p => new { p.PlayedAt, p.ReplayId, p.Color, p.Result, p.PlaylistId, p.Rank.Tier, p.Rank.Division }).CreateDbCommand();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var matches = new List<PlayedMatch>();
        while (await reader.ReadAsync(cancellationToken))
        {
            var id = reader.GetGuid(1);
            if (matches is [.., var before] && before.ReplayId == id)
                continue; // the higher slot of somebody who stood in it twice
            matches.Add(new(db.ReadInstant(reader, 0), id, Enum.Parse<TeamColor>(reader.GetString(2)), reader.IsDBNull(3) ? null : Enum.Parse<MatchResult>(reader.GetString(3)),
                reader.IsDBNull(4) ? null : reader.GetString(4), reader.IsDBNull(5) ? null : reader.GetInt32(5), reader.IsDBNull(6) ? null : reader.GetInt32(6)));
        }

        return matches;
    }
}
