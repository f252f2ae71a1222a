namespace RocketTrainer.Core.Ballchasing.Sandbox;

/// <summary>Repeatable random numbers (SplitMix64): the same seed gives the same numbers on every machine and runtime.</summary>
internal struct SeededRandom(ulong seed)
{
    private ulong _state = seed;

    public static ulong Mix(ulong seed, ulong salt) => Scramble(seed ^ Scramble(salt + 0x9E3779B97F4A7C15UL));

    /// <summary>A number in [0, 1) that belongs to this seed and salt.</summary>
    public static double Share(ulong seed, ulong salt) => (Mix(seed, salt) >> 11) * (1.0 / (1UL << 53));

    /// <summary>A standard normal number that belongs to this seed and salt.</summary>
    public static double Normal(ulong seed, ulong salt) => Bell(Mix(seed, salt));

    public ulong Next()
    {
        _state += 0x9E3779B97F4A7C15UL;
        return Scramble(_state);
    }

    public double NextDouble() => (Next() >> 11) * (1.0 / (1UL << 53));

    public int Below(int limit) => (int)(((Next() >> 32) * (ulong)limit) >> 32);

    public bool Chance(double probability) => NextDouble() < probability;

    public double Between(double low, double high) => low + ((high - low) * NextDouble());

    /// <summary>A standard normal number, cut at 3.46 as a sum of four uniform ones is.</summary>
    public double Normal() => Bell(Next());

    public int Poisson(double mean)
    {
        var limit = Math.Exp(-mean);
        var product = NextDouble();
        var count = 0;
        while (product > limit && count < 60)
        {
            product *= NextDouble();
            count++;
        }
        return count;
    }

    /// <summary>An index, each with the chance its weight gives it.</summary>
    public int Pick(ReadOnlySpan<double> weights)
    {
        var total = 0.0;
        foreach (var weight in weights) total += weight;
        var left = NextDouble() * total;
        for (var i = 0; i < weights.Length; i++)
        {
            left -= weights[i];
            if (left < 0) return i;
        }
        return weights.Length - 1;
    }

    public T Pick<T>(ReadOnlySpan<T> items) => items[Below(items.Length)];

    public void Shuffle<T>(T[] items)
    {
        for (var i = items.Length - 1; i > 0; i--)
        {
            var j = Below(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    private static double Bell(ulong bits) =>
        (((bits & 0xFFFF) + ((bits >> 16) & 0xFFFF) + ((bits >> 32) & 0xFFFF) + (bits >> 48)) / 65536.0 - 1.99997) * 1.7320508;

    private static ulong Scramble(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
