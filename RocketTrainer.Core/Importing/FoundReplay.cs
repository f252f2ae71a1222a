using System.Buffers.Text;
using System.Text;
using RocketTrainer.Core.Replays;

namespace RocketTrainer.Core.Importing;

/// <summary>A replay as a search at Ballchasing lists it, not brought in yet.</summary>
public sealed record FoundReplay
{
    /// <summary>Ballchasing's id.</summary>
    public required string Id { get; init; }

    public required string? Title { get; init; }
    public required DateTimeOffset? PlayedAt { get; init; }

    /// <summary>False when the file held only a local clock, so that the time may be hours off; null when unknown.</summary>
    public required bool? TimeZoneKnown { get; init; }

    public required string? PlaylistId { get; init; }
    public required string? PlaylistName { get; init; }
    public required string? MapCode { get; init; }
    public required string? MapName { get; init; }

    /// <summary>Seconds, overtime and goal replays included.</summary>
    public required int? Duration { get; init; }

    public required bool? Overtime { get; init; }
    public required FoundTeam Blue { get; init; }
    public required FoundTeam Orange { get; init; }
    public required Rank? MinRank { get; init; }
    public required Rank? MaxRank { get; init; }

    /// <summary>It is stored here already, and yours to see.</summary>
    public required bool Stored { get; init; }
}

/// <param name="Name">Null for the default colours.</param>
public sealed record FoundTeam(string? Name, int? Goals, IReadOnlyList<FoundPlayer> Players);

/// <param name="Name">Null where none was given, and for somebody who asked not to be named.</param>
/// <param name="Id">The account, as platform:id; null for a bot, a masked one, and somebody who asked not to be named.</param>
public sealed record FoundPlayer(string? Name, string? Id, Rank? Rank);

/// <param name="Next">Where the next page begins; null on the last one.</param>
public sealed record FoundReplays(IReadOnlyList<FoundReplay> Items, LookupCursor? Next);

/// <summary>
/// Where the next page of a search at Ballchasing begins: the query of its <c>next</c>, opaque outside. Host and path
/// are always our own, so whatever somebody writes into one leads to no other place.
/// </summary>
public readonly record struct LookupCursor
{
    private const int Longest = 4000;

    private LookupCursor(string query) => Query = query;

    private string Query { get; }

    /// <summary>What follows Ballchasing's root.</summary>
    internal string Path => "replays?" + Query;

    public override string ToString() => Base64Url.EncodeToString(Encoding.ASCII.GetBytes(Query));

    public static bool TryParse(string? text, out LookupCursor cursor)
    {
        cursor = default;
        return text is { Length: > 0 and <= Longest } && Base64Url.IsValid(text) && TryMake(Encoding.Latin1.GetString(Base64Url.DecodeFromChars(text)), out cursor);
    }

    /// <summary>The place that <c>next</c> names, or null when it names none.</summary>
    internal static LookupCursor? FromNext(string? next) =>
        next?.IndexOf('?', StringComparison.Ordinal) is >= 0 and var at && TryMake(next[(at + 1)..], out var cursor) ? cursor : null;

    private static bool TryMake(string query, out LookupCursor cursor)
    {
        cursor = new(query);
        return query.Length is > 0 and <= Longest && query.All(c => c is > ' ' and <= '~' and not '#');
    }
}
