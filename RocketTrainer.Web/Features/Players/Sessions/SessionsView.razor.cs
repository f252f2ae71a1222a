using System.Globalization;
using RocketTrainer.Core.Progress;
using RocketTrainer.Core.Progress.Stopping;
using RocketTrainer.Core.Replays;
using RocketTrainer.Web.Components.Shared;
using RocketTrainer.Web.Export;
using RocketTrainer.Web.Features.Replays.Parts;

namespace RocketTrainer.Web.Features.Players.Sessions;

/// <summary>A player's evenings: how each went, what stood out in it, and with whom.</summary>
public sealed partial class SessionsView(PlaySessions sessions, StopRules stopRules)
{
    private const int PageSize = 15;
    private const int LongestGap = 24 * 60;

    private static readonly (string Value, string Text)[] GapOptions =
        [("10", "10 minutes"), ("20", "20 minutes"), ("30", "30 minutes"), ("60", "an hour"), ("120", "two hours"), ("360", "six hours")];

    private int _gap = (int)PlaySessions.UsualGap.TotalMinutes;

    /// <param name="Next">Where the next page begins; null on the last.</param>
    /// <param name="Stop">Of all sessions under the filter; null on further pages.</param>
    public sealed record Content(IReadOnlyList<PlaySessionStory> Stories, DateTimeOffset? Next, StopContent? Stop);

    /// <param name="Reading">Null under a filter by result.</param>
    public sealed record StopContent(StopReading? Reading);

    protected override async Task<Content> ReadAsync(CancellationToken cancellationToken)
    {
        _gap = int.TryParse(Query("gap"), NumberStyles.None, CultureInfo.InvariantCulture, out var gap) && gap is >= 1 and <= LongestGap ? gap : (int)PlaySessions.UsualGap.TotalMinutes;
        DateTimeOffset? before = Rfc3339.TryRead(Query("cursor"), out var instant) ? instant : null;
        var page = await sessions.ListAsync(Room.Viewer, Filter, TimeSpan.FromMinutes(_gap), before, PageSize, cancellationToken);
        var stories = await sessions.TellAsync(Room.Viewer, Filter, page.Items, cancellationToken);
        var stop = before is null ? new StopContent(await stopRules.ReadAsync(Room.Viewer, Filter, TimeSpan.FromMinutes(_gap), cancellationToken)) : null;
        return new(stories, page.Next, stop);
    }

    private string HrefOf(Guid replay) => ReplayAddress.Of(replay, Room.Player.ToString(), Room.Matches);

    private void Go(string? gap) => Go(("gap", gap), ("cursor", null));

    private static string Told(PlaySession session) => string.Create(CultureInfo.CurrentCulture,
        $"{session.Matches} {(session.Matches == 1 ? "match" : "matches")}, {StatFormat.Hours(session.EndedAt - session.StartedAt)}");

    private static string Net(int net) => net switch { > 0 => $"+{net}", < 0 => $"−{-net}", _ => "±0" };

    private static string? Halves(PlaySessionStory story) => story.Halves is var (first, second)
        ? string.Create(CultureInfo.CurrentCulture, $"Score {first:0} in the first half, {second:0} in the second")
        : null;

    protected override IReadOnlyList<Sheet> SheetsOf(Content shown) => [SessionSheet.Of("Sessions", shown.Stories)];
}
