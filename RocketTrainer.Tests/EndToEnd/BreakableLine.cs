using System.Net;
using System.Net.Sockets;

namespace RocketTrainer.Tests.EndToEnd;

/// <summary>The line from a browser to its server, laid over sockets of its own, which a test can cut.</summary>
public sealed class BreakableLine : IAsyncDisposable
{
    private readonly IPEndPoint _server;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Lock _lock = new();
    private readonly HashSet<Socket> _open = [];
    private readonly Task _accepting;
    private bool _cut;
    private int _pages;

    public BreakableLine(Uri server)
    {
        _server = new(IPAddress.Loopback, server.Port);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>How many connections of live pages went over it.</summary>
    public int Pages => Volatile.Read(ref _pages);

    /// <summary>An address of the server, by this line.</summary>
    public string Over(string address) => new UriBuilder(address) { Port = ((IPEndPoint)_listener.LocalEndpoint).Port }.Uri.AbsoluteUri;

    /// <summary>Cuts it: both ends hear of it at once.</summary>
    /// <param name="hold">Whether it stays cut until <see cref="Mend"/>.</param>
    public void Cut(bool hold = false)
    {
        lock (_lock)
        {
            _cut = hold;
            foreach (var end in _open)
                end.Close(timeout: 0);
            _open.Clear();
        }
    }

    public void Mend()
    {
        lock (_lock)
            _cut = false;
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _accepting;
        Cut(hold: true);
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = CarryAsync(await _listener.AcceptSocketAsync());
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The listener was stopped.
        }
    }

    private async Task CarryAsync(Socket page)
    {
        using var server = new Socket(SocketType.Stream, ProtocolType.Tcp);
        using (page)
        {
            try
            {
                lock (_lock)
                {
                    if (_cut)
                        return;
                    _open.Add(page);
                    _open.Add(server);
                }

                await server.ConnectAsync(_server);
                await Task.WhenAny(CopyAsync(page, server, CountPage), CopyAsync(server, page, static _ => { }));
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                // One end went, or the line was cut.
            }
            finally
            {
                lock (_lock)
                {
                    _open.Remove(page);
                    _open.Remove(server);
                }
            }
        }
    }

    /// <summary>A browser opens a WebSocket on a connection of its own.</summary>
    private void CountPage(ReadOnlySpan<byte> first)
    {
        if (first.StartsWith("GET /_blazor?"u8))
            Interlocked.Increment(ref _pages);
    }

    private static async Task CopyAsync(Socket from, Socket to, Action<ReadOnlySpan<byte>> first)
    {
        var buffer = new byte[64 * 1024];
        for (var times = 0; await from.ReceiveAsync(buffer) is > 0 and var length; times++)
        {
            if (times == 0)
                first(buffer.AsSpan(0, length));
            for (var sent = 0; sent < length;)
                sent += await to.SendAsync(buffer.AsMemory(sent, length - sent));
        }
    }
}
