using System.Text.Json;

namespace RocketTrainer.Core.Ballchasing.Sandbox;

/// <summary>Writes groups: the search with its own names for some members, and a group with its stats.</summary>
internal static class GroupWriter
{
    public static void WriteSearch(Utf8JsonWriter json, SandboxQuery query, IEnumerable<GroupSheet> groups, Func<GroupSheet, (int Direct, int Indirect)> count, string baseUrl)
    {
        var (byName, size) = (query.OneOf("sort-by", "created", "name") is "name", query.PageSize());
        var descending = query.Descending();
        var creator = query["creator"] is "me" ? SandboxAccount.Me.SteamId : query["creator"];
        var (before, after) = (query.Date("created-before"), query.Date("created-after"));
        var found = groups.Where(g =>
            (query["name"] is not { } name || g.Name.Contains(name, StringComparison.OrdinalIgnoreCase))
            && (creator is null || g.Owner.SteamId == creator) && (query["group"] is not { } parent || g.ParentId == parent)
            && !(g.Created >= before) && !(g.Created <= after));
        var ordered = byName
            ? (descending ? found.OrderByDescending(g => g.Name, StringComparer.Ordinal) : found.OrderBy(g => g.Name, StringComparer.Ordinal)).ThenBy(g => g.Id, StringComparer.Ordinal)
            : (descending ? found.OrderByDescending(g => g.Created) : found.OrderBy(g => g.Created)).ThenBy(g => g.Id, StringComparer.Ordinal);
        var all = ordered.ToArray();
        var skip = query["after"] is { } cursor ? Array.FindIndex(all, g => g.Id == SearchCursor.Parse(cursor).Id) + 1 : 0;

        json.WriteStartObject();
        json.WriteStartArray("list");
        foreach (var group in all.Skip(skip).Take(size))
        {
            json.WriteStartObject();
            WriteHead(json, group, baseUrl);
            WriteIdentification(json, group);
            var (direct, indirect) = count(group);
            json.WriteNumber("direct_replays", direct);
            json.WriteNumber("indirect_replays", indirect);
            json.WriteBoolean("shared", group.Shared);
            ReplayJson.WriteAccount(json, "user", group.Owner);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        if (all.Length > skip + size)
        {
            var last = all[skip + size - 1];
            json.WriteString("next", $"{baseUrl}/groups?{query.With(new SearchCursor(last.Created.ToUnixTimeMilliseconds(), last.Id).ToString())}");
        }
        json.WriteEndObject();
    }

    public static void WriteDetail(Utf8JsonWriter json, GroupSheet group, IReadOnlyList<PlayedMatch> matches, string baseUrl)
    {
        json.WriteStartObject();
        WriteHead(json, group, baseUrl);
        json.WriteString("status", "ok");
        WriteIdentification(json, group);
        json.WriteBoolean("shared", group.Shared);
        json.WriteStartObject("creator");
        json.WriteString("steam_id", group.Owner.SteamId);
        json.WriteString("name", group.Owner.Name);
        json.WriteString("profile_url", group.Owner.ProfileUrl);
        json.WriteString("avatar", group.Owner.Avatar);
        json.WriteString("avatar_full", "");
        json.WriteString("avatar_medium", "");
        json.WriteEndObject();
        if (matches.Count > 0) GroupStats.Write(json, matches, byName: group.PlayerIdentification == "by-name");
        json.WriteEndObject();
    }

    private static void WriteHead(Utf8JsonWriter json, GroupSheet group, string baseUrl)
    {
        json.WriteString("id", group.Id);
        json.WriteString("link", $"{baseUrl}/groups/{group.Id}");
        json.WriteString("name", group.Name);
        json.WriteString("created", ReplayJson.Instant(group.Created));
    }

    private static void WriteIdentification(Utf8JsonWriter json, GroupSheet group)
    {
        json.WriteString("player_identification", group.PlayerIdentification);
        json.WriteString("team_identification", group.TeamIdentification);
    }
}
