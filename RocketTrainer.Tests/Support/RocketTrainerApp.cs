using System.Globalization;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RocketTrainer.Web.Components;

namespace RocketTrainer.Tests.Support;

/// <summary>The real app on a loopback port, with a data directory of its own that goes away with it.</summary>
public sealed class RocketTrainerApp : WebApplicationFactory<App>
{
    public const string AdminKey = "the-administrator-of-the-tests";

    private readonly Dictionary<string, string?> _settings;
    private readonly string _environment;
    private HttpClient? _api;

    public RocketTrainerApp(BallchasingServer? ballchasing = null, string environment = "Production", params (string Key, string Value)[] settings)
    {
        _environment = environment;
        _settings = new(StringComparer.Ordinal)
        {
            ["Bootstrap:AdminApiKey"] = AdminKey,
            ["Ballchasing:Timeout"] = "00:00:05",
            ["Ballchasing:RetryDelay"] = "00:00:00.050",
            ["Importing:PendingDelay"] = "00:00:00.050",
            ["Importing:SyncEvery"] = "0", // who signs in brings in what the test says
            ["Api:RequestsPerMinute"] = "100000", // tests ask in a loop
        };
        if (ballchasing is not null)
        {
            _settings["Ballchasing:BaseUrl"] = ballchasing.BaseUrl;
            _settings["Ballchasing:ApiKey"] = BallchasingServer.Key;
            _settings["Ballchasing:Tier"] = "unlimited";
        }

        foreach (var (key, value) in Data.Settings.Concat(settings))
            _settings[key] = value;
        UseKestrel(0);
    }

    public TemporaryDirectory Data { get; } = new();

    /// <summary>Puts services in the place of the app's own.</summary>
    public Action<IServiceCollection>? Replace { get; init; }

    /// <summary>Everything that was logged.</summary>
    public LogBook Log { get; } = new();

    /// <summary>A client that shows the administrator's key.</summary>
    public HttpClient Api
    {
        get
        {
            if (_api is null)
            {
                _api = CreateClient();
                _api.DefaultRequestHeaders.Add("X-Api-Key", AdminKey);
            }

            return _api;
        }
    }

    public Uri Address
    {
        get
        {
            StartServer();
            return ClientOptions.BaseAddress;
        }
    }

    /// <summary>Starts an import and follows its events until it is over.</summary>
    public async Task<JsonElement> ImportAsync(object request, CancellationToken cancellationToken)
    {
        var started = await StartImportAsync(request, cancellationToken);
        return await FollowAsync(started.GetProperty("id").GetGuid(), cancellationToken);
    }

    public async Task<JsonElement> StartImportAsync(object request, CancellationToken cancellationToken)
    {
        using var response = await Api.PostAsJsonAsync("api/v1/imports", request, cancellationToken);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(cancellationToken));
        return await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
    }

    /// <summary>The last receipt of an import's events, after each of them balanced.</summary>
    public async Task<JsonElement> FollowAsync(Guid import, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(2));
        await using var stream = await Api.GetStreamAsync(string.Create(CultureInfo.InvariantCulture, $"api/v1/imports/{import}/events"), limit.Token);
        JsonElement last = default;
        await foreach (var item in SseParser.Create(stream).EnumerateAsync(limit.Token))
        {
            last = JsonElement.Parse(item.Data);
            Receipt.AssertBalances(last);
        }

        return last;
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment(_environment);
        builder.UseStaticWebAssets(); // not published: they lie where they were built
        foreach (var (key, value) in _settings)
            builder.UseSetting(key, value);
        if (Replace is not null)
            builder.ConfigureTestServices(Replace);
        builder.ConfigureLogging(logging => logging.ClearProviders().AddProvider(Log).SetMinimumLevel(LogLevel.Trace));
    }

    /// <summary>Ends the app and leaves its data, to be looked at.</summary>
    public ValueTask StopAsync() => base.DisposeAsync();

    public override async ValueTask DisposeAsync()
    {
        _api?.Dispose();
        await base.DisposeAsync();
        Data.Dispose();
        GC.SuppressFinalize(this);
    }
}

/// <summary>Reads of receipts.</summary>
public static class Receipt
{
    public static int Count(this JsonElement receipt, string name) => receipt.GetProperty(name).GetInt32();

    public static string State(this JsonElement receipt) => receipt.GetProperty("state").GetString()!;

    public static void AssertBalances(JsonElement receipt) =>
        Assert.Equal(
            receipt.Count("listed"),
            receipt.Count("imported") + receipt.Count("duplicates") + receipt.Count("skipped") + receipt.Count("pending") + receipt.Count("failed") + receipt.Count("remaining"));
}
