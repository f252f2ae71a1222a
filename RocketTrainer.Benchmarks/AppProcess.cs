using System.Diagnostics;
using System.Globalization;

namespace RocketTrainer.Benchmarks;

/// <summary>The app as a process of its own on a free port, which is killed in the end.</summary>
internal sealed class AppProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly string _data;
    private readonly bool _isDataOurs;

    private AppProcess(Process process, string data, bool isDataOurs, Uri address) => (_process, _data, _isDataOurs, Address) = (process, data, isDataOurs, address);

    public Uri Address { get; }

    /// <summary>The most memory that the process has held, in MB (10⁶ bytes).</summary>
    public double PeakMegabytes() => PeakMegabytes(_process.Id);

    public static double PeakMegabytes(int process)
    {
        var peak = File.ReadLines($"/proc/{process}/status").First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        return long.Parse(peak.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024 / 1e6;
    }

    /// <exception cref="InvalidOperationException">The app ended instead of listening.</exception>
    /// <param name="directory">Where its data is and stays; null: in a place that goes away with it.</param>
    /// <param name="app">Its assembly; null: the one that was built with this program.</param>
    public static async Task<AppProcess> StartAsync(Dictionary<string, string> settings, string? directory = null, string? app = null)
    {
        var data = directory ?? Directory.CreateTempSubdirectory("rockettrainer-").FullName;
        var start = new ProcessStartInfo("dotnet", [app ?? typeof(Web.Components.App).Assembly.Location])
        {
            UseShellExecute = false, RedirectStandardOutput = true,
            WorkingDirectory = app is null ? AppContext.BaseDirectory : Path.GetDirectoryName(app), // where its settings lie
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment["Urls"] = "http://127.0.0.1:0";
        start.Environment["DataDirectory"] = data;
        foreach (var (key, value) in settings)
            start.Environment[key] = value;
        var process = Process.Start(start)!;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.Split("Now listening on: ") is not [_, var address])
                continue;
            _ = LogAsync(process.StandardOutput, Path.Combine(data, "app.log"));
            return new(process, data, directory is null, new Uri(address));
        }

        throw new InvalidOperationException("The app did not start.");
    }

    /// <summary>What it says from here on lies beside its data.</summary>
    private static async Task LogAsync(StreamReader said, string file)
    {
        await using var log = File.Open(file, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
        await said.BaseStream.CopyToAsync(log);
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        if (_isDataOurs)
            Directory.Delete(_data, recursive: true);
    }
}
