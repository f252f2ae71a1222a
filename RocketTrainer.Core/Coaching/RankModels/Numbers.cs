namespace RocketTrainer.Core.Coaching.RankModels;

/// <summary>Arrays in a model file: their length, then each number, little-endian.</summary>
internal static class Numbers
{
    /// <summary>More would be no model: a broken length must not ask for gigabytes.</summary>
    private const int Most = 1 << 20;

    public static void WriteAll(this BinaryWriter to, float[] numbers)
    {
        to.Write(numbers.Length);
        foreach (var number in numbers)
            to.Write(number);
    }

    public static void WriteAll(this BinaryWriter to, short[] numbers)
    {
        to.Write(numbers.Length);
        foreach (var number in numbers)
            to.Write(number);
    }

    public static float[] ReadFloats(this BinaryReader from) => from.ReadMany(from.ReadFinite);

    /// <exception cref="InvalidDataException">It is NaN or infinite.</exception>
    public static float ReadFinite(this BinaryReader from) => from.ReadSingle() is var number && float.IsFinite(number) ? number : throw new InvalidDataException($"{number} among its numbers.");

    public static short[] ReadShorts(this BinaryReader from) => from.ReadMany(from.ReadInt16);

    /// <exception cref="InvalidDataException">What is read as the length can't be one.</exception>
    public static T[] ReadMany<T>(this BinaryReader from, Func<T> read)
    {
        var length = from.ReadInt32();
        if (length is < 0 or > Most)
            throw new InvalidDataException($"A list of {length} numbers.");
        var all = new T[length];
        for (var i = 0; i < length; i++)
            all[i] = read();
        return all;
    }
}
