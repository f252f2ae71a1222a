using Microsoft.EntityFrameworkCore;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Data;
using RocketTrainer.Core.Replays;

namespace RocketTrainer.Core.Progress;

/// <summary>Reads a player at a glance: all of his matches once, and the stats of the newest.</summary>
public sealed class Overviews(IDbContextFactory<RocketTrainerDb> factory)
{
    /// <summary>How many matches form is about, and how many it is held against.</summary>
    public const int Recent = 20;

    /// <inheritdoc cref="Recent"/>
    public const int Before = 100;

    /// <summary>Of how many matches wins are held against losses.</summary>
    public const int Compared = 200;

    /// <summary>Marks in a strip.</summary>
    public const int Marks = 60;

    private static readonly Stat[] Read = [.. Headline.Stats.Union(Headline.BehindResults)];

    /// <summary>Null when there is no match under the filter that the viewer may see.</summary>
    /// <param name="playlist">Which form and outcomes are of: <see cref="ReplayQueries.MainPlaylistAsync"/>. Null: of all playlists.</param>
    /// <param name="zone">Whose days ranks are of; UTC's unless told.</param>
    public async Task<Overview?> ReadAsync(Viewer viewer, ReplayFilter filter, string? playlist, CancellationToken cancellationToken, TimeZoneInfo? zone = null)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var matches = await PlayedMatch.ReadAsync(db, await db.HistoryAsync(viewer, filter, cancellationToken), cancellationToken);
        if (matches.Count == 0)
            return null;

        var alike = playlist is null ? filter : filter with { Playlists = [playlist] };
        var series = await StatSeries.ReadAsync(db, await db.HistoryAsync(viewer, alike, cancellationToken), Read, Math.Max(Recent + Before, Compared), cancellationToken);
        var newest = await NewestAsync(db, matches.Take(Marks).ToList(), cancellationToken);
        while (SessionOf(newest).Count == newest.Count && newest.Count < matches.Count)
            newest.AddRange(await NewestAsync(db, matches.Skip(newest.Count).Take(Marks).ToList(), cancellationToken)); // it may have begun earlier
        var streaks = Streak.In(matches.Select(m => (m.PlayedAt, m.Result)));
        return new(
            WinLoss.Of([.. matches.Select(m => m.Result)]), playlist, [.. newest.Take(Marks).Select(m => m.Mark).Reverse()],
            matches[0].Result is null ? null : streaks[0], Longest(MatchResult.Win), Longest(MatchResult.Loss),
            Ranks(matches, zone), FormOf(series), OutcomesOf(series), Session(newest));

        Streak? Longest(MatchResult result) => streaks.Where(s => s.Result == result).MaxBy(s => s.Matches);
    }

    private static List<RankCurve> Ranks(List<PlayedMatch> matches, TimeZoneInfo? zone) =>
    [
        .. matches.Where(m => m.Tier is > 0).GroupBy(m => m.PlaylistId, StringComparer.Ordinal).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => new RankCurve(g.Key, [.. g.DistinctBy(m => Days.Of(m.PlayedAt, zone)).Reverse().Select(m => new RankPoint(m.PlayedAt, m.Tier!.Value, m.Division))])),
    ];

    private static Form FormOf(StatSeries series)
    {
        var (recent, before) = (series.Slice(0, Recent), series.Slice(Recent, Before));
        return new(recent.Results, before.Results, StatDifference.Of(before.Only(Headline.Stats), recent.Only(Headline.Stats)));
    }

    private static Outcomes OutcomesOf(StatSeries series)
    {
        var compared = series.Slice(0, Compared);
        return new(compared.Results, StatOutcome.Of(compared.Only(Headline.BehindResults)));
    }

    private static LastSession Session(List<Newest> newest)
    {
        var matches = SessionOf(newest).Select(m => m.Mark).Reverse().ToList();
        return new(matches[0].PlayedAt, newest[0].EndedAt, WinLoss.Of([.. matches.Select(m => m.Result)]), matches);
    }

    /// <summary>The last matches without a longer break, of these, newest first.</summary>
    private static List<Newest> SessionOf(List<Newest> newest)
    {
        var last = 1;
        while (last < newest.Count && newest[last - 1].Mark.PlayedAt - newest[last].EndedAt <= PlaySessions.UsualGap)
            last++;
        return newest[..last];
    }

    private static async Task<List<Newest>> NewestAsync(RocketTrainerDb db, List<PlayedMatch> matches, CancellationToken cancellationToken)
    {
        var ids = matches.ConvertAll(m => m.ReplayId);
        var durations = await db.Replays.Where(r => EF.Parameter(ids).Contains(r.Id)).Select(r => new { r.Id, r.Duration }).ToDictionaryAsync(r => r.Id, r => r.Duration, cancellationToken);
        var marks = await MatchMark.ReadAsync(db, matches, cancellationToken);
        return [.. marks.Select(m => new Newest(m, m.PlayedAt.AddSeconds(durations.GetValueOrDefault(m.ReplayId) ?? 0)))];
    }

    private sealed record Newest(MatchMark Mark, DateTimeOffset EndedAt);
}
