using Microsoft.EntityFrameworkCore;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Data;
using RocketTrainer.Core.Replays;

namespace RocketTrainer.Core.Players;

/// <param name="Name">As the newest public match gave it.</param>
public sealed record NamedPlayer(PlayerId Id, string? Name);

/// <summary>Finds players by name among those whom a viewer may see.</summary>
public sealed class PlayerSearch(IDbContextFactory<RocketTrainerDb> factory)
{
    public const int ShortestText = 2;

    /// <summary>Names that fit are many where a text is short; whoever may see few of them doesn't wait for all.</summary>
    private const int MostLookedAt = 60;

    /// <summary>Players whose name begins with the text or has it inside, or whose account it is; those that begin with it first.</summary>
    /// <param name="limit">How many at most.</param>
    public async Task<IReadOnlyList<NamedPlayer>> FindAsync(Viewer viewer, string text, int limit, CancellationToken cancellationToken)
    {
        text = text.Trim();
        if (text.Length < ShortestText)
            return [];
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var lower = text.ToLowerInvariant();
        var inside = $"%{Escape(lower)}%";
        var start = $"{Escape(lower)}%";
        // EF translates ToLower; a culture would not reach the database.
#pragma warning disable CA1304, CA1311, MA0011
        var candidates = await db.Players.Where(p => p.Id == lower || (p.Name != null && EF.Functions.Like(p.Name.ToLower(), inside, "\\")))
            .OrderByDescending(p => p.Id == lower || EF.Functions.Like(p.Name!.ToLower(), start, "\\")).ThenByDescending(p => p.NameSeenAt).Take(MostLookedAt)
            .Select(p => new { p.Id, p.Name }).ToListAsync(cancellationToken);
#pragma warning restore CA1304, CA1311, MA0011
        var found = new List<NamedPlayer>();
        foreach (var candidate in candidates)
        {
            if (found.Count == limit)
                break;
            if (PlayerId.TryParse(candidate.Id, out var id, out _) && await (await db.HistoryAsync(viewer, new ReplayFilter { Player = id }, cancellationToken)).AnyAsync(cancellationToken))
                found.Add(new(id, candidate.Name));
        }

        return found;
    }

    private static string Escape(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal);
}
