using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Importing;
using RocketTrainer.Web.Components;

namespace RocketTrainer.Benchmarks;

/// <summary>
/// The app in a process of its own that publishes an import's progress when it is told to, and says when it did: a line in,
/// a line out. Its clock is the machine's, which the asking process shares.
/// </summary>
internal static class CircuitServer
{
    public const string Command = "circuit-server";

    public static async Task<int> ServeAsync(Options options)
    {
        await using var app = new Host(options.Text("--data")!);
        app.UseKestrel(0);
        app.StartServer();
        var feed = app.Services.GetRequiredService<ImportFeed>();
        var import = Guid.Parse(options.Text("--import")!);
        var player = options.Text("--player")!;
        feed.Publish(Progress(import, player, 0));
        Console.WriteLine(app.ClientOptions.BaseAddress);
        while (Console.ReadLine() is { } line)
        {
            if (line == "memory")
            {
                GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{GC.GetTotalMemory(forceFullCollection: true)} {Environment.WorkingSet}"));
                continue;
            }

            if (line == "components")
            {
                foreach (var (name, number, frames, bytes) in CircuitWeights.Last())
                    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-70}{number,5}{frames,8}{bytes,10}"));
                Console.WriteLine("end");
                continue;
            }

            var count = int.Parse(line, CultureInfo.InvariantCulture);
            var at = Stopwatch.GetTimestamp();
            feed.Publish(Progress(import, player, count));
            Console.WriteLine(at.ToString(CultureInfo.InvariantCulture));
        }

        return 0;
    }

    private static ImportProgress Progress(Guid import, string player, int count) => new()
    {
        Title = "Regular", PlayerId = player, UserId = User.DemoId, Step = "Fetching", RequestsPerSecond = 2, AllowedPerSecond = 2,
        Receipt = new ImportReceipt
        {
            Id = import, State = ImportState.Running, Source = ImportSource.Player, Listed = CircuitsCommand.Base + 100_000, Imported = CircuitsCommand.Base + count, Remaining = 100_000 - count,
            Duplicates = 0, Skipped = 0, Pending = 0, Failed = 0, Requests = count, Quota = new("unlimited", PerHour: null, UsedThisHour: 0),
            EtaSeconds = null, StartedAt = DateTimeOffset.UnixEpoch, FinishedAt = null, Error = null, Failures = [],
        },
    };

    private sealed class Host(string data) : WebApplicationFactory<App>
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            builder.UseEnvironment("Development"); // where whoever comes is the demo user
            builder.UseStaticWebAssets();
            builder.UseSetting("DataDirectory", data);
            builder.UseSetting("Ballchasing:Sandbox", "On");
            builder.UseSetting("Limits:CircuitsPerUser", "100000");
            builder.UseSetting("Importing:SyncEvery", "0");
            builder.ConfigureServices(services => services.AddScoped<Microsoft.AspNetCore.Components.Server.Circuits.CircuitHandler, CircuitWeights>());
            builder.ConfigureLogging(logging => logging.ClearProviders().AddProvider(new Faults()).SetMinimumLevel(LogLevel.Error));
        }
    }

    /// <summary>Faults go to the error stream, where the asking process sees them.</summary>
    private sealed class Faults : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Console.Error.WriteLine($"{formatter(state, exception)} {exception}");

        public void Dispose()
        {
            // nothing is held
        }
    }
}
