using RocketTrainer.Core.Players;
using RocketTrainer.Core.Progress;
using RocketTrainer.Core.Replays;
using RocketTrainer.Web.Features.Replays;

namespace RocketTrainer.Web.Features.Players;

/// <summary>What is told about an invented player, for the reference.</summary>
internal static class PlayerExamples
{
    public const string SessionCursor = "2026-01-31T16:20:00.0000000Z";

    private static readonly DateTimeOffset Began = new(2026, 1, 31, 16, 20, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Last = new(2026, 1, 31, 17, 42, 10, TimeSpan.Zero);

    public static readonly PlayerDocument Player = new(ReplayExamples.Hero, "Hero",
        [new PlaylistStats("ranked-doubles", 412, 214, 195, 0, 3, new(2025, 11, 3, 18, 12, 5, TimeSpan.Zero), Last, ReplayExamples.LowestRank)]);

    public static readonly StatSummary Summary = new("boost.bpm", 100, new(371.4, 362.8, 380), 298, 334.5, 370, 405.25, 441);
    public static readonly StatOutcome Outcome = new("core.goals", 53, 46, 1.06, 0.61, new(0.45, 0.24, 0.66), IsClear: true);
    public static readonly TrendPoint Point = new(new(2026, 1, 26), 38, 21, 17, 38, new(374.2, 361.1, 387.3));
    public static readonly PlaySession Session = new(Began, Last.AddSeconds(342), 11, 7, 4, 3);
    public static readonly TeamMate Mate = new(ReplayExamples.Mate, "Mate", 120, 68, 52, Last);

    public static readonly HeadToHead HeadToHead = new(new(120, 68, 52, Last), new(4, 1, 3, Began), [new("core.goals", 124, 0.83, 0.91, new(-0.08, -0.21, 0.05))]);

    public static readonly PlayerRecords Records = new(412, [new("core.goals", 6, ReplayExamples.Id, Last)], new(MatchResult.Win, 9, Began, Last), new(MatchResult.Loss, 7, Began, Last), new(MatchResult.Win, 1, Last, Last));
}
