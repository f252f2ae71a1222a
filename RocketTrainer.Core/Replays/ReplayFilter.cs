using System.Collections.Immutable;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Data;
using RocketTrainer.Core.Players;

namespace RocketTrainer.Core.Replays;

/// <summary>Which matches a list, a page or an export is about; the same words in every address.</summary>
public sealed record ReplayFilter
{
    public static readonly ReplayFilter All = new();

    /// <summary>The names under which an address tells it.</summary>
    public static readonly ImmutableArray<string> Names = ["player", "playlist", "season", "result", "map", "after", "before", "with", "rankMin", "rankMax", "tag"];

    /// <summary>Matches that this account stood in.</summary>
    public PlayerId? Player { get; init; }

    /// <summary>Any of these.</summary>
    public IReadOnlyList<string> Playlists { get; init; } = [];

    /// <summary>A season's id, see <see cref="Seasons"/>.</summary>
    public string? Season { get; init; }

    /// <summary>How it ended for <see cref="Player"/>.</summary>
    public MatchResult? Result { get; init; }

    /// <summary>A map's code.</summary>
    public string? Map { get; init; }

    public DateTimeOffset? After { get; init; }
    public DateTimeOffset? Before { get; init; }

    /// <summary>A team-mate of <see cref="Player"/>.</summary>
    public PlayerId? With { get; init; }

    /// <summary>The lowest known rank in the match is at least this tier.</summary>
    public int? RankMin { get; init; }

    /// <summary>The highest known rank in the match is at most this tier.</summary>
    public int? RankMax { get; init; }

    /// <summary>Matches on which the viewer put this word, see <see cref="ReplayTag"/>.</summary>
    public string? Tag { get; init; }

    /// <summary>
    /// Reads what stands under <see cref="Names"/>; playlists are separated by commas.
    /// </summary>
    /// <param name="value">The text under a name, or null.</param>
    /// <param name="errors">What is wrong, by name; then the result is null.</param>
    public static ReplayFilter? Parse(Func<string, string?> value, out IReadOnlyDictionary<string, string[]> errors)
    {
        var found = new Dictionary<string, string[]>(StringComparer.Ordinal);
        errors = found;
        var filter = new ReplayFilter
        {
            Player = Account("player"),
            Playlists = Text("playlist")?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [],
            Season = Text("season"),
            Result = Text("result") switch
            {
                null => null,
                "win" => MatchResult.Win,
                "loss" => MatchResult.Loss,
                var odd => Wrong<MatchResult?>("result", $"'{odd}' is not a result: write win or loss."),
            },
            Map = Text("map"),
            After = Instant("after"),
            Before = Instant("before"),
            With = Account("with"),
            RankMin = Tier("rankMin"),
            RankMax = Tier("rankMax"),
            Tag = Text("tag") is not { } tag ? null
                : ReplayTag.Parse(tag) ?? Wrong<string?>("tag", $"A tag has at most {ReplayTag.Longest} characters."),
        };
        if (filter.Season is { } season && Seasons.Parse(season) is null)
            Wrong<int?>("season", $"'{season}' is not a season: write 1 to 14, or f1 and up.");
        if (filter.After > filter.Before)
            Wrong<int?>("after", "'after' is later than 'before', so no match can lie between them.");
        if (filter is { Result: not null, Player: null } && !found.ContainsKey("player"))
            Wrong<int?>("result", "A result is somebody's: give a player too.");
        if (filter is { With: not null, Player: null } && !found.ContainsKey("player"))
            Wrong<int?>("with", "A team-mate is somebody's: give a player too.");
        return found.Count == 0 ? filter : null;

        string? Text(string name) => value(name) is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;

        PlayerId? Account(string name) => Text(name) is not { } text ? null
            : PlayerId.TryParse(text, out var player, out var error) ? player
            : Wrong<PlayerId?>(name, error);

        DateTimeOffset? Instant(string name) => Text(name) is not { } text ? null
            : Rfc3339.TryRead(text, out var instant) ? instant.ToUniversalTime()
            : Wrong<DateTimeOffset?>(name, $"'{text}' is not a date: write 2026-01-31 or 2026-01-31T18:00:00Z.");

        int? Tier(string name) => Text(name) is not { } text ? null
            : Ranks.TierOf(text) ?? Wrong<int?>(name, $"'{text}' is not a rank: write bronze-1 to grand-champion-3, or supersonic-legend.");

        T? Wrong<T>(string name, string message)
        {
            found[name] = [message];
            return default;
        }
    }

    /// <summary>Of these rows of <see cref="Player"/>, those that the rest of the filter lets through.</summary>
    internal IQueryable<PlayerStats> Choose(IQueryable<PlayerStats> rows, RocketTrainerDb db, Viewer viewer)
    {
        if (Result is not null)
            rows = rows.Where(p => p.Result == Result);
        if (Playlists.Count > 0)
            rows = rows.Where(p => Playlists.Contains(p.PlaylistId!));
        if (After is not null)
            rows = rows.Where(p => p.PlayedAt >= After);
        if (Before is not null)
            rows = rows.Where(p => p.PlayedAt < Before);
        if (With?.ToString() is { } mate)
            rows = rows.Where(p => db.PlayerStats.Any(m => m.ReplayId == p.ReplayId && m.PlayedAt == p.PlayedAt && m.PlayerId == mate && m.Color == p.Color));
        if (Tag is not null && TaggedBy(viewer, db) is { } tagged)
            rows = rows.Where(p => tagged.Any(t => t.ReplayId == p.ReplayId));
        if (AsksForMatch && Matches(db.Replays) is { } matches)
            rows = rows.Where(p => matches.Any(r => r.Id == p.ReplayId));
        return rows;
    }

    /// <summary>Of these entries of a library, those that the filter lets through; it must not ask for a player.</summary>
    internal IQueryable<LibraryEntry> Choose(IQueryable<LibraryEntry> entries, RocketTrainerDb db, Viewer viewer)
    {
        if (After is not null)
            entries = entries.Where(e => e.PlayedAt >= After);
        if (Before is not null)
            entries = entries.Where(e => e.PlayedAt < Before);
        if (Tag is not null && TaggedBy(viewer, db) is { } tagged)
            entries = entries.Where(e => tagged.Any(t => t.ReplayId == e.ReplayId));
        if (AsksForMatch || Playlists.Count > 0)
        {
            var matches = Matches(Playlists.Count > 0 ? db.Replays.Where(r => Playlists.Contains(r.PlaylistId!)) : db.Replays);
            entries = entries.Where(e => matches.Any(r => r.Id == e.ReplayId));
        }

        return entries;
    }

    /// <summary>Whether it asks for what only the match itself knows.</summary>
    private bool AsksForMatch => Season is not null || Map is not null || RankMin is not null || RankMax is not null;

    private IQueryable<Replay> Matches(IQueryable<Replay> replays)
    {
        if (Seasons.Parse(Season) is { } season)
        {
            var type = season.FreeToPlay ? "free2play" : null;
            replays = replays.Where(r => r.Season == season.Number && r.SeasonType == type);
        }

        if (Map is not null)
            replays = replays.Where(r => r.MapCode == Map);
        if (RankMin is not null)
            replays = replays.Where(r => r.MinRank.Tier >= RankMin);
        if (RankMax is not null)
            replays = replays.Where(r => r.MaxRank.Tier <= RankMax);
        return replays;
    }

    /// <summary>What the viewer himself has tagged so; a guest has no tags.</summary>
    private IQueryable<ReplayTag> TaggedBy(Viewer viewer, RocketTrainerDb db) => viewer is Viewer.Person { UserId: var me }
        ? db.ReplayTags.Where(t => t.UserId == me && t.Tag == Tag)
        : db.ReplayTags.Where(t => false);
}
