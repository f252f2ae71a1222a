using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;

namespace RocketTrainer.Benchmarks;

/// <summary>
/// <c>-- auth [--connections 100] [--seconds 20]</c>: what it costs to know who calls. Asks <c>/health/live</c> and
/// <c>/api/v1/auth/me</c>, with a key and with a token, in turns within one run, and fails when the p95 of either is more
/// than three times that of the first.
/// </summary>
internal static class AuthCommand
{
    private const double Bound = 3;
    private const int Rounds = 5;
    private const string Key = "the-key-of-the-benchmark";

    public static async Task<int> RunAsync(Options options)
    {
        var connections = options.Number("--connections", 100);
        var seconds = options.Number("--seconds", 20);
        await using var app = await AppProcess.StartAsync(new(StringComparer.Ordinal)
        {
            ["Bootstrap__AdminApiKey"] = Key, ["Ballchasing__Sandbox"] = "On", ["Api__RequestsPerMinute"] = "100000000",
        });
        var token = await TokenAsync(app.Address);
        (string Name, HttpLoad Load, List<double> Milliseconds)[] asked =
        [
            ("/health/live", new HttpLoad(app.Address, "/health/live"), []),
            ("/auth/me with a key", new HttpLoad(app.Address, "/api/v1/auth/me", $"X-Api-Key: {Key}"), []),
            ("/auth/me with a token", new HttpLoad(app.Address, "/api/v1/auth/me", $"Authorization: Bearer {token}"), []),
        ];

        foreach (var (_, load, _) in asked)
            await load.RunAsync(connections, TimeSpan.FromSeconds(2)); // warm
        var slice = TimeSpan.FromSeconds((double)seconds / (Rounds * asked.Length));
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var (_, load, milliseconds) in asked)
                milliseconds.AddRange(await load.RunAsync(connections, slice));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{connections} connections, {Rounds} turns of {slice.TotalSeconds:0.0} s each"));
        Console.WriteLine($"{"",-24}{"per second",12}{"p50 ms",10}{"p95 ms",10}{"p99 ms",10}{"p95 ratio",12}");
        var first = Percentiles.Of(asked[0].Milliseconds, .95);
        var worst = 0.0;
        foreach (var (name, _, milliseconds) in asked)
        {
            var ratio = Percentiles.Of(milliseconds, .95) / first;
            worst = Math.Max(worst, ratio);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{name,-24}{milliseconds.Count / (slice.TotalSeconds * Rounds),12:0}{Percentiles.Of(milliseconds, .5),10:0.00}{Percentiles.Of(milliseconds, .95),10:0.00}{Percentiles.Of(milliseconds, .99),10:0.00}{ratio,12:0.00}"));
        }

        Console.WriteLine(worst <= Bound ? $"Within the bound of {Bound}." : $"MISSED the bound of {Bound}.");
        return worst <= Bound ? 0 : 1;
    }

    private static async Task<string> TokenAsync(Uri address)
    {
        using var client = new HttpClient { BaseAddress = address };
        client.DefaultRequestHeaders.Add("X-Api-Key", Key);
        using var answer = await client.PostAsync(new Uri("/api/v1/auth/token", UriKind.Relative), content: null);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("accessToken").GetString()!;
    }
}
