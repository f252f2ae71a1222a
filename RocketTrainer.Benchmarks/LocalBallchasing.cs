using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace RocketTrainer.Benchmarks;

/// <summary>A Ballchasing without limits that holds so many matches of one player, in a process of its own on a loopback port.</summary>
internal sealed class LocalBallchasing : IAsyncDisposable
{
    /// <summary>The command that this program is started with for it.</summary>
    public const string Command = "serve-ballchasing";

    /// <summary>A player whose matches are others, to warm things up with.</summary>
    public const string WarmUp = "76561190000000002";

    public const int WarmUpReplays = 10_000;

    private const int WarmUpFrom = 100_000_000;

    public const string Key = "the-key-of-the-benchmark";

    private readonly Process _process;

    private LocalBallchasing(Process process, string baseUrl) => (_process, BaseUrl) = (process, baseUrl);

    public string BaseUrl { get; }

    /// <exception cref="InvalidOperationException">It ended instead of listening.</exception>
    public static async Task<LocalBallchasing> StartAsync(int replays)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(LocalBallchasing).Assembly.Location, Command, "--replays", replays.ToString(CultureInfo.InvariantCulture)])
        {
            UseShellExecute = false, RedirectStandardOutput = true,
        };
        start.Environment["DOTNET_gcServer"] = "0";
        var process = Process.Start(start)!;
        return await process.StandardOutput.ReadLineAsync() is { } address ? new(process, address + "/api") : throw new InvalidOperationException("The local Ballchasing did not start.");
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    /// <summary>Serves until it is killed; the first line says where.</summary>
    public static async Task<int> ServeAsync(Options options)
    {
        var count = options.Number("--replays", 20_000);
        var recordings = await Recordings.MakeAsync();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var app = builder.Build();
        app.MapGet("/api/replays", context => ListAsync(context, recordings, count));
        app.MapGet("/api/replays/{id}", context =>
        {
            var number = int.Parse(context.Request.RouteValues["id"]!.ToString()![^12..], CultureInfo.InvariantCulture);
            return AnswerAsync(context, recordings.Detail(number));
        });
        await app.StartAsync();
        Console.WriteLine(app.Urls.Single());
        await Task.Delay(Timeout.Infinite);
        return 0;
    }

    private static async Task ListAsync(HttpContext context, Recordings recordings, int count)
    {
        var query = context.Request.Query;
        var size = int.Parse(query["count"].ToString(), CultureInfo.InvariantCulture);
        var warm = query["player-id"].ToString().Contains(WarmUp, StringComparison.Ordinal);
        var (first, end) = warm ? (WarmUpFrom, WarmUpFrom + WarmUpReplays) : (0, count);
        var from = query["after"].ToString() is { Length: > 0 } after ? int.Parse(after, CultureInfo.InvariantCulture) : first;
        var to = Math.Min(end, from + size);
        using var json = new MemoryStream();
        json.Write("{\"count\":"u8);
        json.Write(Encoding.ASCII.GetBytes((end - first).ToString(CultureInfo.InvariantCulture)));
        json.Write(",\"list\":["u8);
        for (var number = from; number < to; number++)
        {
            if (number > from)
                json.WriteByte((byte)',');
            json.Write(recordings.ListItem(number));
        }

        json.WriteByte((byte)']');
        if (to < end)
            json.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $",\"next\":\"{context.Request.Scheme}://{context.Request.Host}/api/replays?player-id={query["player-id"]}&count={size}&after={to}\"")));
        json.WriteByte((byte)'}');
        await AnswerAsync(context, json.ToArray());
    }

    private static async Task AnswerAsync(HttpContext context, byte[] json)
    {
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.ContentLength = json.Length;
        await context.Response.Body.WriteAsync(json);
    }
}
