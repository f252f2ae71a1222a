namespace RocketTrainer.Core.Replays;

/// <summary>
/// The stats of one player or team as given: one number per row of the <see cref="StatCatalog"/>, or null where none
/// was given. A flag is 1 or 0.
/// </summary>
public sealed class StatValues
{
    private readonly double[] _values = new double[StatCatalog.All.Length];

    private int _givenBlocks;
    private HashSet<int>? _odd;

    public StatValues() => Array.Fill(_values, double.NaN);

    public double? this[int ordinal]
    {
        get => double.IsNaN(_values[ordinal]) ? null : _values[ordinal];
        set => _values[ordinal] = value ?? double.NaN;
    }

    /// <exception cref="KeyNotFoundException">There is no stat with this key.</exception>
    public double? this[string key]
    {
        get => this[Ordinal(key)];
        set => this[Ordinal(key)] = value;
    }

    /// <summary>True when the block stood in the reply at all; only then can an absent member mean zero.</summary>
    public bool IsGiven(StatBlock block) => (_givenBlocks & (1 << (int)block)) != 0;

    /// <summary>True when the stat stood in the reply as something that is no number: it isn't absent, but what it is nobody knows.</summary>
    public bool IsOdd(int ordinal) => _odd?.Contains(ordinal) ?? false;

    internal void MarkOdd(int ordinal) => (_odd ??= []).Add(ordinal);

    internal void MarkGiven(StatBlock block) => _givenBlocks |= 1 << (int)block;

    private static int Ordinal(string key) => StatCatalog.OrdinalOf(key) is >= 0 and var ordinal
        ? ordinal
        : throw new KeyNotFoundException($"The stat catalogue has no '{key}'.");
}
