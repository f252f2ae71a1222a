using System.Collections.Immutable;
using System.Globalization;
using RocketTrainer.Core.Coaching;
using RocketTrainer.Core.Progress;
using RocketTrainer.Core.Replays;
using RocketTrainer.Web.Components.Charts;
using RocketTrainer.Web.Export;
using RocketTrainer.Web.Features.Players.Coaching;

namespace RocketTrainer.Web.Features.Players.Trend;

/// <summary>How one or two stats move, over a window of matches or by day and week, with what happened meanwhile.</summary>
public sealed partial class TrendsView(Trends trends, SkillWheels skills, PlayerStatistics statistics, TimeProvider time)
{
    /// <summary>Changes of settings that are drawn.</summary>
    private const int MostMarks = 6;

    private const int PastMatches = 200;

    /// <summary>Of a skill, which has no single days.</summary>
    private const int UsualWindow = 20;

    private static readonly Measure Usual = new Measure.OfStat(StatCatalog.Get("core.score"));

    private static readonly (string Value, string Text)[] WindowOptions =
        [("20", "the last 20 matches"), ("50", "the last 50 matches"), ("100", "the last 100 matches"), ("day", "a day"), ("week", "a week")];

    private static readonly (string Value, string Text)[] PastOptions =
        [("", "nothing"), ("month", "the month before the last 30 days"), ("quarter", "the quarter before the last 90 days"), ("year", "the year before the last 365 days")];

    private static readonly ImmutableArray<Measure> Measures =
        [.. SkillGroups.All.Select(g => new Measure.OfSkill(g)), .. StatCatalog.OfPlayer.Select(s => new Measure.OfStat(s))];

    private static readonly (string Value, string Text)[] StatOptions = [.. Measures.Select(m => (m.Key, $"{m.Kind}: {m.Label}"))];
    private static readonly (string Value, string Text)[] SecondOptions = [("", "none"), .. StatOptions];

    private static readonly string[] Inks = ["var(--accent)", "var(--second)"];

    /// <param name="Of">What was asked for.</param>
    /// <param name="Lines">One or two.</param>
    /// <param name="Past">The window against the past one; empty when none is asked for.</param>
    public sealed record Content(Ask Of, IReadOnlyList<Line> Lines, IReadOnlyList<TrendMark> Marks, IReadOnlyList<StatDifference> Past)
    {
        internal ApexChartOptions<TrendDot> Options { get; init; } = new();
    }

    /// <param name="Window">What each point is of: as asked, but of matches where a skill was asked for by day or week.</param>
    /// <param name="Known">Matches in which it is known; null where the verdict waits for the viewer's label.</param>
    public sealed record Line(Measure Measure, string Window, int? Known, IReadOnlyList<TrendDot> Points);

    /// <param name="At">The instant of the window's last match; on the reader's calendar the day, or the week's Monday.</param>
    public sealed record TrendDot(object At, Estimate Mean);

    /// <param name="Window">A number of matches, or <c>day</c> or <c>week</c>.</param>
    /// <param name="Past">Null where nothing past is asked for.</param>
    public sealed record Ask(Measure First, Measure? Second, string Window, string? Past);

    /// <summary>What the address asks for; what is shown may still be the answer to what it asked before.</summary>
    private Ask Asked => new(
        Find(Query("stat")) ?? Usual, Find(Query("second")),
        WindowOptions.Any(w => w.Value == Query("window")) ? Query("window")! : "50",
        PastOptions.Any(p => p.Value == Query("past")) ? Query("past") : null);

    private string ChartKey => $"{Shown!.Of.First.Key} {Shown.Of.Second?.Key} {Shown.Of.Window} {string.Join(' ', Shown.Options.Annotations!.Xaxis!.Select(m => (m.X, m.Label.Text)))}";

    private string About => $"{(ShownUnder.Playlists is [var one] ? Playlists.NameOf(one) : "all playlists")}, {AboutWindow}, with its 80 % interval"
        + (Shown!.Lines.Any(l => l.Window != Shown.Of.Window) ? $"; a {Shown.Of.Window} is too short to tell a skill" : null);

    private string AboutWindow => Shown!.Lines.Select(l => l.Window).Distinct().Count() == 1 ? Text(Shown.Lines[0].Window)
        : string.Join(" and ", Shown.Lines.Select(l => $"{l.Measure.Label} over {Text(l.Window)}"));

    private string PastTitle => Room.IsMine ? "Against yourself" : "Then and now";

    private string PastAbout => PastOptions.First(p => p.Value == Shown!.Of.Past).Text;

    private string? PastMissing => Shown!.Past.Count == 0 ? "There are no matches with these stats in one of the two times."
        : (Shown.Past.Max(d => d.FromMatches), Shown.Past.Max(d => d.ToMatches)) is var (then, now) && Math.Min(then, now) < StatDifference.Fewest
        ? string.Create(CultureInfo.CurrentCulture, $"Not enough matches yet: it takes {StatDifference.Fewest} then and now, and there are {then} and {now}.")
        : null;

    private string Told => string.Join("; ", Shown!.Lines.Where(l => l.Points.Count > 0).Select(l =>
        $"{l.Measure.Label} went from {l.Measure.Text(l.Points[0].Mean.Value)} to {l.Measure.Text(l.Points[^1].Mean.Value)}"));

    private string Thin => Shown!.Lines.Any(l => l.Known is null) ? CoachingWords.LabelFirst : Shown.Lines is [{ Measure: Measure.OfSkill, Known: 0 }, ..] ? "No match counts for the coach, or too few players of this rank are stored here to hold a skill against." : MatchesOf(Shown.Lines[0].Window) is { } window
        ? string.Create(CultureInfo.CurrentCulture, $"Not enough matches yet: {Shown.Lines.Where(l => l.Window == Shown.Lines[0].Window).Max(l => l.Known)} of {window + 1}.")
        : string.Create(CultureInfo.CurrentCulture, $"Not enough yet: it takes two {Shown.Of.Window}s with matches, and there {(Shown.Lines[0].Points.Count == 1 ? "is one" : "is none")}.");

    protected override async Task<Content> ReadAsync(CancellationToken cancellationToken)
    {
        var ask = Asked;
        var lines = new List<Line>();
        foreach (var measure in new[] { ask.First, ask.Second }.OfType<Measure>().Distinct())
            lines.Add(await LineAsync(ask, measure, cancellationToken));
        var content = new Content(ask, lines, await MarksAsync(lines, cancellationToken), await PastAsync(ask, cancellationToken));
        return content with { Options = Look(content) };
    }

    private static Measure? Find(string? key) => Measures.FirstOrDefault(m => m.Key == key);

    private static int? MatchesOf(string window) => int.TryParse(window, NumberStyles.None, CultureInfo.InvariantCulture, out var matches) ? matches : null;

    private static string Text(string window) => WindowOptions.First(w => w.Value == window).Text;

    private async Task<Line> LineAsync(Ask ask, Measure measure, CancellationToken cancellationToken)
    {
        switch (measure)
        {
            case Measure.OfSkill skill:
                var matches = MatchesOf(ask.Window) ?? UsualWindow;
                var moved = Filter.Playlists is [var playlist] ? await skills.MovingAsync(Room.Viewer, Filter, playlist, skill.Group, matches, cancellationToken, Zone) : new(0, []);
                return new(measure, matches.ToString(CultureInfo.InvariantCulture), moved?.Matches, [.. (moved?.Points ?? []).Select(p => new TrendDot(p.At, p.Mean))]);
            case Measure.OfStat { Stat: var stat } when MatchesOf(ask.Window) is { } window:
                var moving = await trends.MovingAsync(Room.Viewer, Filter, stat, window, cancellationToken, Zone);
                return new(measure, ask.Window, moving.Matches, [.. moving.Points.Select(p => new TrendDot(p.At, p.Mean))]);
            case Measure.OfStat { Stat: var stat }:
                var points = await trends.ReadAsync(Room.Viewer, Filter, stat, ask.Window == "week" ? TrendStep.Week : TrendStep.Day, cancellationToken, Zone);
                return new(measure, ask.Window, points.Sum(p => p.Known), [.. points.Where(p => p.Mean is not null).Select(p => new TrendDot(p.From, p.Mean!))]);
            default:
                throw new InvalidOperationException($"A {measure.GetType().Name} has no trend.");
        }
    }

    /// <summary>A place of the x axis on the reader's clock.</summary>
    private DateTime Place(object at) => at is DateOnly day ? day.ToDateTime(TimeOnly.MinValue) : When((DateTimeOffset)at);

    private async Task<IReadOnlyList<TrendMark>> MarksAsync(List<Line> lines, CancellationToken cancellationToken)
    {
        var points = lines.SelectMany(l => l.Points).ToList();
        if (points.Count < 2)
            return [];
        var (from, to) = (points.Min(p => Place(p.At)), points.Max(p => Place(p.At)));
        return [.. (await trends.MarksAsync(Room.Viewer, Filter, cancellationToken)).Where(m => When(m.At) >= from && When(m.At) <= to)];
    }

    private async Task<IReadOnlyList<StatDifference>> PastAsync(Ask ask, CancellationToken cancellationToken)
    {
        var days = ask.Past switch { "month" => 30, "quarter" => 90, "year" => 365, _ => 0 };
        if (days == 0)
            return [];
        var now = time.GetUtcNow();
        var (then, since) = (now.AddDays(-2 * days), now.AddDays(-days));
        List<Stat> stats = [.. new[] { ask.First, ask.Second }.OfType<Measure.OfStat>().Select(m => m.Stat).Concat(Headline.Stats).Distinct()];
        return await statistics.DifferencesAsync(Room.Viewer, Filter with { After = then, Before = since }, Filter with { After = since, Before = null }, stats, PastMatches, cancellationToken);
    }

    private ApexChartOptions<TrendDot> Look(Content content)
    {
        var lines = content.Lines;
        string[] inks = [.. lines.Select((_, i) => Inks[i])];
        return new()
        {
            Colors = [.. inks, .. inks],
            Stroke = new([.. lines.Select(_ => 0d), .. lines.Select(_ => 2.5)], [.. lines.Select(_ => 0), .. lines.Select((_, i) => i * 6)]),
            Fill = new([.. lines.Select(_ => .16), .. lines.Select(_ => 1d)]),
            Legend = new(lines.Count > 1),
            Xaxis = new(XAxisType.Datetime),
            Yaxis =
            [
                .. lines.Select((line, i) => new YAxis
                {
                    SeriesName = [$"{line.Measure.Label}, 80 % interval", line.Measure.Label], Opposite = i > 0, Unit = line.Measure.Unit, DecimalsInFloat = line.Measure.Decimals,
                }),
            ],
            Annotations = new([.. Drawn(content.Marks).Select(m => new AnnotationsXAxis((When(m.At) - DateTime.UnixEpoch).TotalMilliseconds, new(m.Kind == TrendMarkKind.Season ? MarkText(m) : "⚙")))]),
        };
    }

    /// <summary>Every season, and the newest changes of settings.</summary>
    private static IEnumerable<TrendMark> Drawn(IReadOnlyList<TrendMark> marks) =>
        marks.Where(m => m.Kind == TrendMarkKind.Season).Concat(marks.Where(m => m.Kind == TrendMarkKind.Settings).TakeLast(MostMarks)).OrderBy(m => m.At);

    private static string MarkText(TrendMark mark) => mark.Kind == TrendMarkKind.Season ? "S" + mark.Text.TrimStart('f') : mark.Text;

    private void Go(string name, string? value) => Go((name, string.IsNullOrEmpty(value) ? null : value));

    protected override IReadOnlyList<Sheet> SheetsOf(Content shown) =>
    [
        new("Trend", ["stat", "each is", "at", "mean", "80 % interval from", "80 % interval to"],
            [.. shown.Lines.SelectMany(l => l.Points.Select(p => (IReadOnlyList<object?>)[l.Measure.Key, Text(l.Window), p.At, p.Mean.Value, p.Mean.Low, p.Mean.High]))]),
        .. shown.Past.Count == 0 ? Array.Empty<Sheet>() : [DifferenceSheet.Of(PastTitle, "then", "now", shown.Past)],
    ];
}
