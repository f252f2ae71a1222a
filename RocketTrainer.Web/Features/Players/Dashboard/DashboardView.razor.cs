using System.Globalization;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Coaching;
using RocketTrainer.Core.Progress;
using RocketTrainer.Core.Replays;
using RocketTrainer.Web.Components.Shared;
using RocketTrainer.Web.Export;
using RocketTrainer.Web.Features.Players.Coaching;
using RocketTrainer.Web.Features.Players.Sessions;
using RocketTrainer.Web.Features.Replays.Parts;

namespace RocketTrainer.Web.Features.Players.Dashboard;

/// <summary>A player at a glance: how it goes now, what changed, what wins, and the last evening.</summary>
public sealed partial class DashboardView(Overviews overviews, PlaySessions sessions, SkillWheels wheels, ReplayQueries replays)
{
    private const int LatestMatches = 8;

    /// <summary>Fewer on either side say nothing that a player doesn't feel himself.</summary>
    private const int FewestBefore = 20;

    /// <param name="Overview">Null when nothing fits the filter.</param>
    /// <param name="Wheel">Null where the main playlist has no name, or no rank is known in it.</param>
    /// <param name="Session">The last one.</param>
    public sealed record Content(Overview? Overview, SkillWheel? Wheel, PlaySessionStory? Session, IReadOnlyList<ReplayRow> Latest);

    /// <summary>What doesn't need each other is read at the same time, each on a connection of its own; meanwhile the page may be asked for another filter.</summary>
    protected override async Task<Content> ReadAsync(CancellationToken cancellationToken)
    {
        var (viewer, filter, zone) = (Room.Viewer, Filter, Zone);
        var playlist = await replays.MainPlaylistAsync(viewer, filter, cancellationToken, Room.MainPlaylist);
        var history = Task.Run(() => HistoryAsync(viewer, filter, playlist, zone, cancellationToken), cancellationToken);
        var beside = Task.Run(() => BesideAsync(viewer, filter, playlist, cancellationToken), cancellationToken);
        await Task.WhenAll(history, beside);
        return new((await history).Overview, (await beside).Wheel, (await history).Session, (await beside).Latest);
    }

    private async Task<(Overview? Overview, PlaySessionStory? Session)> HistoryAsync(Viewer viewer, ReplayFilter filter, string? playlist, TimeZoneInfo? zone, CancellationToken cancellationToken)
    {
        var overview = await overviews.ReadAsync(viewer, filter, playlist, cancellationToken, zone);
        return (overview, overview?.Session is { } session ? (await sessions.TellAsync(viewer, filter, [Of(session)], cancellationToken))[0] : null);
    }

    private async Task<(SkillWheel? Wheel, IReadOnlyList<ReplayRow> Latest)> BesideAsync(Viewer viewer, ReplayFilter filter, string? playlist, CancellationToken cancellationToken) =>
        (playlist is null ? null : await wheels.ReadAsync(viewer, filter, playlist, cancellationToken),
            (await replays.ListAsync(viewer, filter, cursor: null, LatestMatches, cancellationToken)).Items);

    private static PlaySession Of(LastSession session)
    {
        var (matches, won, lost) = (session.Results.Matches, session.Results.Wins, session.Results.Losses);
        return new(session.StartedAt, session.EndedAt, matches, won, lost, won - lost);
    }

    private string HrefOf(Guid replay) => ReplayAddress.Of(replay, Room.Player.ToString(), Room.Matches);

    internal static string Playlist(string? id) => id is null ? "no playlist" : Playlists.NameOf(id);

    internal static Rank RankOf(RankPoint point) => new(point.Tier, point.Division, Ranks.IdOf(point.Tier), Name: null);

    private static string? WheelAbout(SkillWheel? wheel) => wheel is null ? null
        : string.Create(CultureInfo.CurrentCulture, $"{Playlist(wheel.Playlist)}, last {wheel.Matches}, percentiles among {RankName.Tier(wheel.Rank)} players");

    private static string? WheelMissing(Overview player, SkillWheel? wheel) => wheel switch
    {
        null => $"No rank is known in {Playlist(player.Playlist)}, so there is nobody to be held against.",
        { Matches: < SkillWheels.Fewest } => $"Not enough matches of {Playlist(wheel.Playlist)} yet: {wheel.Matches} of {SkillWheels.Fewest}.",
        { WaitsForLabel: true } => CoachingWords.LabelFirst,
        { Own: not { IsEnough: true } } => string.Create(CultureInfo.CurrentCulture, $"Too few players of this rank are stored here yet: {wheel.Own?.Games ?? 0} of {PopulationNorms.FewestGames} player-games."),
        _ => null,
    };

    private static string Ended(MatchResult result, int count) => (result, count) switch
    {
        (MatchResult.Win, 1) => "win", (MatchResult.Win, _) => "wins",
        (MatchResult.Loss, 1) => "loss", (MatchResult.Loss, _) => "losses",
        (_, 1) => "draw", _ => "draws",
    };

    private static string FormAbout(Overview player) =>
        string.Create(CultureInfo.CurrentCulture, $"{Playlist(player.Playlist)}, last {player.Form.Recent.Matches} against the {player.Form.Before.Matches} before");

    private static string? FormMissing(Overview player) => (player.Form.Recent.Matches + player.Form.Before.Matches) is var matches && matches < Overviews.Recent + FewestBefore
        ? string.Create(CultureInfo.CurrentCulture, $"Not enough matches of {Playlist(player.Playlist)} yet: {matches} of {Overviews.Recent + FewestBefore}.")
        : null;

    private static IReadOnlyList<StatDifference> Outcomes(Overview player) =>
        [.. player.Outcomes.Stats.Select(s => new StatDifference(s.Stat, s.Losses, s.LossMean, s.Wins, s.WinMean, s.Difference, s.IsClear))];

    private static string OutcomesAbout(Overview player) => string.Create(CultureInfo.CurrentCulture,
        $"{Playlist(player.Playlist)}, {player.Outcomes.Matches.Wins} won, {player.Outcomes.Matches.Losses} lost");

    private static string? OutcomesMissing(Overview player) => Math.Min(player.Outcomes.Matches.Wins, player.Outcomes.Matches.Losses) is var fewest && fewest < StatDifference.Fewest
        ? string.Create(CultureInfo.CurrentCulture, $"Not enough matches of {Playlist(player.Playlist)} yet: it takes {StatDifference.Fewest} won and {StatDifference.Fewest} lost, and there are {player.Outcomes.Matches.Wins} and {player.Outcomes.Matches.Losses}.")
        : null;

    private string SessionAbout(Overview player) => player.Session is { } session ? When(session.StartedAt).ToString("d MMM yyyy, HH:mm", CultureInfo.CurrentCulture) : "";

    private static string SessionTold(LastSession session) => string.Create(CultureInfo.CurrentCulture,
        $"{session.Results.Matches} {(session.Results.Matches == 1 ? "match" : "matches")} in {StatFormat.Hours(session.EndedAt - session.StartedAt)}");

    private static string Net(WinLoss results) => (results.Wins - results.Losses) switch { > 0 and var up => $"+{up}", < 0 and var down => $"−{-down}", _ => "±0" };

    private string Told(Streak? streak) => streak is null ? StatFormat.NotGiven
        : string.Create(CultureInfo.CurrentCulture, $"{streak.Matches} {Ended(streak.Result, streak.Matches)}, {When(streak.To):d MMM yyyy}");

    protected override IReadOnlyList<Sheet> SheetsOf(Content shown) => shown.Overview is not { } player ? [] :
    [
        new("Totals", ["", .. DifferenceSheet.WinLossColumns],
            [[string.Create(CultureInfo.InvariantCulture, $"last {player.Form.Recent.Matches} of {Playlist(player.Playlist)}"), .. DifferenceSheet.Of(player.Form.Recent)], ["all", .. DifferenceSheet.Of(player.Matches)]]),
        new("Streaks", ["", "result", "matches", "from", "to"],
        [
            .. new[] { ("current", player.Current), ("longest of wins", player.LongestWins), ("longest of losses", player.LongestLosses) }.Where(s => s.Item2 is not null)
                .Select(s => (IReadOnlyList<object?>)[s.Item1, s.Item2!.Result.ToString().ToLowerInvariant(), s.Item2.Matches, s.Item2.From, s.Item2.To]),
        ]),
        DifferenceSheet.Of("Form", "before", "recent", player.Form.Stats),
        DifferenceSheet.Of("Wins against losses", "lost", "won", Outcomes(player)),
        DifferenceSheet.Of("Matches", player.Marks),
        new("Ranks", ["playlist", "at", "tier", "division"], [.. player.Ranks.SelectMany(c => c.Points.Select(p => (IReadOnlyList<object?>)[c.Playlist, p.At, p.Tier, p.Division]))]),
        new("Skills", ["skill", "percentile, own rank", "80 % interval from", "80 % interval to", "percentile, next rank"],
            [.. (shown.Wheel?.Skills ?? []).Select(s => (IReadOnlyList<object?>)[s.Label, s.Own.Value, s.Own.Low, s.Own.High, s.Next?.Value])]),
        SessionSheet.Of("Last session", shown.Session is { } story ? [story] : []),
        .. ReplaySheets.Of(shown.Latest).Select(sheet => sheet with { Name = "Latest matches" }),
    ];
}
