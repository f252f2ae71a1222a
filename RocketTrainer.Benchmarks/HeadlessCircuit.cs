using System.Buffers;
using System.Diagnostics;
using System.Net.WebSockets;
using System.Text;
using System.Text.RegularExpressions;
using MessagePack;

namespace RocketTrainer.Benchmarks;

/// <summary>
/// A browser as the server sees it, without the browser: fetches the page, opens the WebSocket with the protocol blazorpack,
/// starts the circuit with the components that the page names, acknowledges every render batch and answers every script call. It looks into the batches for the counts of an import.
/// </summary>
internal sealed partial class HeadlessCircuit(Uri page) : IAsyncDisposable
{
    private readonly ClientWebSocket _socket = new();
    private readonly SemaphoreSlim _sending = new(1);
    private readonly TaskCompletionSource _rendered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _invocation;
    private Task _reading = Task.CompletedTask;

    /// <summary>When each count was first seen in a render batch.</summary>
    public Dictionary<int, long> Seen { get; } = [];

    public bool IsOpen => _socket.State == WebSocketState.Open && !_reading.IsCompleted;

    /// <summary>Returns when the page's components have been rendered once.</summary>
    public async Task OpenAsync(HttpClient http, CancellationToken cancellationToken)
    {
        var html = await http.GetStringAsync(page, cancellationToken);
        var markers = Markers().Matches(html).Select(m => m.Groups["json"].Value).Where(json => json.Contains("\"descriptor\"", StringComparison.Ordinal)).ToList();
        var state = State().Match(html) is { Success: true } found ? found.Groups["state"].Value : "";
        await _socket.ConnectAsync(new UriBuilder(new Uri(page, "/_blazor")) { Scheme = "ws" }.Uri, cancellationToken);
        await SendAsync(Encoding.UTF8.GetBytes("{\"protocol\":\"blazorpack\",\"version\":1}\u001e"), WebSocketMessageType.Text, cancellationToken);
        _reading = ReadAsync(cancellationToken);
        var root = new Uri(page, "/").ToString();
        await InvokeAsync("StartCircuit", cancellationToken, root, page.ToString(), "[]", "");
        var operations = string.Join(',', markers.Select((marker, i) => $$"""{"type":"add","ssrComponentId":{{i + 1}},"marker":{{marker}}}"""));
        await InvokeAsync("UpdateRootComponents", cancellationToken, $$"""{"batchId":1,"operations":[{{operations}}]}""", state);
        await _rendered.Task.WaitAsync(TimeSpan.FromSeconds(60), cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        _socket.Abort();
        await _reading.ContinueWith(_ => { }, TaskScheduler.Default);
        _socket.Dispose();
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        var buffer = new byte[64 * 1024];
        var pending = new MemoryStream();
        var shaken = false;
        while (_socket.State == WebSocketState.Open)
        {
            var received = await _socket.ReceiveAsync(buffer.AsMemory(), cancellationToken);
            if (received.MessageType == WebSocketMessageType.Close)
                return;
            await pending.WriteAsync(buffer.AsMemory(0, received.Count), cancellationToken);
            if (!received.EndOfMessage)
                continue;
            var bytes = pending.ToArray();
            pending.SetLength(0);
            var from = 0;
            if (!shaken)
            {
                from = Array.IndexOf(bytes, (byte)0x1e) + 1;
                shaken = true;
            }

            while (from < bytes.Length)
            {
                var (length, head) = Length(bytes.AsSpan(from));
                await TakeAsync(bytes.AsMemory(from + head, length), cancellationToken);
                from += head + length;
            }
        }
    }

    private async Task TakeAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        var call = Parse(message);
        switch (call.Target)
        {
            case "JS.RenderBatch":
                Look(call.Bytes!.Value.ToArray());
                await InvokeAsync("OnRenderCompleted", cancellationToken, call.Number, null);
                _rendered.TrySetResult();
                break;
            case "JS.BeginInvokeJS":
                await InvokeAsync("EndInvokeJSFromDotNet", cancellationToken, call.Number, true, $"[{call.Number},true,{Answer(call.Text, call.Second)}]");
                break;
            case "JS.Error":
                throw new InvalidOperationException("The circuit said: " + call.Text);
        }
    }

    /// <summary>What a script of the page would have said.</summary>
    /// <param name="kind">1 asks for an object of the script's.</param>
    private static string Answer(string? function, long kind) => (function, kind) switch
    {
        (_, 1) => """{"__jsObjectId":1}""",
        ("rocketTheme.choice", _) => "\"system\"",
        ("rocketPage.timeZone", _) => "\"Europe/Berlin\"",
        ({ } name, _) when name.Contains("isDark", StringComparison.OrdinalIgnoreCase) => "false",
        _ => "null",
    };

    /// <summary>Of what the server calls: the target, its first number and its fourth, its first bytes, its first text.</summary>
    private static (string? Target, long Number, long Second, ReadOnlySequence<byte>? Bytes, string? Text) Parse(ReadOnlyMemory<byte> message)
    {
        var reader = new MessagePackReader(message);
        reader.ReadArrayHeader();
        if (reader.ReadInt32() != 1)
            return default; // a ping, or a completion
        reader.Skip(); // headers
        reader.Skip(); // invocation id
        var target = reader.ReadString();
        var arguments = reader.ReadArrayHeader();
        var (number, second, bytes, text) = (0L, 0L, (ReadOnlySequence<byte>?)null, (string?)null);
        for (var i = 0; i < arguments; i++)
        {
            switch (reader.NextMessagePackType)
            {
                case MessagePackType.Integer when i == 0: number = reader.ReadInt64(); break;
                case MessagePackType.Integer when i == 3: second = reader.ReadInt64(); break;
                case MessagePackType.Binary when bytes is null: bytes = reader.ReadBytes(); break;
                case MessagePackType.String when text is null: text = reader.ReadString(); break;
                default: reader.Skip(); break;
            }
        }

        return (target, number, second, bytes, text);
    }

    /// <summary>Texts stand in a batch as they are: the count is a number that stands nowhere else.</summary>
    private void Look(byte[] batch)
    {
        var at = Stopwatch.GetTimestamp();
        var from = 0;
        while (batch.AsSpan(from).IndexOf(CircuitsCommand.Mark) is >= 0 and var index)
        {
            from += index + CircuitsCommand.Mark.Length;
            if (from + 3 <= batch.Length && int.TryParse(batch.AsSpan(from, 3), out var count))
                Seen.TryAdd(count, at);
        }
    }

    private async Task InvokeAsync(string target, CancellationToken cancellationToken, params object?[] arguments)
    {
        var body = new ArrayBufferWriter<byte>();
        Write(body, target, arguments);
        var framed = new byte[body.WrittenCount + 5];
        var head = 0;
        for (var rest = body.WrittenCount; ; rest >>= 7)
        {
            framed[head++] = (byte)(rest < 0x80 ? rest : (rest & 0x7f) | 0x80);
            if (rest < 0x80)
                break;
        }

        body.WrittenSpan.CopyTo(framed.AsSpan(head));
        await SendAsync(framed.AsMemory(0, head + body.WrittenCount), WebSocketMessageType.Binary, cancellationToken);
    }

    private void Write(ArrayBufferWriter<byte> body, string target, object?[] arguments)
    {
        var writer = new MessagePackWriter(body);
        writer.WriteArrayHeader(6);
        writer.Write(1);
        writer.WriteMapHeader(0);
        if (target is "StartCircuit")
            writer.Write(Interlocked.Increment(ref _invocation).ToString(System.Globalization.CultureInfo.InvariantCulture));
        else
            writer.WriteNil();
        writer.Write(target);
        writer.WriteArrayHeader(arguments.Length);
        foreach (var argument in arguments)
        {
            switch (argument)
            {
                case null: writer.WriteNil(); break;
                case string text: writer.Write(text); break;
                case long number: writer.Write(number); break;
                case bool flag: writer.Write(flag); break;
                default: throw new InvalidOperationException($"A {argument.GetType().Name} can't be sent.");
            }
        }

        writer.WriteArrayHeader(0);
        writer.Flush();
    }

    private async Task SendAsync(ReadOnlyMemory<byte> message, WebSocketMessageType type, CancellationToken cancellationToken)
    {
        await _sending.WaitAsync(cancellationToken);
        try
        {
            await _socket.SendAsync(message, type, endOfMessage: true, cancellationToken);
        }
        finally
        {
            _sending.Release();
        }
    }

    private static (int Length, int Head) Length(ReadOnlySpan<byte> bytes)
    {
        var (length, head) = (0, 0);
        do
            length |= (bytes[head] & 0x7f) << (7 * head);
        while (bytes[head++] >= 0x80);
        return (length, head);
    }

    [GeneratedRegex("<!--Blazor:(?<json>\\{.*?\\})-->", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Markers();

    [GeneratedRegex("<!--Blazor-Server-Component-State:(?<state>.*?)-->", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex State();
}
