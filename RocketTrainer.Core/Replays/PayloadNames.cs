using System.Text.Json;
using System.Text.Json.Nodes;
using RocketTrainer.Core.Players;

namespace RocketTrainer.Core.Replays;

/// <summary>Somebody in a Ballchasing reply.</summary>
/// <param name="Account">Null where it names none, or masks it.</param>
/// <param name="Likely">See <see cref="PlayerId.Likely"/>.</param>
/// <param name="IsUploader">Who uploaded the file, rather than who played.</param>
public readonly record struct NamedPerson(PlayerId? Account, string? Likely, bool IsUploader = false);

/// <summary>Takes people out of a Ballchasing reply and leaves the numbers.</summary>
public static class PayloadNames
{
    private static readonly string[] Identity = ["steam_id", "name", "profile_url", "avatar"];

    /// <summary>The reply without name and account of those whom <paramref name="hidden"/> names; the same bytes when it names nobody in it.</summary>
    /// <param name="json">A replay's detail, or a list of them.</param>
    /// <param name="withoutTexts">Title and groups go, too, whatever they say.</param>
    public static byte[] Without(byte[] json, Func<NamedPerson, bool> hidden, bool withoutTexts = false)
    {
        if (JsonNode.Parse(json) is not JsonObject root)
            return json;
        var changed = root["list"] is JsonArray list
            ? list.OfType<JsonObject>().Select(replay => Clean(replay, hidden)).ToList().Contains(true)
            : Clean(root, hidden);
        if (withoutTexts)
            changed |= root.Remove("title") | root.Remove("groups") | root.Remove("recorder");
        return changed ? JsonSerializer.SerializeToUtf8Bytes(root) : json;
    }

    private static bool Clean(JsonObject replay, Func<NamedPerson, bool> hidden)
    {
        var names = new List<string>();
        var changed = false;
        foreach (var color in new[] { "blue", "orange" })
        {
            foreach (var player in ((replay[color] as JsonObject)?["players"] as JsonArray ?? []).OfType<JsonObject>())
            {
                if (player["id"] is not JsonObject { Count: > 0 } id || !hidden(Person(Text(id["platform"]), Text(id["id"]), Text(player["name"]))))
                    continue;
                changed = true;
                if (Text(player["name"]) is { } name)
                    names.Add(name);
                player.Remove("name");
                id.Remove("id");
            }
        }

        if (replay["uploader"] is JsonObject uploader && hidden(Person("steam", Text(uploader["steam_id"]), name: null) with { IsUploader = true }))
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

        foreach (var group in (replay["groups"] as JsonArray ?? []).OfType<JsonObject>())
        {
            if (Text(group["name"]) is { } text && names.Exists(name => Names(text, name)))
                group.Remove("name");
        }

        return changed;
    }

    /// <summary>Whether a text tells a name: holds it, and not as a part of a longer word.</summary>
    public static bool Names(string? text, string? name)
    {
        if (string.IsNullOrWhiteSpace(name) || text is null)
            return false;
        name = name.Trim();
        for (var at = text.IndexOf(name, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(name, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            var end = at + name.Length;
            if ((at == 0 || !char.IsLetterOrDigit(text[at - 1])) && (end == text.Length || !char.IsLetterOrDigit(text[end])))
                return true;
        }

        return false;
    }

    private static NamedPerson Person(string? platform, string? id, string? name) => new(PlayerId.FromReplay(platform, id), PlayerId.Likely(platform, id, name));

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) ? text : null;
}
