using System.Buffers.Text;
using RocketTrainer.Core.Importing;
using RocketTrainer.Core.Replays;
using RocketTrainer.Web.Features.Replays;
using RocketTrainer.Web.Rest;

namespace RocketTrainer.Web.Features.Ballchasing;

/// <summary>The invented match of <see cref="ReplayExamples"/> as a search lists it, for the reference.</summary>
internal static class BallchasingExamples
{
    private static readonly Rank Diamond = new(13, 3, "diamond-1", "Diamond I Division 3");

    /// <summary>Ballchasing's own cursors look otherwise; what they say is its business.</summary>
    public static readonly string Cursor = Base64Url.EncodeToString("after=1&count=50&player-id=steam%3A76561190000000001"u8);

    private static readonly ReplayRow Match = ReplayExamples.Page.Items[0];

    public static readonly Page<FoundReplay> Page = new(
        [
            new()
            {
                Id = Match.ReplayId.ToString(),
                Title = "Doubles with Mate",
                PlayedAt = Match.PlayedAt,
                TimeZoneKnown = Match.TimeZoneKnown,
                PlaylistId = Match.PlaylistId,
                PlaylistName = Match.PlaylistName,
                MapCode = Match.MapCode,
                MapName = Match.MapName,
                Duration = Match.Duration,
                Overtime = Match.Overtime,
                Blue = new(Name: null, 2, [new("Hero", ReplayExamples.Hero, Diamond), new("Mate", ReplayExamples.Mate, Match.MaxRank)]),
                Orange = new(Name: null, 1, [new("Rival", "steam:76561190000000003", Diamond), new("Other", "steam:76561190000000004", Match.MinRank)]),
                MinRank = Match.MinRank,
                MaxRank = Match.MaxRank,
                Stored = false,
            },
        ],
        Next: null);
}
