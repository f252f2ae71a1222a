using MathNet.Numerics.Distributions;
using MathNet.Numerics.Statistics;
using Microsoft.EntityFrameworkCore;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Data;
using RocketTrainer.Core.Progress;
using RocketTrainer.Core.Replays;

namespace RocketTrainer.Core.Coaching;

/// <summary>A player's skills among players of his rank and of the next.</summary>
/// <param name="Playlist">Of which his matches are.</param>
/// <param name="Rank">His newest known one there.</param>
/// <param name="Matches">The newest that count, at most <see cref="SkillWheels.Window"/>.</param>
/// <param name="Own">The players of his rank; null where none are known.</param>
/// <param name="Next">The same a tier higher; null where he has the highest, or none are known.</param>
/// <param name="Skills">Empty while <see cref="Matches"/> or <see cref="Own"/> are too few.</param>
public sealed record SkillWheel(string Playlist, Rank Rank, int Matches, RankWindow? Own, RankWindow? Next, IReadOnlyList<Skill> Skills);

/// <param name="Own">Percentile among players of his rank, 0 to 100, with an 80 % interval.</param>
/// <param name="Next">Among players of the next tier; null where too few are known.</param>
public sealed record Skill(SkillGroup Group, string Label, Percentile Own, Percentile? Next);

/// <summary>Where a player stands among others, 0 to 100, with the bounds of the 80 % interval.</summary>
public sealed record Percentile(double Value, double Low, double High);

/// <summary>
/// Reckons the skill wheel. A player's mean composite is drawn towards the mean of his peers by as much as so few matches
/// can't be trusted (the posterior mean of a normal model with the group's reliability), and told as a percentile of them.
/// </summary>
public sealed class SkillWheels(IDbContextFactory<RocketTrainerDb> factory, Population population)
{
    public const int Window = 50;

    /// <summary>Fewer matches than this make no wheel.</summary>
    public const int Fewest = 10;

    private const double UpperTenth = 1.2816; // of the normal distribution

    /// <summary>Null when there is no match with a rank in this playlist under the filter.</summary>
    /// <param name="tier">Among whose players; the player's own rank unless told.</param>
    public async Task<SkillWheel?> ReadAsync(Viewer viewer, ReplayFilter filter, string playlist, CancellationToken cancellationToken, int? tier = null)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var history = await db.HistoryAsync(viewer, filter with { Playlists = [playlist] }, cancellationToken);
        var rank = await history.Where(p => p.Rank.Tier > 0).OrderByDescending(p => p.PlayedAt).ThenByDescending(p => p.ReplayId).ThenBy(p => p.Slot).Select(p => p.Rank).FirstOrDefaultAsync(cancellationToken);
        if (rank is null)
            return null;
        var series = await StatSeries.ReadAsync(db, history, PlayerGame.Stats, Window, cancellationToken);
        var games = series.Matches.Select(m => (m.Values, Minutes: PlayerGame.Minutes(m.Values))).Where(g => g.Minutes >= PlayerGame.ShortestMinutes).ToList();
        var norms = await population.OfAsync(playlist, cancellationToken);
        var among = tier ?? rank.Tier;
        var (own, next) = (norms.At(among), norms.At(among + 1));
        var skills = own is not { IsEnough: true } || games.Count < Fewest ? [] : SkillGroups.All.Select(group =>
            Place(group, games, own) is { } place ? new Skill(group.Group, group.Label, place, next is { IsEnough: true } ? Place(group, games, next) : null) : null).OfType<Skill>().ToList();
        return new(playlist, rank, games.Count, own, next, skills);
    }

    /// <summary>
    /// How a skill moved over a window of matches, in standard deviations of one match among players of the rank that the player has
    /// now; without points where no rank is known, too few players of it are stored, or there are fewer matches than a window.
    /// </summary>
    /// <param name="window">2 or more matches.</param>
    public async Task<MovingTrend> MovingAsync(Viewer viewer, ReplayFilter filter, string playlist, SkillGroupEntry group, int window, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var history = await db.HistoryAsync(viewer, filter with { Playlists = [playlist] }, cancellationToken);
        var tier = await history.Where(p => p.Rank.Tier > 0).OrderByDescending(p => p.PlayedAt).ThenByDescending(p => p.ReplayId).ThenBy(p => p.Slot).Select(p => p.Rank.Tier).FirstOrDefaultAsync(cancellationToken);
        if ((await population.OfAsync(playlist, cancellationToken)).At(tier) is not { IsEnough: true } among)
            return new(0, []);
        var series = await StatSeries.ReadAsync(db, history, PlayerGame.Stats, last: null, cancellationToken);
        return MovingTrend.Of([.. series.Matches.Reverse().Select(m => (m.PlayedAt, Value: PlayerGame.Minutes(m.Values) is >= PlayerGame.ShortestMinutes and var minutes ? among.Composite(group, m.Values, minutes) : null))
            .Where(m => m.Value is not null).Select(m => (m.PlayedAt, m.Value!.Value))], window);
    }

    private static Percentile? Place(SkillGroupEntry group, List<(double[] Values, double Minutes)> games, RankWindow among)
    {
        var composites = games.Select(g => among.Composite(group, g.Values, g.Minutes)).OfType<double>().ToArray();
        if (composites.Length < Fewest || !among.GroupSpreads.TryGetValue(group.Group, out var spread) || spread == 0)
            return null;
        var between = group.Reliability * spread * spread; // of players' true means
        var error = ArrayStatistics.Variance(composites) / composites.Length;
        var trust = between / (between + error);
        var (mean, reach) = (trust * ArrayStatistics.Mean(composites), UpperTenth * Math.Sqrt(trust * error));
        var scale = Math.Sqrt(between);
        return new(Of(mean), Of(mean - reach), Of(mean + reach));

        double Of(double value) => 100 * Normal.CDF(0, 1, value / scale);
    }
}
