using System.Globalization;
using RocketTrainer.Core.Coaching;
using RocketTrainer.Web.Export;
using RocketTrainer.Web.Features.Replays.Parts;

namespace RocketTrainer.Web.Features.Players.Coaching;

/// <summary>What the coach says: what matters, what is strong, and what isn't known yet, each with its evidence.</summary>
public sealed partial class CoachingView(CoachingReports reports)
{
    /// <summary>Unless the address chooses one, the ranked playlist that is played most.</summary>
    protected override async Task<CoachingReport> ReadAsync(CancellationToken cancellationToken)
    {
        var chosen = Query("playlist") is null ? await reports.MainPlaylistAsync(Room.Viewer, Filter, cancellationToken) : null;
        return await reports.ReadAsync(Room.Viewer, Filter, chosen ?? (Filter.Playlists.Count > 0 ? Filter.Playlists[0] : null) ?? ShippedNorms.Playlist, cancellationToken);
    }

    protected override IReadOnlyList<Sheet> SheetsOf(CoachingReport shown) =>
    [
        new("Skills", ["skill", "standing", "percentile", "low", "high", "percentileNextRank", "probability", "stability", "sameLobby", "matches", "needed"],
            [.. shown.Groups.Select(g => (IReadOnlyList<object?>)[g.Label, g.Standing.ToString(), g.Own.Value, g.Own.Low, g.Own.High, g.Next?.Value, g.Probability, g.Stability, g.SameLobby?.Value, g.Known, g.Needed])]),
        new("Stats", ["skill", "stat", "mean", "usual", "level"],
            [.. shown.Groups.SelectMany(g => g.Stats.Select(s => (IReadOnlyList<object?>)[g.Label, s.Stat, s.Mean, s.Usual, s.Level]))]),
    ];

    private IEnumerable<GroupReading> Of(Standing standing) => Shown!.Groups.Where(g => g.Standing == standing);

    private string Href(CarryingMatch match) => ReplayAddress.Of(match.ReplayId, Room.Player.ToString(), Room.Matches);

    private string Day(DateTimeOffset instant) => When(instant).ToString("d MMM", CultureInfo.CurrentCulture);

    private string Silence(CoachingReport report) =>
        Of(Standing.NotYetKnown).Concat(Of(Standing.Usual)).Where(g => g.ToFlag is not null).MinBy(g => g.ToFlag) is { } nearest
            ? $"Nothing in {CoachingWords.Count(report.Count.Counted)} lies below players of this rank by more than chance. Nearest to it is {nearest.Label.ToLowerInvariant()}: {CoachingWords.ToFlag(nearest)}"
            : $"Nothing in {CoachingWords.Count(report.Count.Counted)} lies below players of this rank by more than chance.";

    private static string Weaker(double level) => level < 0 ? "worse" : "better";
}
