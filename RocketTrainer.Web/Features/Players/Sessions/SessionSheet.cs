using RocketTrainer.Core.Progress;
using RocketTrainer.Web.Export;

namespace RocketTrainer.Web.Features.Players.Sessions;

/// <summary>Sessions as a sheet, a row each.</summary>
internal static class SessionSheet
{
    private static readonly string[] Columns =
    [
        "startedAt", "endedAt", "matches", "won", "lost", "net", "best", "best, mean", "best, usual", "worst", "worst, mean", "worst, usual",
        "score, first half", "score, second half", "with",
    ];

    public static Sheet Of(string name, IEnumerable<PlaySessionStory> stories) => new(name, Columns, [.. stories.Select(s => (IReadOnlyList<object?>)Row(s))]);

    /// <summary>Who stood on the same side, each with wins and losses.</summary>
    public static string Mates(PlaySessionStory story) => string.Join(", ", story.Mates.Select(m => $"{m.Name ?? m.PlayerId} {m.Wins}–{m.Losses}"));

    private static object?[] Row(PlaySessionStory story) =>
    [
        story.Session.StartedAt, story.Session.EndedAt, story.Session.Matches, story.Session.Wins, story.Session.Losses, story.Session.Net,
        story.Best?.Stat, story.Best?.Mean, story.Best?.Usual, story.Worst?.Stat, story.Worst?.Mean, story.Worst?.Usual,
        story.Halves?.First, story.Halves?.Second, Mates(story),
    ];
}
