using System.Diagnostics;

namespace RocketTrainer.Tests.Support;

/// <summary>The commands of RocketTrainer.Benchmarks, each in a process of its own as somebody at a terminal would start it.</summary>
internal static class BenchmarksProcess
{
    private const string Assembly = "RocketTrainer.Benchmarks.dll";

    /// <summary>Where it was built, in the tests' own configuration.</summary>
    public static string Directory { get; } = Path.Combine(Repository.Root, "RocketTrainer.Benchmarks", "bin", new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name, new DirectoryInfo(AppContext.BaseDirectory).Name);

    /// <param name="directory">Of its files.</param>
    public static async Task<(int ExitCode, string Output, string Error)> RunAsync(string directory, CancellationToken cancellationToken, params string[] words)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(5));
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(directory, Assembly), .. words]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
        try
        {
            var (output, error) = (process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token));
            await process.WaitForExitAsync(limit.Token);
            return (process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}
