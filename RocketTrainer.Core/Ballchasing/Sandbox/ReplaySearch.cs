using System.Globalization;
using System.Text.Json;

namespace RocketTrainer.Core.Ballchasing.Sandbox;

/// <summary>The replay search: every filter of the API, over the league and the caller's own uploads.</summary>
internal sealed class ReplaySearch
{
    private const int CountCap = 10_000;

    private readonly SandboxQuery _query;
    private readonly LeagueView _view;
    private readonly HashSet<int>? _players;
    private readonly string[] _playlists;
    private readonly (int Number, bool Legacy)[] _seasons;
    private readonly string? _result;
    private readonly (int Min, int Max) _ranks;
    private readonly string? _uploader, _group, _map, _title;
    private readonly DateTimeOffset? _createdBefore, _createdAfter, _playedBefore, _playedAfter;
    private readonly bool _pro, _byDate, _descending;

    public ReplaySearch(SandboxQuery query, LeagueView view)
    {
        (_query, _view) = (query, view);
        _players = SearchedPlayers();
        _playlists = query.All("playlist");
        _seasons = [.. query.All("season").Select(SeasonFrom)];
        _result = query["match-result"] is null ? null : query.OneOf("match-result", "win", "loss");
        _ranks = (Tier("min-rank", 0), Tier("max-rank", 99));
        _uploader = query["uploader"] is "me" ? SandboxAccount.Me.SteamId : query["uploader"];
        (_group, _map, _title) = (query["group"], query["map"], query["title"]);
        (_createdBefore, _createdAfter) = (query.Date("created-before"), query.Date("created-after"));
        (_playedBefore, _playedAfter) = (query.Date("replay-date-before"), query.Date("replay-date-after"));
        _pro = query.Flag("pro");
        _byDate = query.OneOf("sort-by", "upload-date", "replay-date", "created") is "replay-date";
        _descending = query.Descending();
    }

    public void WriteTo(Utf8JsonWriter json, IReadOnlyList<ReplaySheet> uploads, string baseUrl)
    {
        var size = _query.PageSize();
        var hits = Hits(uploads);
        IEnumerable<(long Key, string Id, int Index)> rest = hits;
        if (_query["after"] is { } after)
        {
            var cursor = SearchCursor.Parse(after);
            rest = hits.SkipWhile(hit => !cursor.IsBefore(hit.Key, hit.Id, _descending));
        }
        var page = rest.Take(size + 1).ToArray();

        json.WriteStartObject();
        json.WriteNumber("count", Math.Min(hits.Count, CountCap));
        json.WriteStartArray("list");
        foreach (var hit in page.Take(size))
        {
            ListItemWriter.Write(json, _view.League, hit.Index >= 0 ? ReplaySheet.Of(_view, hit.Index) : uploads[~hit.Index], baseUrl);
        }
        json.WriteEndArray();
        if (page.Length > size) json.WriteString("next", $"{baseUrl}/replays?{_query.With(new SearchCursor(page[size - 1].Key, page[size - 1].Id).ToString())}");
        json.WriteEndObject();
    }

    private List<(long Key, string Id, int Index)> Hits(IReadOnlyList<ReplaySheet> uploads)
    {
        var hits = new List<(long Key, string Id, int Index)>();
        foreach (var index in Candidates())
        {
            ref readonly var replay = ref _view.Archive[index];
            if (!_view.Shows(index)) continue;
            ref readonly var match = ref _view.Archive.MatchOf(replay);
            var created = replay.Created;
            if (Fits(match, created) && FitsUpload(_view.League.Roster.Members[replay.Uploader].Account, _view.GroupOf(match)?.Id) && FitsPlayers(match, replay.Uploader)
                && (_title is null || ReplaySheet.Of(_view, index).Title.Contains(_title, StringComparison.OrdinalIgnoreCase)))
            {
                hits.Add((_byDate ? match.Start * 1000L : replay.CreatedMilliseconds, replay.Id.ToString(), index));
            }
        }
        for (var i = 0; i < uploads.Count; i++)
        {
            var sheet = uploads[i];
            if (Fits(sheet.Match, sheet.Created) && FitsUpload(SandboxAccount.Me.SteamId, sheet.Group?.Id) && FitsPlayers(sheet.Match, uploader: -1)
                && (_title is null || sheet.Title.Contains(_title, StringComparison.OrdinalIgnoreCase)))
            {
                hits.Add((_byDate ? sheet.Match.Start * 1000L : sheet.Created.ToUnixTimeMilliseconds(), sheet.Id.ToString(), ~i));
            }
        }
        hits.Sort((a, b) => (_descending ? -1 : 1) * (a.Key != b.Key ? a.Key.CompareTo(b.Key) : string.CompareOrdinal(a.Id, b.Id)));
        return hits;
    }

    private IEnumerable<int> Candidates()
    {
        if (_players is null) return Enumerable.Range(0, _view.Archive.Count);
        var indexes = new SortedSet<int>();
        foreach (var player in _players) indexes.UnionWith(_view.Archive.Of(_view.League.Roster.Members[player]).ToArray());
        return indexes;
    }

    private bool Fits(in ScheduledMatch match, DateTimeOffset created)
    {
        var (mode, start) = (match.Mode, match.StartTime);
        if (_playlists.Length > 0 && (mode.Id is null || !_playlists.Contains(mode.Id))) return false;
        if (_seasons.Length > 0 && !_seasons.Contains((SeasonCalendar.SeasonOf(start), false))) return false;
        if (created >= _createdBefore || created <= _createdAfter || start >= _playedBefore || start <= _playedAfter) return false;
        if (_map is not null && Arenas.Of(match.Seed, match.Playlist) != _map) return false;
        return (_ranks is (0, 99) || FitsRanks(match)) && (!_pro || HasPro(match));
    }

    private bool FitsUpload(string uploader, string? group) => (_uploader is null || _uploader == uploader) && (_group is null || _group == group);

    /// <summary>The searched players' names on that day and their result; without searched players the uploader's result counts.</summary>
    private bool FitsPlayers(in ScheduledMatch match, int uploader)
    {
        if (_players is null) return _result is null || (uploader >= 0 && ReplaySheet.Won(match, uploader) == (_result is "win"));
        foreach (var player in _players)
        {
            if (IsListed(match, player) && (_result is null || ReplaySheet.Won(match, player) == (_result is "win"))) return true;
        }
        return false;
    }

    private static bool IsListed(in ScheduledMatch match, int member)
    {
        for (var slot = 0; slot < match.PlayerCount; slot++)
        {
            if (match.Lineup[slot] == member) return true;
        }
        return match.Substitute == member;
    }

    /// <summary>Every player at or above, at or below; a match of which no rank is known doesn't fit.</summary>
    private bool FitsRanks(in ScheduledMatch match)
    {
        var known = 0;
        for (var slot = 0; slot < match.PlayerCount; slot++)
        {
            if (MatchEngine.RankIn(_view.League, match, _view.League.Roster.Members[match.Lineup[slot]], slot) is not { } rank) continue;
            known++;
            if (rank.Tier < _ranks.Min || rank.Tier > _ranks.Max) return false;
        }
        return known > 0;
    }

    private bool HasPro(in ScheduledMatch match)
    {
        for (var slot = 0; slot < match.PlayerCount; slot++)
        {
            if (_view.League.Roster.Members[match.Lineup[slot]].Pro) return true;
        }
        return false;
    }

    private HashSet<int>? SearchedPlayers()
    {
        var (ids, names) = (_query.All("player-id"), _query.All("player-name"));
        foreach (var id in ids)
        {
            if (!id.Contains(':', StringComparison.Ordinal)) throw SandboxQuery.Bad("player-id", id);
        }
        var members = _view.League.Roster.Members;
        HashSet<int>? byId = ids.Length == 0 ? null : [.. members.Where(m => ids.Contains(ReplayJson.PlayerIdOf(m), StringComparer.OrdinalIgnoreCase)).Select(m => m.Index)];
        if (names.Length == 0) return byId;

        HashSet<int> byName = [.. members.Where(m => names.Any(n => m.Name.Contains(n, StringComparison.OrdinalIgnoreCase) || m.FormerName?.Contains(n, StringComparison.OrdinalIgnoreCase) == true)).Select(m => m.Index)];
        if (byId is not null) byName.UnionWith(byId);
        return byName;
    }

    private int Tier(string key, int none)
    {
        if (_query[key] is not { } text) return none;
        return RankScale.TierOf(text) is >= 0 and var tier ? tier : throw SandboxQuery.Bad(key, text);
    }

    private static (int Number, bool Legacy) SeasonFrom(string text)
    {
        var legacy = text[0] is not ('f' or 'F');
        return int.TryParse(legacy ? text : text[1..], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? (number, legacy) : throw SandboxQuery.Bad("season", text);
    }
}
