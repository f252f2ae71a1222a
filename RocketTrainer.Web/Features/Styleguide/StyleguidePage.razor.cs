using RocketTrainer.Core.Coaching;
using RocketTrainer.Core.Importing;
using RocketTrainer.Core.Progress;
using RocketTrainer.Core.Replays;
using RocketTrainer.Web.Components.Charts;

namespace RocketTrainer.Web.Features.Styleguide;

/// <summary>The design system, live, while the app is being developed.</summary>
public sealed partial class StyleguidePage
{
    private static readonly (string Name, string Use)[] Tokens =
    [
        ("page", "behind everything"), ("card", "what stands on it"), ("raised", "what stands out of that"), ("line", "between things"), ("text", "words and numbers"), ("quiet", "what comes second"),
        ("accent", "the one line, the one button"), ("second", "a second line beside it"), ("third", "and further ones"), ("fourth", "the fourth of six"), ("fifth", "the fifth"), ("sixth", "the last"), ("blue", "the blue team"), ("orange", "the orange team"), ("better", "better"), ("worse", "worse"), ("unknown", "within noise"),
    ];

    private static readonly DateTimeOffset Start = new(2026, 1, 1, 18, 0, 0, TimeSpan.Zero);

    private static readonly int[] Goals = [2, -1, 1, 3, -2, -1, 1, 1, -4, 5, 2, -1, -1, -3, 1, 2, 4, -1, 1, 1, -2, 3, 1, -1];

    private static readonly IReadOnlyList<MatchMark> Marks =
        [.. Goals.Select((goals, i) => new MatchMark(new Guid(i, 0, 0, new byte[8]), Start.AddMinutes(7 * i), goals > 0 ? MatchResult.Win : MatchResult.Loss, goals))];

    private static readonly IReadOnlyList<Point> Trend =
        [.. Enumerable.Range(0, 90).Select(i => new Point(DateOnly.FromDateTime(Start.UtcDateTime).AddDays(i), 360 + (20 * Math.Sin(i / 9d)) + (i / 3d), 12 - (i / 20d)))];

    private static readonly ApexChartOptions<Point> Ribbon = new()
    {
        Colors = ["var(--accent)", "var(--accent)"], Stroke = new([0, 2.5]), Fill = new([.16, 1]), Xaxis = new(XAxisType.Datetime), Yaxis = [new() { Unit = "per min", DecimalsInFloat = 0 }],
        Annotations = new([new((Start.AddDays(40).UtcDateTime - DateTime.UnixEpoch).TotalMilliseconds, new("S22"))]),
    };

    private static readonly SkillWheel Wheel = new("ranked-doubles", new Rank(16, 2, "champion-1", null), 50,
        new RankWindow(16, 4210, 612, Start.AddDays(-90), Start, "f21", new Dictionary<string, StatNorm>()), Next: null,
        [.. SkillGroups.All.Select((g, i) => new Skill(g.Group, g.Label, new(20 + (i * 37 % 70), 10, 90), new(12 + (i * 37 % 70), 10, 90)))]);

    private static readonly ImportReceipt Receipt = Imports.ImportExamples.Running;

    private sealed record Point(DateOnly Day, double Value, double Reach)
    {
        public double Low => Value - Reach;

        public double High => Value + Reach;
    }
}
