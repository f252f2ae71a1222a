using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace RocketTrainer.Tests.Support;

/// <summary>A real PostgreSQL of its own: a temporary cluster on a free loopback port, run by somebody without privileges.</summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private const string Owner = "rockettrainer";

    private readonly string _directory;
    private readonly int _port;
    private readonly string[] _settings;
    private Process? _process;

    private PostgresServer(string directory, int port, string[] settings) => (_directory, _port, _settings) = (directory, port, settings);

    /// <summary>Gives up safety against power cuts for speed.</summary>
    public static string[] Hasty => ["fsync=off", "full_page_writes=off"];

    /// <summary>Why there is no PostgreSQL here, or null when there is one.</summary>
    public static string? Missing { get; } = Programs() is null ? "PostgreSQL is not installed: no postgres in /usr/lib/postgresql or on the PATH." : null;

    /// <summary>Whether the extension TimescaleDB lies beside it.</summary>
    public static bool HasTimescale { get; } = Directory.Exists("/usr/share/postgresql")
        && Directory.EnumerateFiles("/usr/share/postgresql", "timescaledb.control", SearchOption.AllDirectories).Any();

    /// <summary>Makes and starts a cluster.</summary>
    /// <param name="settings">As in <c>postgresql.conf</c>, beyond the usual ones.</param>
    public static async Task<PostgresServer> StartAsync(params string[] settings)
    {
        var directory = Directory.CreateTempSubdirectory("rockettrainer-postgres-").FullName;
        var server = new PostgresServer(directory, Guarded.FreePort(), settings);
        if (IsRoot)
            await RunAsync("chown", "postgres", directory);
        await RunAsync([.. As("initdb"), "-D", server.DataDirectory, "-U", Owner, "--auth=trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]);
        await server.ResumeAsync();
        return server;
    }

    public string ConnectionString(string database) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1", Port = _port, Username = Owner, Database = database, Timeout = 5, MaxPoolSize = 30,
    }.ToString();

    /// <summary>Runs a statement in a database.</summary>
    public async Task ExecuteAsync(string database, string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString(database) + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Stops it at once, as a crash of its machine would, and keeps its data.</summary>
    public async Task StopAsync()
    {
        if (_process is not { } process)
            return;
        _process = null;
        process.StandardInput.Close(); // see Guarded
        await process.WaitForExitAsync(CancellationToken.None);
        process.Dispose();
    }

    /// <summary>Starts it again with the same data at the same port.</summary>
    public async Task ResumeAsync()
    {
        _process = Guarded.Start("QUIT", [.. As("postgres"), "-D", DataDirectory, "-p", _port.ToString(CultureInfo.InvariantCulture),
            "-h", "127.0.0.1", "-k", _directory, "-c", "max_connections=300", .. _settings.SelectMany(setting => new[] { "-c", setting })]);
        var since = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                await ExecuteAsync("postgres", "SELECT 1");
                return;
            }
            catch (NpgsqlException e) when (since.Elapsed < TimeSpan.FromSeconds(60))
            {
                if (_process.HasExited)
                    throw new InvalidOperationException("PostgreSQL ended.", e);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(_directory, recursive: true);
    }

    private string DataDirectory => Path.Combine(_directory, "data");

    private static bool IsRoot => Environment.UserName == "root";

    /// <summary>The directory of PostgreSQL's programs, the newest where there are several.</summary>
    private static string? Programs() =>
        (Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql") : [])
        .OrderByDescending(d => int.TryParse(Path.GetFileName(d), CultureInfo.InvariantCulture, out var version) ? version : 0).Select(d => Path.Combine(d, "bin"))
        .Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(':'))
        .FirstOrDefault(d => File.Exists(Path.Combine(d, "postgres")));

    /// <summary>A program of PostgreSQL, which refuses to be run by root.</summary>
    private static string[] As(string program)
    {
        var path = Path.Combine(Programs()!, program);
        return IsRoot ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", "--", path] : [path];
    }

    private static async Task RunAsync(params string[] command)
    {
        using var process = Process.Start(Start(command))!;
        var said = process.StandardOutput.ReadToEndAsync();
        var complained = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync(CancellationToken.None);
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{command[0]}: {await said} {await complained}");
    }

    private static ProcessStartInfo Start(string[] command) =>
        new(command[0], command[1..]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/" };
}
