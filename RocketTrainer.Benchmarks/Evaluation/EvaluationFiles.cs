using System.Globalization;
using RocketTrainer.Tests.Support;

namespace RocketTrainer.Benchmarks.Evaluation;

/// <summary>The evaluation files: tables that can't be handed on, so that one says where they lie.</summary>
internal static class EvaluationFiles
{
    /// <exception cref="FileNotFoundException">Neither told nor beside the checkout; names the option.</exception>
    public static string Find(Options options, string option, string name)
    {
        var path = options.Text(option) ?? Path.Combine(Repository.Root, "..", "shared", "ml", name);
        return File.Exists(path) ? path : throw new FileNotFoundException($"There is no file {Path.GetFullPath(path)}: say with {option} FILE where {name} lies.");
    }

    /// <summary>The rows, each value by its column; no value holds a comma.</summary>
    public static IEnumerable<Dictionary<string, string>> Rows(string path)
    {
        var lines = File.ReadLines(path).Select(line => line.Split(','));
        string[]? head = null;
        foreach (var line in lines)
        {
            if (head is null)
                head = line;
            else
                yield return head.Zip(line).ToDictionary(c => c.First, c => c.Second, StringComparer.Ordinal);
        }
    }

    /// <summary>NaN where there is nothing.</summary>
    public static double Number(string text) => text.Length == 0 ? double.NaN : double.Parse(text, CultureInfo.InvariantCulture);
}
