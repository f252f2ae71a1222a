using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using RocketTrainer.Core.Replays;

namespace RocketTrainer.Web.Features.Glossary;

/// <summary>How one of Ballchasing's numbers follows from others of the same player in the same match.</summary>
/// <param name="Factor">What the quotient is multiplied by: 100 for a share, 60 for what is per minute.</param>
/// <param name="Over">Added up above the line.</param>
/// <param name="Under">Added up below it; none where nothing is divided, or by something that is no stat.</param>
/// <param name="Divisor">A number that it is divided by, too.</param>
/// <param name="ByTimeInPlay">Whether it is divided by <see cref="StatFormulas.TimeInPlay"/>.</param>
internal sealed record StatFormula(double Factor, ImmutableArray<Stat> Over, ImmutableArray<Stat> Under, double Divisor = 1, bool ByTimeInPlay = false)
{
    /// <summary>The formula to read, each stat apart from the text around it.</summary>
    public IEnumerable<(string Text, Stat? Stat)> Parts
    {
        get
        {
            if (Factor != 1)
                yield return ($"{Number(Factor)} × ", null);
            foreach (var part in Sum(Over))
                yield return part;
            if (Under.Length > 0 || ByTimeInPlay || Divisor != 1)
                yield return (" ÷ ", null);
            foreach (var part in Sum(Under))
                yield return part;
            if (ByTimeInPlay)
                yield return (StatFormulas.TimeInPlay, null);
            if (Divisor != 1)
                yield return (Number(Divisor), null);
        }
    }

    private IEnumerable<(string Text, Stat? Stat)> Sum(ImmutableArray<Stat> stats)
    {
        var (open, close) = stats.Length > 1 && (Factor != 1 || Under.Length > 0) ? ("(", ")") : ("", "");
        for (var i = 0; i < stats.Length; i++)
        {
            yield return (i == 0 ? open : " + ", null);
            yield return ("", stats[i]);
        }

        yield return (close, null);
    }

    private static string Number(double value) => value.ToString("#,0", CultureInfo.CurrentCulture);
}

/// <summary>
/// The formulas of the stats that follow from others, found on recorded replies (204 players): a test holds each against them.
/// The time in play isn't given; that the shares of the time with an empty or full tank, last, first, closest and farthest and
/// the boost collected per minute all go by one and the same is what makes it one.
/// </summary>
internal static class StatFormulas
{
    public const string TimeInPlay = "seconds in play";

    private const double TopSpeed = 2300;

    /// <summary>Times that together are all of the time.</summary>
    private static readonly ImmutableArray<Stat>[] Wholes =
    [
        Stats("movement.time_slow_speed", "movement.time_boost_speed", "movement.time_supersonic_speed"),
        Stats("movement.time_ground", "movement.time_low_air", "movement.time_high_air"),
        Stats("positioning.time_defensive_third", "positioning.time_neutral_third", "positioning.time_offensive_third"),
        Stats("positioning.time_defensive_half", "positioning.time_offensive_half"),
        Stats("positioning.time_behind_ball", "positioning.time_infront_ball"),
        Stats("boost.time_boost_0_25", "boost.time_boost_25_50", "boost.time_boost_50_75", "boost.time_boost_75_100"),
    ];

    private static readonly FrozenDictionary<string, StatFormula> All = Shares().Concat(
    [
        ("core.shooting_percentage", new(100, Stats("core.goals"), Stats("core.shots"))),
        ("boost.bcpm", new(60, Stats("boost.amount_collected"), [], ByTimeInPlay: true)),
        ("boost.amount_collected", new(1, Stats("boost.amount_collected_big", "boost.amount_collected_small"), [])),
        ("boost.amount_stolen", new(1, Stats("boost.amount_stolen_big", "boost.amount_stolen_small"), [])),
        ("movement.avg_powerslide_duration", new(1, Stats("movement.time_powerslide"), Stats("movement.count_powerslide"))),
        ("movement.avg_speed_percentage", new(100, Stats("movement.avg_speed"), [], TopSpeed)),
    ]).ToFrozenDictionary(f => f.Item1, f => f.Item2, StringComparer.Ordinal);

    /// <summary>Null for what is measured itself.</summary>
    public static StatFormula? Of(Stat stat) => All.GetValueOrDefault(stat.Key);

    private static IEnumerable<(string, StatFormula)> Shares()
    {
        foreach (var share in StatCatalog.All.Where(s => s.Member.StartsWith("percent_", StringComparison.Ordinal)))
        {
            var time = StatCatalog.Get(share.Key.Replace("percent_", "time_", StringComparison.Ordinal));
            var whole = Wholes.FirstOrDefault(w => w.Contains(time));
            yield return (share.Key, whole.IsDefault ? new(100, [time], [], ByTimeInPlay: true) : new(100, [time], whole));
        }
    }

    private static ImmutableArray<Stat> Stats(params string[] keys) => [.. keys.Select(StatCatalog.Get)];
}
