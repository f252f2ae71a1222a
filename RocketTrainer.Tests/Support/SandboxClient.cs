using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using RocketTrainer.Core.Ballchasing.Sandbox;

namespace RocketTrainer.Tests.Support;

/// <summary>The sandbox on a clock of its own, asked over HTTP as any client asks.</summary>
public sealed class SandboxClient : IDisposable
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    public SandboxClient(DateTimeOffset? now = null, int seed = 7)
    {
        Clock = new FakeTimeProvider(now ?? Noon);
        League = new SandboxLeague(seed, Clock);
        Handler = new SandboxHandler(League, Clock) { Latency = TimeSpan.Zero };
        Http = new HttpClient(Handler) { BaseAddress = new Uri("http://sandbox.invalid/api/") };
    }

    public FakeTimeProvider Clock { get; }

    public SandboxLeague League { get; }

    public SandboxHandler Handler { get; }

    public HttpClient Http { get; }

    public async Task<JsonElement> GetAsync(string path)
    {
        using var response = await Http.GetAsync(path, TestContext.Current.CancellationToken);
        response.EnsureSuccessStatusCode();
        return await ReadAsync(response);
    }

    public static async Task<JsonElement> ReadAsync(HttpResponseMessage response)
    {
        using var document = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        return document.RootElement.Clone();
    }

    /// <summary>All list items of a search, page by page.</summary>
    public async Task<List<JsonElement>> SearchAsync(string query, int pageSize = 200, int atMost = int.MaxValue)
    {
        var items = new List<JsonElement>();
        for (var next = $"replays?{query}&count={pageSize}"; next is not null && items.Count < atMost;)
        {
            var page = await GetAsync(next);
            items.AddRange(page.GetProperty("list").EnumerateArray());
            next = page.TryGetProperty("next", out var link) ? link.GetString() : null;
        }
        return items;
    }

    /// <summary>Details of every n-th replay of the whole league that could be parsed.</summary>
    public async Task<List<JsonElement>> DetailsAsync(int every, string query = "sort-by=replay-date")
    {
        var details = new List<JsonElement>();
        var items = await SearchAsync(query);
        for (var i = 0; i < items.Count; i += every)
        {
            var detail = await GetAsync($"replays/{items[i].GetProperty("id").GetString()}");
            if (detail.GetProperty("status").GetString() == "ok") details.Add(detail);
        }
        return details;
    }

    public void Dispose()
    {
        Http.Dispose();
        Handler.Dispose();
    }
}
