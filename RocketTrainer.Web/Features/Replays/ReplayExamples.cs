using System.Text;
using System.Text.Json.Nodes;
using RocketTrainer.Core.Importing;
using RocketTrainer.Core.Importing.Uploads;
using RocketTrainer.Core.Coaching;
using RocketTrainer.Core.Replays;
using RocketTrainer.Web.Rest;

namespace RocketTrainer.Web.Features.Replays;

/// <summary>One invented match in every form in which the API gives it, for the reference.</summary>
internal static class ReplayExamples
{
    public const string Hero = "steam:76561190000000001";
    public const string Mate = "steam:76561190000000002";

    public static readonly Guid Id = new("2d5c7a10-0000-4000-8000-000000000001");

    public static readonly DateTimeOffset After = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    public static readonly DateTimeOffset Before = new(2026, 2, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly DateTimeOffset PlayedAt = new(2026, 1, 31, 17, 42, 10, TimeSpan.Zero);

    public static readonly string Cursor = new ReplayCursor(PlayedAt, Id).ToString();

    public static readonly Rank LowestRank = new(12, 4, "platinum-3", "Platinum III Division 4");
    public static readonly Rank HighestRank = new(14, 3, "diamond-2", "Diamond II Division 3");

    public static readonly UploadAnswer Uploaded = new(
        [new("match.replay", UploadState.Taken, Id, Error: null)], Imports.ImportExamples.Queued with { Source = ImportSource.Replays, Listed = 1, Remaining = 1 }, new("gold", 7, 50, 350, IsOwn: true));

    public static readonly TagList Tags = new(["scrim"]);
    public static readonly MatchNote Note = new("Double commits in the last minute: talk about rotations.");

    public static readonly Page<ReplayRow> Page = new(
        [
            new()
            {
                ReplayId = Id,
                PlayedAt = PlayedAt,
                TimeZoneKnown = true,
                PlaylistId = "ranked-doubles",
                PlaylistName = "Ranked Doubles",
                MatchType = "Online",
                MapCode = "stadium_p",
                MapName = "DFH Stadium",
                Duration = 342,
                Overtime = false,
                Blue = new(Name: null, 2, ["Hero", "Mate"]),
                Orange = new(Name: null, 1, ["Rival", "Other"]),
                MinRank = LowestRank,
                MaxRank = HighestRank,
                Result = MatchResult.Win,
            },
        ],
        Cursor);

    /// <summary>As Ballchasing gives it.</summary>
    public static JsonNode Payload => JsonNode.Parse(Read("payload.json"))!;

    /// <summary>As <see cref="ReplayDocument"/>.</summary>
    public static JsonNode Document => JsonNode.Parse(Read("replay.json"))!;

    /// <summary>As the rows of an export.</summary>
    public static string Csv => Encoding.UTF8.GetString(Read("replays.csv"));

    internal static byte[] Read(string file)
    {
        using var resource = typeof(ReplayExamples).Assembly.GetManifestResourceStream("RocketTrainer.Web.Features.Replays.Examples." + file)
            ?? throw new InvalidOperationException($"There is no example {file}.");
        using var bytes = new MemoryStream();
        resource.CopyTo(bytes);
        return bytes.ToArray();
    }

    public static readonly MatchReading Analysis = new(null, 60, [new(SkillGroup.BoostControl, "Boost control", new(-2.4, -3.7, -1.1), 0.018, StandsOut: false)]);
}
