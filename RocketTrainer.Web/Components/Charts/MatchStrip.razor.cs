using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Components;
using RocketTrainer.Core.Progress;
using RocketTrainer.Web.Components.Shared;

namespace RocketTrainer.Web.Components.Charts;

/// <summary>
/// One thin bar per match, oldest first: up for a win, down for a loss, as high as the goal difference, paler the longer ago.
/// Tab enters at the newest, arrows move on, Enter opens.
/// </summary>
public sealed partial class MatchStrip
{
    /// <summary>A higher win is drawn as high as this one.</summary>
    private const int Highest = 5;

    private const double Palest = 0.45;

    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private (IReadOnlyList<MatchMark> Marks, TimeZoneInfo? Zone)? _drawn;

    [Parameter, EditorRequired]
    public required IReadOnlyList<MatchMark> Marks { get; set; }

    /// <summary>Where a match is found.</summary>
    [Parameter, EditorRequired]
    public required Func<Guid, string> HrefOf { get; set; }

    /// <summary>All bars in one piece: as elements of their own they would be what a connected page holds most of.</summary>
    private MarkupString Bars { get; set; }

    [CascadingParameter]
    private TimeZoneInfo? Zone { get; set; }

    private string Label
    {
        get
        {
            var results = WinLoss.Of([.. Marks.Select(m => m.Result)]);
            return string.Create(CultureInfo.CurrentCulture, $"The last {results.Matches} matches: {results.Wins} won, {results.Losses} lost");
        }
    }

    protected override void OnParametersSet()
    {
        if (_drawn is var (marks, zone) && ReferenceEquals(marks, Marks) && Equals(zone, Zone))
            return;
        _drawn = (Marks, Zone);
        var bars = new StringBuilder();
        for (var i = 0; i < Marks.Count; i++)
        {
            var (mark, spoken) = (Marks[i], Encode(Spoken(Marks[i])));
            bars.Append(CultureInfo.InvariantCulture, $"""<a data-row class="{Kind(mark)}" href="{Encode(HrefOf(mark.ReplayId))}" title="{spoken}" tabindex="{(i == Marks.Count - 1 ? 0 : -1)}"><i style="{Style(mark, i)}"></i></a>""");
        }

        Bars = StaticMarkup.Shared(bars);
    }

    private static string Encode(string text) => Encoder.Encode(text);

    private static string Kind(MatchMark mark) => mark.Result?.ToString().ToLowerInvariant() ?? "unknown";

    private string Style(MatchMark mark, int place)
    {
        var share = mark.GoalDifference is { } goals ? (double)Math.Clamp(Math.Abs(goals), 1, Highest) / Highest : 1d / Highest;
        var recency = Marks.Count < 2 ? 1 : (double)place / (Marks.Count - 1);
        return string.Create(CultureInfo.InvariantCulture, $"height:{share * 50:0.#}%;opacity:{Palest + ((1 - Palest) * recency):0.##}");
    }

    private string Spoken(MatchMark mark) => string.Create(CultureInfo.CurrentCulture,
        $"{mark.Result?.ToString() ?? "No result"}{(mark.GoalDifference is { } goals ? $" by {Math.Abs(goals)}" : null)}, {TimeZoneInfo.ConvertTime(mark.PlayedAt, Zone ?? TimeZoneInfo.Utc):d MMM yyyy, HH:mm}");
}
