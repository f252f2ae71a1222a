using System.Globalization;

namespace RocketTrainer.Benchmarks;

/// <summary>What stands behind a command: <c>--name value</c>, or <c>--name</c> alone.</summary>
internal sealed class Options(string[] words)
{
    /// <exception cref="ArgumentException">What stands there is no whole number.</exception>
    public int Number(string name, int usual) => Text(name) is not { } text ? usual
        : int.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : throw new ArgumentException($"{name} takes a whole number, not '{text}'.", nameof(name));

    public bool Has(string name) => words.Contains(name, StringComparer.Ordinal);

    public string? Text(string name) => Array.IndexOf(words, name) is >= 0 and var at && at + 1 < words.Length ? words[at + 1] : null;
}
