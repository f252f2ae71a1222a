using System.Globalization;
using System.Text.Json;

namespace RocketTrainer.Core.Ballchasing.Sandbox;

/// <summary>The parts of replay JSON that list items and details share.</summary>
internal static class ReplayJson
{
    private const string Mask = "************";

    public static void WriteAccount(Utf8JsonWriter json, string member, SandboxAccount account)
    {
        json.WriteStartObject(member);
        json.WriteString("steam_id", account.SteamId);
        json.WriteString("name", account.Name);
        json.WriteString("profile_url", account.ProfileUrl);
        json.WriteString("avatar", account.Avatar);
        json.WriteEndObject();
    }

    /// <summary>Upload times have up to six digits of fraction and end in Z.</summary>
    public static string Instant(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture);

    /// <summary>A match's start with the recorder's offset; where only the wall clock is known, that with a Z that isn't true.</summary>
    public static string Date(ReplaySheet sheet)
    {
        var local = sheet.Match.StartTime.ToOffset(sheet.UtcOffset);
        return sheet.Match.LocalClock
            ? local.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)
            : local.ToString(local.Offset == TimeSpan.Zero ? "yyyy-MM-dd'T'HH:mm:ss'Z'" : "yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
    }

    public static void WriteRank(Utf8JsonWriter json, string member, LeagueRank rank, ulong matchSeed)
    {
        json.WriteStartObject(member);
        // The order of members varies, and so does the first grand champion's id.
        var idFirst = (matchSeed & 1) == 0;
        var id = rank.Tier == 19 && SeededRandom.Share(matchSeed, 0x6C1) < .75 ? "grand-champion" : RankScale.Id(rank.Tier);
        if (idFirst) json.WriteString("id", id);
        json.WriteNumber("tier", rank.Tier);
        if (rank.Division > 0) json.WriteNumber("division", rank.Division);
        json.WriteString("name", RankScale.Name(rank));
        if (!idFirst) json.WriteString("id", id);
        json.WriteEndObject();
    }

    public static void WriteRankSpan(Utf8JsonWriter json, PlayedMatch played)
    {
        if (played.LowestRank is { } low) WriteRank(json, "min_rank", low, played.Match.Seed);
        if (played.HighestRank is { } high) WriteRank(json, "max_rank", high, played.Match.Seed);
    }

    public static void WriteGroups(Utf8JsonWriter json, ReplaySheet sheet, string baseUrl)
    {
        if (sheet.Group is not { } group) return;
        json.WriteStartArray("groups");
        json.WriteStartObject();
        json.WriteString("id", group.Id);
        json.WriteString("name", group.Name);
        json.WriteString("link", $"{baseUrl}/groups/{group.Id}");
        json.WriteEndObject();
        json.WriteEndArray();
    }

    /// <summary>Start, end, name, id and mvp. A bot's id is an empty object.</summary>
    public static void WritePlayerHead(Utf8JsonWriter json, PlayedMatch played, PlayedPlayer player, bool dropName)
    {
        json.WriteNumber("start_time", (float)player.Start);
        json.WriteNumber("end_time", (float)player.End);
        if (!dropName) json.WriteString("name", NameOf(played, player));
        json.WriteStartObject("id");
        if (player.Member is { } member)
        {
            json.WriteString("platform", member.Platform);
            json.WriteString("id", member.Masked ? Mask : member.PlatformId);
            if (player.GuestNumber > 0) json.WriteNumber("player_number", player.GuestNumber);
        }
        json.WriteEndObject();
        if (player.Mvp) json.WriteBoolean("mvp", value: true);
        if (player.Member?.Pro == true) json.WriteBoolean("pro", value: true);
        if (player.Rank is { } rank) WriteRank(json, "rank", rank, played.Match.Seed);
    }

    public static string NameOf(PlayedMatch played, PlayedPlayer player)
    {
        if (player.Member is not { } member) return player.BotName!;
        if (player.GuestNumber > 0) return string.Create(CultureInfo.InvariantCulture, $"{member.NameOn(played.Match.Day)}({player.GuestNumber})");
        return member.Masked && SeededRandom.Share(played.Match.Seed, 0x3A5C) < .7 ? Mask : member.NameOn(played.Match.Day);
    }

    /// <summary>The id by which replays know a member, as the player-id filter takes it.</summary>
    public static string PlayerIdOf(LeagueMember member) => $"{member.Platform}:{(member.Masked ? Mask : member.PlatformId)}";

    /// <summary>A side's own name: fixed teams have one in private matches, others sometimes.</summary>
    public static string? TeamNameOf(PlayedMatch played, bool orange)
    {
        if (played.Match.Playlist != LeaguePlaylists.Private) return null;
        var first = played.Side(orange).First(p => p.Member is not null).Member!;
        if (played.Match.Group != 0) return first.Team?.Name;
        return SeededRandom.Share(played.Match.Seed, 0x7EA) < .3 ? first.Name.ToUpperInvariant() : null;
    }
}
