using System.Globalization;
using MathNet.Numerics.Distributions;
using RocketTrainer.Core.Replays;

namespace RocketTrainer.Tests.Support;

/// <summary>A stat on two sides, by the formulas of the textbook.</summary>
internal sealed record RecountedDifference(Stat Stat, double[] From, double[] To, bool IsClear)
{
    private static readonly CultureInfo Culture = CultureInfo.GetCultureInfo("en-US");

    public double FromMean => From.Sum() / From.Length;

    public double ToMean => To.Sum() / To.Length;

    public double Value => ToMean - FromMean;

    private double SquaredError => (Variance(From) / From.Length) + (Variance(To) / To.Length);

    /// <summary>Welch's.</summary>
    private double Degrees => SquaredError * SquaredError / (Square(Variance(From) / From.Length) / (From.Length - 1) + (Square(Variance(To) / To.Length) / (To.Length - 1)));

    /// <summary>Half the width of the 80 % interval.</summary>
    public double Reach => SquaredError == 0 ? 0 : StudentT.InvCDF(0, 1, Degrees, 0.9) * Math.Sqrt(SquaredError);

    public double? P => SquaredError == 0 || Math.Min(From.Length, To.Length) < 10 ? null : 2 * (1 - StudentT.CDF(0, 1, Degrees, Math.Abs(Value) / Math.Sqrt(SquaredError)));

    /// <summary>By how much it stands out, in what one match varies by.</summary>
    public double Size => Math.Abs(Value) / (Reach / 1.2816 / Math.Sqrt((1.0 / From.Length) + (1.0 / To.Length)));

    /// <summary>Those that are known on both sides; clear are those that Benjamini and Hochberg leave standing at 5 %. In the page's order: clear ones first.</summary>
    public static IReadOnlyList<RecountedDifference> Of(IEnumerable<string> stats, IReadOnlyList<RawLine> from, IReadOnlyList<RawLine> to)
    {
        var all = stats.Select(key => new RecountedDifference(StatCatalog.Get(key), Values(from, key), Values(to, key), IsClear: false)).Where(d => d.From.Length > 0 && d.To.Length > 0).ToList();
        var p = all.Select(d => d.P).OfType<double>().Order().ToList();
        var passed = Enumerable.Range(1, p.Count).LastOrDefault(rank => p[rank - 1] <= 0.05 * rank / p.Count);
        var judged = all.ConvertAll(d => d with { IsClear = d.P is { } own && passed > 0 && own <= p[passed - 1] });
        return [.. judged.Where(d => d.IsClear), .. judged.Where(d => !d.IsClear)];
    }

    public IReadOnlyList<string> FromTexts => Texts(FromMean);

    public IReadOnlyList<string> ToTexts => Texts(ToMean);

    public string Unit => Stat.Type == StatType.Flag ? "% of matches" : Stat.Unit switch
    {
        StatUnit.Points => "points", StatUnit.Seconds => "s", StatUnit.Percent => "%", StatUnit.Boost => "boost",
        StatUnit.BoostPerMinute => "per min", StatUnit.UnrealUnits => "uu", StatUnit.UnrealUnitsPerSecond => "uu/s", _ => "",
    };

    /// <summary>What stands in the row's title.</summary>
    public IReadOnlyList<string> Told =>
    [
        .. from value in Signed(Value) from low in Signed(Value - Reach) from high in Signed(Value + Reach)
           select $"{Stat.Label}: {value}{(Unit.Length > 0 ? " " + Unit : "")}, 80 % interval {low} to {high}; {From.Length} and {To.Length} matches",
    ];

    private static double[] Values(IEnumerable<RawLine> lines, string key) => [.. lines.Select(l => l[key]).OfType<double>()];

    private static double Variance(double[] values)
    {
        var mean = values.Sum() / values.Length;
        return values.Sum(v => Square(v - mean)) / (values.Length - 1);
    }

    private static double Square(double value) => value * value;

    // A sum in another order may fall on the other side of a rounding.
    private static IEnumerable<double> Nearly(double value) => [value, value + (1e-9 * Math.Max(1, Math.Abs(value))), value - (1e-9 * Math.Max(1, Math.Abs(value)))];

    private List<string> Texts(double value) => [.. Nearly(value).Select(Text).Distinct(StringComparer.Ordinal)];

    private List<string> Signed(double value) => [.. Nearly(value).Select(v => (v < 0 ? "−" : "+") + Text(Math.Abs(v))).Distinct(StringComparer.Ordinal)];

    private string Text(double value) => Stat switch
    {
        { Type: StatType.Flag } => (value * 100).ToString("F0", Culture),
        { Type: StatType.Count } => value.ToString(value < 10 ? "F2" : value < 100 ? "F1" : "N0", Culture),
        { Unit: StatUnit.UnrealUnits or StatUnit.UnrealUnitsPerSecond } => value.ToString("N0", Culture),
        _ => value.ToString("#,0.#", Culture),
    };
}
