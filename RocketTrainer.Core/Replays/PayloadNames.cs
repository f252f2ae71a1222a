using System.Text.Json;
using System.Text.Json.Nodes;
using RocketTrainer.Core.Players;

namespace RocketTrainer.Core.Replays;

/// <summary>Takes people out of a Ballchasing reply and leaves the numbers.</summary>
public static class PayloadNames
{
    private static readonly string[] Identity = ["steam_id", "name", "profile_url", "avatar"];

    /// <summary>The reply without name and account of those whom <paramref name="hidden"/> names; the same bytes when it names nobody in it.</summary>
    /// <param name="json">A replay's detail, or a list of them.</param>
    /// <param name="hidden">Told each account as a replay names it; null for one that names nobody.</param>
    public static byte[] Without(byte[] json, Func<PlayerId?, bool> hidden)
    {
        if (JsonNode.Parse(json) is not JsonObject root)
            return json;
        var changed = root["list"] is JsonArray list
            ? list.OfType<JsonObject>().Select(replay => Clean(replay, hidden)).ToList().Contains(true)
            : Clean(root, hidden);
        return changed ? JsonSerializer.SerializeToUtf8Bytes(root) : json;
    }

    private static bool Clean(JsonObject replay, Func<PlayerId?, bool> hidden)
    {
        var names = new List<string>();
        var changed = false;
        foreach (var color in new[] { "blue", "orange" })
        {
            foreach (var player in ((replay[color] as JsonObject)?["players"] as JsonArray ?? []).OfType<JsonObject>())
            {
                if (player["id"] is not JsonObject { Count: > 0 } id || !hidden(PlayerId.FromReplay(Text(id["platform"]), Text(id["id"]))))
                    continue;
                changed = true;
                if (Text(player["name"]) is { } name)
                    names.Add(name);
                player.Remove("name");
                id.Remove("id");
            }
        }

        if (replay["uploader"] is JsonObject uploader && hidden(PlayerId.FromReplay("steam", Text(uploader["steam_id"]))))
        {
            changed = true;
            if (Text(uploader["name"]) is { } name)
                names.Add(name);
            foreach (var member in Identity)
                uploader.Remove(member);
        }

        foreach (var member in new[] { "recorder", "title", "replay_title" })
        {
            if (Text(replay[member]) is { } text && names.Exists(name => Names(text, name)))
                replay.Remove(member);
        }

        foreach (var color in new[] { "blue", "orange" })
        {
            if (replay[color] is JsonObject team && Text(team["name"]) is { } text && names.Exists(name => Names(text, name)))
                team.Remove("name");
        }

        return changed;
    }

    /// <summary>Whether a text tells a name.</summary>
    public static bool Names(string? text, string? name) =>
        !string.IsNullOrWhiteSpace(name) && text?.Contains(name.Trim(), StringComparison.OrdinalIgnoreCase) == true;

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) ? text : null;
}
