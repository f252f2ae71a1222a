using System.Diagnostics;
using RocketTrainer.Tests.Support;

namespace RocketTrainer.Tests.Unit.Building;

public sealed class NodePackagesTests
{
    [Fact]
    public async Task Build_WithoutNode_SaysWhatIsMissing()
    {
        using var folder = new TemporaryDirectory();
        foreach (var file in new[] { "RocketTrainer.Web.csproj", "package.json", "package-lock.json" })
            File.Copy(Path.Combine(Repository.Root, "RocketTrainer.Web", file), folder.File(file));
        File.CreateSymbolicLink(folder.File("sh"), "/bin/sh"); // all that the build finds
        var start = new ProcessStartInfo(Environment.ProcessPath!, ["msbuild", folder.File("RocketTrainer.Web.csproj"), "-t:InstallNodePackages", "-p:TargetFramework=net10.0", "-nologo"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            Environment = { ["PATH"] = folder.Path },
        };

        using var build = Process.Start(start)!;
        var said = await build.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await build.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(1, build.ExitCode);
        Assert.Contains("error RT0001: Node.js is missing", said, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.File("node_modules")));
    }
}
