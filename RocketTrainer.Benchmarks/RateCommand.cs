using System.Globalization;
using System.Net.Http.Json;
using RocketTrainer.Core.Ballchasing.Budget;

namespace RocketTrainer.Benchmarks;

/// <summary>
/// <c>-- rate [--seconds 60]</c>: how much of what a key may send an import uses, for 2, 4 and 16 requests a second, by the
/// app as a process of its own against a Ballchasing that counts and refuses. Fails when it is less than 97 %, when any
/// second holds more than the limit, or when a request was refused.
/// </summary>
internal static class RateCommand
{
    private const double LeastShare = 0.97;
    private const string Key = "the-key-of-the-benchmark";

    public static async Task<int> RunAsync(Options options)
    {
        var seconds = options.Number("--seconds", 60);
        Console.WriteLine($"{"",-12}{"allowed/s",12}{"share",12}{"busiest second",18}{"refused",12}");
        var ok = true;
        foreach (var tier in new[] { RateTier.Regular, RateTier.Diamond, RateTier.GrandChampion })
        {
            var allowed = tier.Detail.PerSecond!.Value;
            var (arrivals, refused) = await MeasureAsync(tier.Name, allowed, seconds);
            var from = arrivals[0];
            var share = arrivals.Count(at => at < from + seconds) / (double)(allowed * seconds);
            var busiest = arrivals.Select((at, i) => arrivals.Skip(i).TakeWhile(later => later < at + 1).Count()).Max();
            var missed = share < LeastShare || busiest > allowed || refused > 0;
            ok &= !missed;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{tier.Name,-12}{allowed,12}{share,12:0.000}{busiest,18}{refused,12}{(missed ? "  MISSED" : "")}"));
        }

        return ok ? 0 : 1;
    }

    private static async Task<(List<double> Arrivals, int Refused)> MeasureAsync(string tier, int perSecond, int seconds)
    {
        await using var ballchasing = await LocalBallchasing.StartAsync(2 * perSecond * seconds, perSecond);
        await using var app = await AppProcess.StartAsync(new(StringComparer.Ordinal)
        {
            ["Bootstrap__AdminApiKey"] = Key, ["Ballchasing__BaseUrl"] = ballchasing.BaseUrl, ["Ballchasing__ApiKey"] = LocalBallchasing.Key, ["Ballchasing__Tier"] = tier,
        });
        using var client = new HttpClient { BaseAddress = new Uri(app.Address, "/api/v1/") };
        client.DefaultRequestHeaders.Add("X-Api-Key", Key);
        using var started = await client.PostAsJsonAsync("imports", new { source = "player", playerId = "steam:" + Recordings.Hero });
        started.EnsureSuccessStatusCode();
        while (true)
        {
            await Task.Delay(TimeSpan.FromSeconds(1));
            var (arrivals, refused) = await ballchasing.SeenAsync();
            if (arrivals.Count > 0 && arrivals[^1] > arrivals[0] + seconds)
                return (arrivals, refused);
        }
    }
}
