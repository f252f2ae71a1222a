using System.Diagnostics;
using System.Globalization;

namespace RocketTrainer.Tests.Support;

/// <summary>A real Redis of its own on a free loopback port, which keeps nothing.</summary>
public sealed class RedisServer : IAsyncDisposable
{
    private const string Program = "/usr/bin/redis-server";

    private readonly int _port = Guarded.FreePort();
    private Process? _process;

    /// <summary>Why there is no Redis here, or null when there is one.</summary>
    public static string? Missing { get; } = File.Exists(Program) ? null : $"Redis is not installed: there is no {Program}.";

    public string ConnectionString => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{_port},connectTimeout=1000,asyncTimeout=1000,syncTimeout=1000");

    public static async Task<RedisServer> StartAsync()
    {
        var server = new RedisServer();
        await server.ResumeAsync();
        return server;
    }

    /// <summary>Starts it again at the same port, with nothing in it.</summary>
    public async Task ResumeAsync()
    {
        _process = Guarded.Start("KILL", Program, "--port", _port.ToString(CultureInfo.InvariantCulture), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", Path.GetTempPath());
        await _process.ListensAsync(_port);
    }

    /// <summary>Ends it, and all that it held.</summary>
    public async Task StopAsync()
    {
        if (_process is not { } process)
            return;
        _process = null;
        process.StandardInput.Close();
        await process.WaitForExitAsync(CancellationToken.None);
        process.Dispose();
    }

    public async ValueTask DisposeAsync() => await StopAsync();
}
