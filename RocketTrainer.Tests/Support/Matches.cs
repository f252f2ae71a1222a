using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using RocketTrainer.Core.Replays;

namespace RocketTrainer.Tests.Support;

/// <summary>Small invented replay details; each number is its own, so that a mix-up shows.</summary>
public static class Matches
{
    public const string Hero = "steam:76561190000000001";

    public static string Id(int number) => string.Create(CultureInfo.InvariantCulture, $"00000000-0000-4000-8000-{number:D12}");

    /// <summary>A 2v2 that <see cref="Hero"/> stands in.</summary>
    /// <param name="number">Makes the id, the guid and the date.</param>
    public static JsonObject Detail(int number, string playlist = "ranked-doubles") => new()
    {
        ["id"] = Id(number),
        ["link"] = "https://ballchasing.com/api/replays/" + Id(number),
        ["created"] = "2026-01-02T03:04:05.678901Z",
        ["uploader"] = new JsonObject { ["steam_id"] = "76561190000000001", ["name"] = "Hero" },
        ["status"] = "ok",
        ["rocket_league_id"] = "RL" + number.ToString("X30", CultureInfo.InvariantCulture),
        ["match_guid"] = "AB" + number.ToString("X30", CultureInfo.InvariantCulture),
        ["title"] = $"Match {number}",
        ["map_code"] = "stadium_p",
        ["map_name"] = "DFH Stadium",
        ["match_type"] = "Online",
        ["team_size"] = 2,
        ["playlist_id"] = playlist,
        ["playlist_name"] = playlist,
        ["duration"] = 350,
        ["overtime"] = false,
        ["season"] = 21,
        ["season_type"] = "free2play",
        ["date"] = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(number * 10).ToString("yyyy-MM-ddTHH:mm:ss+00:00", CultureInfo.InvariantCulture),
        ["date_has_timezone"] = true,
        ["visibility"] = "public",
        ["blue"] = Team("blue", number, Player(number * 10, "76561190000000001", "Hero"), Player((number * 10) + 1, "76561190000000002", "Mate")),
        ["orange"] = Team("orange", number + 1, Player((number * 10) + 2, "76561190000000003", "Rival"), Player((number * 10) + 3, "76561190000000004", "Other")),
    };

    public static byte[] Bytes(this JsonNode node) => Encoding.UTF8.GetBytes(node.ToJsonString());

    /// <summary>Adds so many matches to the server, newest first as Ballchasing lists them.</summary>
    public static void Add(this BallchasingServer server, int count)
    {
        for (var number = count; number >= 1; number--)
            server.Replays.Add((Id(number), Detail(number).Bytes()));
    }

    private static JsonObject Team(string color, int seed, params JsonObject[] players) => new()
    {
        ["color"] = color,
        ["players"] = new JsonArray([.. players]),
        ["stats"] = Stats(StatOwner.Team, seed),
    };

    private static JsonObject Player(int seed, string steamId, string name) => new()
    {
        ["start_time"] = 0,
        ["end_time"] = 350.5,
        ["name"] = name,
        ["id"] = new JsonObject { ["platform"] = "steam", ["id"] = steamId },
        ["car_id"] = 23,
        ["car_name"] = "Octane",
        ["camera"] = new JsonObject { ["fov"] = 110, ["height"] = 100, ["pitch"] = -4, ["distance"] = 270, ["stiffness"] = 0.45, ["swivel_speed"] = 5.2, ["transition_speed"] = 1 },
        ["steering_sensitivity"] = 1.3,
        ["stats"] = Stats(StatOwner.Player, seed),
    };

    private static JsonObject Stats(StatOwner owner, int seed)
    {
        var stats = new JsonObject();
        var place = 0;
        foreach (var stat in StatCatalog.Of(owner))
        {
            var block = stat.Block.ToString().ToLowerInvariant();
            stats[block] ??= new JsonObject();
            place++;
            stats[block]![stat.Member] = stat.Type switch
            {
                StatType.Flag => false,
                StatType.Count => (seed + place) % 30,
                _ => JsonValue.Create(JsonElement.Parse(string.Create(CultureInfo.InvariantCulture, $"{(seed % 1000) + place}.{place:D3}25"))),
            };
        }

        return stats;
    }
}
