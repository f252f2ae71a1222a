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
}
