using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace RocketTrainer.Benchmarks;

/// <summary>A Ballchasing that holds so many matches of one player, in a process of its own on a loopback port; without limits unless it is told one.</summary>
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
    /// <param name="perSecond">Details that it gives in any one second; to more it answers 429.</param>
    /// <param name="faulty">Whether it answers a third of the details the first time with a fault, half an answer, nothing, or as still being read.</param>
    public static async Task<LocalBallchasing> StartAsync(int replays, int? perSecond = null, bool faulty = false)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(LocalBallchasing).Assembly.Location, Command, "--replays", replays.ToString(CultureInfo.InvariantCulture),
            .. perSecond is { } most ? new[] { "--per-second", most.ToString(CultureInfo.InvariantCulture) } : [], .. faulty ? new[] { "--faulty", "1" } : []])
        {
            UseShellExecute = false, RedirectStandardOutput = true,
        };
        start.Environment["DOTNET_gcServer"] = "0";
        var process = Process.Start(start)!;
        return await process.StandardOutput.ReadLineAsync() is { } address ? new(process, address + "/api") : throw new InvalidOperationException("The local Ballchasing did not start.");
    }

    /// <summary>When each detail was asked for, in seconds from any instant on, and how often it was once too many.</summary>
    public async Task<(List<double> Arrivals, int Refused)> SeenAsync()
    {
        using var client = new HttpClient();
        var seen = await client.GetFromJsonAsync<Seen>(BaseUrl + "/seen");
        return (seen!.Arrivals, seen.Refused);
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
        var perSecond = options.Number("--per-second", int.MaxValue);
        var seen = new Seen([], 0);
        var faulty = options.Number("--faulty", 0) == 1;
        var asked = new ConcurrentDictionary<int, bool>();
        var recordings = await Recordings.MakeAsync();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var app = builder.Build();
        app.MapGet("/api/replays", context => ListAsync(context, recordings, count));
        app.MapGet("/api/seen", () => { lock (seen) return Results.Json(seen); });
        app.MapGet("/api/replays/{id}", context =>
        {
            if (perSecond < int.MaxValue && !seen.Take(perSecond))
            {
                context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
                return Task.CompletedTask;
            }

            var number = int.Parse(context.Request.RouteValues["id"]!.ToString()![^12..], CultureInfo.InvariantCulture);
            return faulty && asked.TryAdd(number, true) ? FailAsync(context, recordings.Detail(number), number) : AnswerAsync(context, recordings.Detail(number));
        });
        await app.StartAsync();
        Console.WriteLine(app.Urls.Single());
        await Task.Delay(Timeout.Infinite);
        return 0;
    }

    /// <summary>What was asked for, in order of arrival.</summary>
    private sealed record Seen(List<double> Arrivals, int Refused)
    {
        public int Refused { get; private set; } = Refused;

        /// <summary>Counts a request; false when it is one too many for the second before it.</summary>
        public bool Take(int perSecond)
        {
            lock (this)
            {
                var now = Stopwatch.GetTimestamp() / (double)Stopwatch.Frequency;
                Arrivals.Add(now);
                if (Arrivals.Count <= perSecond || Arrivals[^(perSecond + 1)] <= now - 1)
                    return true;
                Refused++;
                return false;
            }
        }
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

    private static async Task FailAsync(HttpContext context, byte[] json, int number)
    {
        switch (number % 12)
        {
            case 0:
                context.Response.StatusCode = StatusCodes.Status500InternalServerError;
                break;
            case 1:
                await AnswerAsync(context, json[..(json.Length / 2)]);
                break;
            case 2:
                context.Abort();
                break;
            case 3:
                await AnswerAsync(context, Encoding.UTF8.GetBytes($$"""{"id":"{{Recordings.Id(number)}}","status":"pending"}"""));
                break;
            default:
                await AnswerAsync(context, json);
                break;
        }
    }

    private static async Task AnswerAsync(HttpContext context, byte[] json)
    {
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.ContentLength = json.Length;
        await context.Response.Body.WriteAsync(json);
    }
}
