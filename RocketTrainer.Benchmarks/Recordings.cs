using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using RocketTrainer.Core.Ballchasing;

namespace RocketTrainer.Benchmarks;

/// <summary>
/// Any number of 3v3 details in the shape that Ballchasing gives them, made fast: the sandbox writes a few hundred, and
/// each further one is a copy with ids, date and half of the players' accounts replaced in place.
/// </summary>
internal sealed class Recordings
{
    /// <summary>Stands in every match.</summary>
    public const string Hero = "76561190000000001";

    private const int Templates = 200;

    private static readonly DateTimeOffset Newest = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Template[] _templates;

    private Recordings(Template[] templates) => _templates = templates;

    public static async Task<Recordings> MakeAsync()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Ballchasing:Sandbox", "On"), new("Ballchasing:Tier", "unlimited")]).Build();
        await using var services = new ServiceCollection().AddSingleton(TimeProvider.System).AddBallchasing(configuration, development: true).BuildServiceProvider();
        var client = services.GetRequiredService<BallchasingClients>().With(services.GetRequiredService<BallchasingAccess>().SiteKey!);
        var found = (await client.SearchAsync(new ReplaySearch { Playlists = ["ranked-standard"] }, CancellationToken.None)).Value!.List!;
        var templates = new List<Template>();
        foreach (var replay in found.Take(Templates))
        {
            var detail = (await client.GetReplayAsync(replay.Id!, CancellationToken.None)).Value;
            if (detail?.Detail is { Status: "ok", Blue.Players.Count: 3, Orange.Players.Count: 3, MatchGuid: not null })
                templates.Add(new Template(JsonNode.Parse(detail.Json.Span)!.AsObject()));
        }

        return new([.. templates]);
    }

    public static Guid Id(int number) => Guid.ParseExact(string.Create(CultureInfo.InvariantCulture, $"00000000-0000-4000-8000-{number:D12}"), "D");

    /// <summary>The detail of the match with this number.</summary>
    public byte[] Detail(int number) => _templates[number % _templates.Length].Detail.With(number);

    /// <summary>The same match as a search lists it.</summary>
    public byte[] ListItem(int number) => _templates[number % _templates.Length].ListItem.With(number);

    private sealed class Template
    {
        private static readonly string[] Listed = ["id", "link", "rocket_league_id", "date", "visibility", "playlist_id", "map_code", "duration", "overtime", "season", "season_type", "created", "uploader", "min_rank", "max_rank"];

        public Template(JsonObject detail)
        {
            var place = 0;
            foreach (var player in new[] { "blue", "orange" }.SelectMany(team => detail[team]!["players"]!.AsArray()).Select(p => p!.AsObject()))
            {
                // The hero, a few regulars, and for the rest somebody new in every match.
                if (place == 0)
                    player["id"] = new JsonObject { ["platform"] = "steam", ["id"] = Hero };
                else if (place % 2 == 1)
                    player["id"] = new JsonObject { ["platform"] = "steam", ["id"] = $"7656119{place}999999999" };
                place++;
            }

            detail["visibility"] = "public";
            detail["id"] = Pattern.Id;
            detail["link"] = "https://ballchasing.com/api/replays/" + Pattern.Id;
            detail["rocket_league_id"] = Pattern.RocketLeagueId;
            detail["match_guid"] = Pattern.MatchGuid;
            detail["date"] = Pattern.Date;
            Detail = new(detail);
            var item = new JsonObject(Listed.Where(detail.ContainsKey).Select(name => KeyValuePair.Create(name, detail[name]?.DeepClone())))
            {
                ["replay_title"] = detail["title"]?.DeepClone(),
            };
            foreach (var team in new[] { "blue", "orange" })
            {
                item[team] = new JsonObject
                {
                    ["goals"] = detail[team]!["stats"]!["core"]!["goals"]?.DeepClone(),
                    ["players"] = new JsonArray([.. detail[team]!["players"]!.AsArray().Select(p => new JsonObject(
                        p!.AsObject().Where(m => m.Key is "start_time" or "end_time" or "name" or "id" or "rank").Select(m => KeyValuePair.Create(m.Key, m.Value?.DeepClone()))))]),
                };
            }

            ListItem = new(item);
        }

        public Pattern Detail { get; }

        public Pattern ListItem { get; }
    }

    /// <summary>JSON with places that are another text in every copy, each as long as the one that stands there.</summary>
    private sealed class Pattern
    {
        public const string Id = "aaaaaaaa-0000-4000-8000-aaaaaaaaaaaa";
        public const string RocketLeagueId = "BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB";
        public const string MatchGuid = "CCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCC";
        public const string Date = "2026-01-01T00:00:00+00:00";

        private const string NewAccount = "999999999";

        private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

        private static readonly (string Text, Func<int, string> With)[] Places =
        [
            (Id, number => Recordings.Id(number).ToString()),
            (RocketLeagueId, number => string.Create(CultureInfo.InvariantCulture, $"{number:D32}")),
            (MatchGuid, number => string.Create(CultureInfo.InvariantCulture, $"1{number:D31}")),
            (Date, number => Newest.AddMinutes(-7.0 * number).ToString("yyyy-MM-ddTHH:mm:ss+00:00", CultureInfo.InvariantCulture)),
            (NewAccount, number => string.Create(CultureInfo.InvariantCulture, $"{number:D9}")),
        ];

        private readonly byte[] _json;
        private readonly List<(int At, Func<int, string> With)> _places = [];

        public Pattern(JsonObject json)
        {
            var text = json.ToJsonString(Plain);
            _json = Encoding.UTF8.GetBytes(text);
            foreach (var (place, with) in Places)
            {
                for (var at = text.IndexOf(place, StringComparison.Ordinal); at >= 0; at = text.IndexOf(place, at + place.Length, StringComparison.Ordinal))
                    _places.Add((Encoding.UTF8.GetByteCount(text.AsSpan(0, at)), with));
            }
        }

        public byte[] With(int number)
        {
            var copy = _json.ToArray();
            foreach (var (at, with) in _places)
                Encoding.ASCII.GetBytes(with(number), copy.AsSpan(at));
            return copy;
        }
    }
}
