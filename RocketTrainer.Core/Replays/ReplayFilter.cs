using Microsoft.EntityFrameworkCore;
using RocketTrainer.Core.Players;

namespace RocketTrainer.Core.Replays;

/// <summary>Which matches a list, a page or an export is about; the same words in every address.</summary>
public sealed record ReplayFilter
{
    public static readonly ReplayFilter All = new();

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

    /// <summary>
    /// Reads <c>player, playlist (comma-separated), season, result, map, after, before, with, rankMin, rankMax</c>.
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
        };
        if (filter.Season is { } season && Seasons.Parse(season) is null)
            Wrong<int?>("season", $"'{season}' is not a season: write 1 to 14, or f1 and up.");
        if (filter.After > filter.Before)
            Wrong<int?>("after", "'after' is later than 'before', so no match can lie between them.");
        if (filter is { Result: not null, Player: null } && !found.ContainsKey("player"))
            Wrong<int?>("result", "A result is somebody's: give a player too.");
        if (filter is { With: not null, Player: null } && !found.ContainsKey("player"))
            Wrong<int?>("with", "A team-mate is somebody's: give a player too.");
        if (Text("tag") is not null)
            Wrong<int?>("tag", "Matches can't be tagged here yet, so none would be found.");
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

    internal IQueryable<Replay> Apply(IQueryable<Replay> replays)
    {
        if (Player is { } account)
        {
            var player = account.ToString();
            replays = Result switch
            {
                MatchResult.Win => replays.Where(r => r.Players.Any(p => p.PlayerId == player
                    && EF.Property<int?>(r.Teams.First(t => t.Color == p.Color), "core_goals") > EF.Property<int?>(r.Teams.First(t => t.Color != p.Color), "core_goals"))),
                MatchResult.Loss => replays.Where(r => r.Players.Any(p => p.PlayerId == player
                    && EF.Property<int?>(r.Teams.First(t => t.Color == p.Color), "core_goals") < EF.Property<int?>(r.Teams.First(t => t.Color != p.Color), "core_goals"))),
                _ => replays.Where(r => r.Players.Any(p => p.PlayerId == player)),
            };
            if (With is { } other)
            {
                var mate = other.ToString();
                replays = replays.Where(r => r.Players.Any(p => p.PlayerId == player && r.Players.Any(m => m.PlayerId == mate && m.Color == p.Color)));
            }
        }

        if (Playlists.Count > 0)
            replays = replays.Where(r => Playlists.Contains(r.PlaylistId));
        if (Seasons.Parse(Season) is { } season)
        {
            replays = season.FreeToPlay
                ? replays.Where(r => r.Season == season.Number && r.SeasonType == "free2play")
                : replays.Where(r => r.Season == season.Number && r.SeasonType == null);
        }

        if (Map is not null)
            replays = replays.Where(r => r.MapCode == Map);
        if (After is not null)
            replays = replays.Where(r => r.PlayedAt >= After);
        if (Before is not null)
            replays = replays.Where(r => r.PlayedAt < Before);
        if (RankMin is not null)
            replays = replays.Where(r => r.MinRank.Tier >= RankMin);
        if (RankMax is not null)
            replays = replays.Where(r => r.MaxRank.Tier <= RankMax);
        return replays;
    }
}
