using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace RocketTrainer.Benchmarks;

/// <summary>
/// Asks one address over many connections, each as soon as its last answer is there. Plain sockets, so that the asking
/// costs little beside the answering.
/// </summary>
internal sealed class HttpLoad(Uri server, string path, params string[] headers)
{
    private const int LargestAnswer = 256 * 1024;

    private readonly byte[] _request = Encoding.ASCII.GetBytes(
        $"GET {path} HTTP/1.1\r\nHost: {server.Authority}\r\n{string.Concat(headers.Select(h => h + "\r\n"))}\r\n");

    /// <summary>The time that each answer took, in milliseconds.</summary>
    /// <exception cref="InvalidOperationException">An answer was not 200.</exception>
    public async Task<List<double>> RunAsync(int connections, TimeSpan duration)
    {
        var until = Stopwatch.GetTimestamp() + (long)(duration.TotalSeconds * Stopwatch.Frequency);
        var times = await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(() => AskAsync(until))));
        return [.. times.SelectMany(t => t)];
    }

    private async Task<List<double>> AskAsync(long until)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(server.Host, server.Port);
        var buffer = new byte[LargestAnswer];
        var times = new List<double>();
        while (Stopwatch.GetTimestamp() < until)
        {
            var asked = Stopwatch.GetTimestamp();
            await socket.SendAsync(_request);
            await ReadAnswerAsync(socket, buffer);
            times.Add(Stopwatch.GetElapsedTime(asked).TotalMilliseconds);
        }

        return times;
    }

    private static async Task ReadAnswerAsync(Socket socket, byte[] buffer)
    {
        var read = 0;
        var end = -1;
        while (end < 0)
        {
            read += await ReceiveAsync(socket, buffer.AsMemory(read));
            end = buffer.AsSpan(0, read).IndexOf("\r\n\r\n"u8);
        }

        var head = Encoding.ASCII.GetString(buffer, 0, end);
        if (!head.StartsWith("HTTP/1.1 200", StringComparison.Ordinal))
            throw new InvalidOperationException($"Not 200: {head[..Math.Min(200, head.Length)]}");
        if (head.Contains("Transfer-Encoding: chunked", StringComparison.OrdinalIgnoreCase))
        {
            while (!buffer.AsSpan(0, read).EndsWith("0\r\n\r\n"u8))
                read += await ReceiveAsync(socket, buffer.AsMemory(read));
            return;
        }

        var length = head.Split("\r\n").First(l => l.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase))["Content-Length:".Length..];
        var whole = end + 4 + int.Parse(length, CultureInfo.InvariantCulture);
        while (read < whole)
            read += await ReceiveAsync(socket, buffer.AsMemory(read));
    }

    private static async Task<int> ReceiveAsync(Socket socket, Memory<byte> into) =>
        await socket.ReceiveAsync(into) is > 0 and var received ? received : throw new InvalidOperationException("The server hung up.");
}
