using System.Globalization;
using System.Text;

namespace RocketTrainer.Core.Ballchasing;

/// <summary>The parameters of <c>GET /replays</c>; what is null or empty is left out.</summary>
public sealed record ReplaySearch
{
    /// <summary>The largest page that Ballchasing gives.</summary>
    public const int LargestPage = 200;

    public string? Title { get; init; }
    public IReadOnlyList<string> PlayerNames { get; init; } = [];

    /// <summary><c>platform:id</c>.</summary>
    public IReadOnlyList<string> PlayerIds { get; init; } = [];

    public IReadOnlyList<string> Playlists { get; init; } = [];

    /// <summary><c>1</c> to <c>14</c>, or <c>f1</c> and up.</summary>
    public string? Season { get; init; }

    /// <summary><c>win</c> or <c>loss</c>, of the searched player.</summary>
    public string? MatchResult { get; init; }

    public string? MinRank { get; init; }
    public string? MaxRank { get; init; }
    public bool? Pro { get; init; }

    /// <summary>A SteamID64, or <c>me</c>.</summary>
    public string? Uploader { get; init; }

    /// <summary>A group's id; finds the replays directly in it, not those of its child groups.</summary>
    public string? Group { get; init; }

    public string? Map { get; init; }
    public DateTimeOffset? CreatedBefore { get; init; }
    public DateTimeOffset? CreatedAfter { get; init; }
    public DateTimeOffset? ReplayDateBefore { get; init; }
    public DateTimeOffset? ReplayDateAfter { get; init; }

    /// <summary>1 to 200. Always sent: the server's own default is not the documented one.</summary>
    public int Count { get; init; } = LargestPage;

    /// <summary><c>replay-date</c> or <c>upload-date</c>.</summary>
    public string? SortBy { get; init; }

    /// <summary><c>asc</c> or <c>desc</c>.</summary>
    public string? SortDir { get; init; }

    /// <summary>The path with its query.</summary>
    internal string ToPath() => new QueryString("replays")
        .Add("title", Title).Add("player-name", PlayerNames).Add("player-id", PlayerIds).Add("playlist", Playlists)
        .Add("season", Season).Add("match-result", MatchResult).Add("min-rank", MinRank).Add("max-rank", MaxRank)
        .Add("pro", Pro).Add("uploader", Uploader).Add("group", Group).Add("map", Map)
        .Add("created-before", CreatedBefore).Add("created-after", CreatedAfter)
        .Add("replay-date-before", ReplayDateBefore).Add("replay-date-after", ReplayDateAfter)
        .Add("count", Count.ToString(CultureInfo.InvariantCulture)).Add("sort-by", SortBy).Add("sort-dir", SortDir)
        .ToString();
}

/// <summary>The parameters of <c>GET /groups</c>.</summary>
public sealed record GroupSearch
{
    public string? Name { get; init; }
    public string? Creator { get; init; }

    /// <summary>Finds the children of this group.</summary>
    public string? Group { get; init; }

    public DateTimeOffset? CreatedBefore { get; init; }
    public DateTimeOffset? CreatedAfter { get; init; }
    public int Count { get; init; } = ReplaySearch.LargestPage;

    /// <summary><c>created</c> or <c>name</c>.</summary>
    public string? SortBy { get; init; }

    public string? SortDir { get; init; }

    internal string ToPath() => new QueryString("groups")
        .Add("name", Name).Add("creator", Creator).Add("group", Group)
        .Add("created-before", CreatedBefore).Add("created-after", CreatedAfter)
        .Add("count", Count.ToString(CultureInfo.InvariantCulture)).Add("sort-by", SortBy).Add("sort-dir", SortDir)
        .ToString();
}

/// <summary>A path with query parameters, each value percent-encoded; a list repeats its key.</summary>
internal sealed class QueryString(string path)
{
    private readonly StringBuilder _text = new(path);
    private char _separator = '?';

    public QueryString Add(string key, string? value)
    {
        if (string.IsNullOrEmpty(value))
            return this;
        _text.Append(_separator).Append(key).Append('=').Append(Uri.EscapeDataString(value));
        _separator = '&';
        return this;
    }

    public QueryString Add(string key, IEnumerable<string> values)
    {
        foreach (var value in values)
            Add(key, value);
        return this;
    }

    public QueryString Add(string key, bool? value) => Add(key, value switch { true => "true", false => "false", null => null });

    public QueryString Add(string key, DateTimeOffset? value) => Add(key, value?.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture));

    public override string ToString() => _text.ToString();
}
