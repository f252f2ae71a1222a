using System.Globalization;

namespace RocketTrainer.Benchmarks;

/// <summary>What stands behind a command: <c>--name value</c>, or <c>--name</c> alone.</summary>
internal sealed class Options(string[] words)
{
    public int Number(string name, int usual) => Text(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : usual;

    public bool Has(string name) => words.Contains(name, StringComparer.Ordinal);

    public string? Text(string name) => Array.IndexOf(words, name) is >= 0 and var at && at + 1 < words.Length ? words[at + 1] : null;
}
