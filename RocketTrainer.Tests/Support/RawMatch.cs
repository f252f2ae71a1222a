using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using RocketTrainer.Core.Data;
using RocketTrainer.Core.Replays;

namespace RocketTrainer.Tests.Support;

/// <summary>A match as its payload tells it, read without our contracts, mapper and tables.</summary>
/// <param name="Id">Ballchasing's.</param>
internal sealed record RawMatch(Guid Id, JsonElement Json)
{
    public DateTimeOffset Date { get; } = DateTimeOffset.Parse(Json.GetProperty("date").GetString()!, CultureInfo.InvariantCulture);

    public string? Playlist => Json.TextOrNull("playlist_id");

    public int? Duration => Json.Member("duration") is { ValueKind: JsonValueKind.Number } seconds ? seconds.GetInt32() : null;

    public DateTimeOffset End => Date.AddSeconds(Duration ?? 0);

    public int? Goals(string color) => Json.Member(color)?.Member("stats")?.Member("core")?.Member("goals")?.GetInt32();

    public IEnumerable<RawLine> Lines => new[] { "blue", "orange" }.SelectMany(color =>
        (Json.Member(color)?.Member("players")?.EnumerateArray().ToArray() ?? []).Select(player => new RawLine(this, color, player)));

    /// <summary>Those that gave a match its numbers: of several uploads of one match only one did.</summary>
    public static async Task<IReadOnlyList<RawMatch>> ReadAsync(RocketTrainerDb db, CancellationToken cancellationToken)
    {
        var matches = await db.Replays.Select(r => r.Id).ToHashSetAsync(cancellationToken);
        var payloads = await db.ReplayPayloads.AsNoTracking().ToListAsync(cancellationToken);
        var all = payloads.ConvertAll(p => new RawMatch(p.BallchasingId, JsonElement.Parse(PayloadCompression.Expand(p.Json))));
        // The guid is missing in some; one match has one date, wherever it was uploaded from, and nobody plays two at once.
        Assert.Equal(matches.Count, all.Select(m => string.Join('|', m.Lines.Select(l => l.Account).Order(StringComparer.Ordinal).Prepend(m.Date.UtcDateTime.ToString("O")))).Distinct(StringComparer.Ordinal).Count());
        return [.. all.Where(m => matches.Contains(m.Id)).OrderByDescending(m => m.Date)];
    }
}

/// <summary>One player's part of it.</summary>
internal sealed record RawLine(RawMatch Match, string Color, JsonElement Json)
{
    public string? Name => Json.TextOrNull("name");

    /// <summary>Null for bots and for masked ids; a guest on somebody's split screen has a number behind it.</summary>
    public string? Account => Json.Member("id") is { } id && id.TextOrNull("platform") is { } platform && id.TextOrNull("id") is { } text && !text.Contains('*', StringComparison.Ordinal) && text.Any(c => c != '0')
        ? $"{platform}:{text}{(id.Member("player_number") is { } number && number.GetInt32() > 0 ? $"#{number}" : "")}" : null;

    public int? Tier => Json.Member("rank")?.Member("tier")?.GetInt32();

    public int? Division => Json.Member("rank")?.Member("division")?.GetInt32();

    /// <summary>Own goals less the other side's; null where either is unknown.</summary>
    public int? Lead => Match.Goals(Color) - Match.Goals(Color == "blue" ? "orange" : "blue");

    public bool Won => Lead > 0;

    public bool Lost => Lead < 0;

    /// <summary>In minutes, of the time in one third of the field or another; null where it isn't given.</summary>
    public double? Minutes => (this["positioning.time_defensive_third"] + this["positioning.time_neutral_third"] + this["positioning.time_offensive_third"]) / 60;

    /// <summary>The value at a path of the payload; yes is 1.</summary>
    public double? this[string key]
    {
        get
        {
            var (block, member) = (key[..key.IndexOf('.', StringComparison.Ordinal)], key[(key.IndexOf('.', StringComparison.Ordinal) + 1)..]);
            if (Json.Member("stats")?.Member(block) is not { } given)
                return null;
            return given.Member(member) switch
            {
                null => key == "positioning.goals_against_while_last_defender" ? 0 : null, // the one that Ballchasing drops when it is zero
                { ValueKind: JsonValueKind.True } => 1,
                { ValueKind: JsonValueKind.False } => 0,
                { } number => number.GetDouble(),
            };
        }
    }
}

internal static class JsonMembers
{
    public static JsonElement? Member(this JsonElement json, string name) => json.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null ? member : null;

    public static string? TextOrNull(this JsonElement json, string name) => json.Member(name)?.GetString();
}
