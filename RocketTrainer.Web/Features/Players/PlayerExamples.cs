using RocketTrainer.Core.Coaching;
using RocketTrainer.Core.Coaching.Labels;
using RocketTrainer.Core.Coaching.Readings;
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

    private static readonly double[] Chances = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0.15, 0.35, 0.3, 0.2, 0, 0, 0, 0, 0];

    public static readonly RankEstimateDocument RankEstimate = new("ranked-standard", new("0123456789abcdef", new(15.4, 15, 14, 16, Chances), new(14.8, 15, 13, 17, Chances), 20));

    public static readonly CoachingReport Coaching = new(
        CoachingState.Ready, "ranked-standard", ReplayExamples.LowestRank, 15, LevelSource.OwnRank, new(100, new Dictionary<NotCounted, int> { [NotCounted.TooShort] = 3, [NotCounted.Leaver] = 2 }),
        new Dictionary<string, int>(StringComparer.Ordinal) { ["ranked-doubles"] = 412 }, Began.AddDays(-60), Last, new("0123456789ab", Last, "ranked-standard", 14, 16, "f21", 1240, 310, 64, IsShippedToo: true, new("ba9876543210", Began.AddDays(-30))),
        [
            new(SkillGroup.BoostControl, "Boost control", Standing.Weak, new(12.1, 6.4, 20.7), new(9.8, 5, 17.2), new(-0.54, -0.71, -0.38), 0.81, 0.94, 1, new(-0.49, -0.68, -0.3),
                [new(ReplayExamples.Id, Last, MatchResult.Loss, 0.31, -2.1)], new(new(0.8, 0.5, 1.1), 0.03), 100, 4, null, [new("boost.percent_zero_boost", 14.1, 10.2, -0.6)], new(-3.1, -4, 0.9)),
        ],
        RankEstimate.Reading, null);

    public static readonly ProgressReport Progress = new(CoachingState.Ready, "ranked-standard", 50, 50, Began.AddDays(-60), Began.AddDays(-28), Last,
        [new(SkillGroup.BoostControl, "Boost control", new(0.38, 0.17, 0.59), 0.99, IsClear: true)]);

    public static readonly CoachingReport Labelled = Coaching with { Label = new(LabelKind.Group, SkillGroup.BoostControl, 1, SkillGroup.BoostControl, IsFlagged: true, Last) };

    public static readonly LabelAgreement Agreement = new(18, 21, new(0.44, 0.3, 0.6), new(0.72, 0.57, 0.84), new(0.39, 0.24, 0.54), 3, new(0.67, 0.28, 0.92));
}
