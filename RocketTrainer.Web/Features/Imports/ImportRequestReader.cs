using System.Globalization;
using System.Text.Json;
using RocketTrainer.Core.Importing;

namespace RocketTrainer.Web.Features.Imports;

/// <summary>
/// Reads the body of <c>POST /imports</c> member by member, so that each mistake is named, not only the first.
/// </summary>
internal static class ImportRequestReader
{
    /// <summary>The request, or null with what can't be read, by member.</summary>
    public static ImportRequest? Read(JsonElement body, out Dictionary<string, string[]> errors)
    {
        errors = new(StringComparer.Ordinal);
        if (body.ValueKind != JsonValueKind.Object)
        {
            errors["body"] = ["The body must be a JSON object."];
            return null;
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

        return errors.Count == 0 ? request : null;
    }

    private static ImportSource? Source(JsonProperty member, Dictionary<string, string[]> errors)
    {
        var text = Text(member, errors);
        foreach (var source in Enum.GetValues<ImportSource>())
        {
            if (string.Equals(text, source.ToString(), StringComparison.OrdinalIgnoreCase))
                return source;
        }

        errors.TryAdd(member.Name, [$"'{text}' is not a source: write player, replays, group or uploader."]);
        return null;
    }

    private static string? Text(JsonProperty member, Dictionary<string, string[]> errors)
    {
        if (member.Value.ValueKind == JsonValueKind.String)
            return member.Value.GetString();
        errors[member.Name] = [$"'{member.Name}' must be a text."];
        return null;
    }

    private static string[] Texts(JsonProperty member, Dictionary<string, string[]> errors)
    {
        if (member.Value.ValueKind == JsonValueKind.Array && member.Value.EnumerateArray().All(e => e.ValueKind == JsonValueKind.String))
            return [.. member.Value.EnumerateArray().Select(e => e.GetString()!)];
        errors[member.Name] = [$"'{member.Name}' must be an array of texts."];
        return [];
    }

    private static DateTimeOffset? Instant(JsonProperty member, Dictionary<string, string[]> errors)
    {
        var text = Text(member, errors);
        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant))
            return instant;
        errors.TryAdd(member.Name, [$"'{text}' is not a date: write 2026-01-31 or 2026-01-31T18:00:00Z."]);
        return null;
    }

    private static int? Number(JsonProperty member, Dictionary<string, string[]> errors)
    {
        if (member.Value.ValueKind == JsonValueKind.Number && member.Value.TryGetInt32(out var number))
            return number;
        errors[member.Name] = [$"'{member.Name}' must be a whole number."];
        return null;
    }

    private static ImportRequest Unknown(ImportRequest request, JsonProperty member, Dictionary<string, string[]> errors)
    {
        errors[member.Name] = [$"'{member.Name}' is not known here. Known are source, playerId, replayIds, groupId, uploaderId, playlists, season, after, before and max."];
        return request;
    }
}
