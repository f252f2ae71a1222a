using System.Text.Json;
using RocketTrainer.Core.Importing;
using RocketTrainer.Core.Replays;

namespace RocketTrainer.Web.Features.Imports;

/// <summary>
/// Reads the body of <c>POST /imports</c> member by member, so that each mistake is named, not only the first.
/// </summary>
internal static class ImportRequestReader
{
    /// <summary>What can be read of the request, with what can't, by member.</summary>
    public static ImportRequest Read(JsonElement body, out Dictionary<string, string[]> errors)
    {
        errors = new(StringComparer.Ordinal);
        if (body.ValueKind != JsonValueKind.Object)
        {
            errors["body"] = ["The body must be a JSON object."];
            return new();
        }

        var request = new ImportRequest();
        foreach (var member in body.EnumerateObject().Where(m => m.Value.ValueKind != JsonValueKind.Null))
        {
            request = member.Name switch
            {
                "source" => request with { Source = Source(member, errors) },
                "playerId" => request with { PlayerId = Text(member, errors) },
                "groupId" => request with { GroupId = Text(member, errors) },
                "uploaderId" => request with { UploaderId = Text(member, errors) },
                "replayIds" => request with { ReplayIds = Texts(member, errors) },
                "playlists" => request with { Playlists = Texts(member, errors) },
                "season" => request with { Season = member.Value.ValueKind == JsonValueKind.Number ? member.Value.GetRawText() : Text(member, errors) },
                "after" => request with { After = Instant(member, errors) },
                "before" => request with { Before = Instant(member, errors) },
                "max" => request with { Max = Number(member, errors) },
                _ => Unknown(request, member, errors),
            };
        }

        return request;
    }

    private static ImportSource? Source(JsonProperty member, Dictionary<string, string[]> errors)
    {
        var text = Text(member, errors);
        foreach (var source in Enum.GetValues<ImportSource>())
        {
            if (string.Equals(text, source.ToString(), StringComparison.OrdinalIgnoreCase))
                return source;
        }

        errors.TryAdd(member.Name, [$"'{Shorten(text)}' is not a source: write player, replays, group or uploader."]);
        return null;
    }

    private static string? Text(JsonProperty member, Dictionary<string, string[]> errors)
    {
        if (member.Value.ValueKind == JsonValueKind.String && TextOf(member.Value) is { } text)
            return text;
        errors[member.Name] = [$"'{member.Name}' must be a text."];
        return null;
    }

    private static string[] Texts(JsonProperty member, Dictionary<string, string[]> errors)
    {
        if (member.Value.ValueKind == JsonValueKind.Array && member.Value.EnumerateArray().Select(TextOf).ToArray() is var texts && texts.All(t => t is not null))
            return texts!;
        errors[member.Name] = [$"'{member.Name}' must be an array of texts."];
        return [];
    }

    private static DateTimeOffset? Instant(JsonProperty member, Dictionary<string, string[]> errors)
    {
        var text = Text(member, errors);
        if (Rfc3339.TryRead(text, out var instant))
            return instant;
        errors.TryAdd(member.Name, [$"'{Shorten(text)}' is not a date: write 2026-01-31 or 2026-01-31T18:00:00Z."]);
        return null;
    }

    private static int? Number(JsonProperty member, Dictionary<string, string[]> errors)
    {
        if (member.Value.ValueKind == JsonValueKind.Number && member.Value.TryGetInt32(out var number))
            return number;
        errors[member.Name] = [$"'{member.Name}' must be a whole number."];
        return null;
    }

    /// <summary>The text, or null when it is none or half a character stands in it.</summary>
    private static string? TextOf(JsonElement value)
    {
        try
        {
            return value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static string? Shorten(string? text) => text?.Length > 40 ? text[..40] + "…" : text;

    private static ImportRequest Unknown(ImportRequest request, JsonProperty member, Dictionary<string, string[]> errors)
    {
        errors[Shorten(member.Name)!] = [$"'{Shorten(member.Name)}' is not known here. Known are source, playerId, replayIds, groupId, uploaderId, playlists, season, after, before and max."];
        return request;
    }
}
