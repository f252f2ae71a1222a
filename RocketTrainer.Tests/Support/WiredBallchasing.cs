using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using RocketTrainer.Core.Ballchasing;

namespace RocketTrainer.Tests.Support;

/// <summary>The real client with its budget and retries, on a wire that answers as the test says and remembers what was sent.</summary>
public sealed class WiredBallchasing : IDisposable
{
    public const string Key = "a-key-that-must-never-be-seen";

    private readonly ServiceProvider _services;

    /// <param name="wire">Null: the sandbox.</param>
    public WiredBallchasing(Func<HttpRequestMessage, HttpResponseMessage>? wire = null, params (string Key, string Value)[] settings)
    {
        var values = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Ballchasing:BaseUrl"] = "https://ballchasing.invalid/api",
            ["Ballchasing:ApiKey"] = Key,
            ["Ballchasing:Sandbox"] = wire is null ? "On" : "Off",
            ["Ballchasing:RetryDelay"] = "00:00:00.001",
        };
        foreach (var (key, value) in settings)
            values[key] = value;

        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(TimeProvider.System);
        services.AddBallchasing(new ConfigurationBuilder().AddInMemoryCollection(values).Build(), development: false);
        if (wire is not null)
            services.AddHttpClient("ballchasing").ConfigurePrimaryHttpMessageHandler(() => new Wire(this, wire));
        _services = services.BuildServiceProvider();
        Meter = new();
        Client = _services.GetRequiredService<BallchasingClients>().With(_services.GetRequiredService<BallchasingAccess>().SiteKey!, Meter);
    }

    public BallchasingClient Client { get; }

    public Core.Ballchasing.Budget.RequestMeter Meter { get; }

    /// <summary>What was sent: method, address, the Authorization header and the body.</summary>
    public List<(string Method, Uri Address, string Authorization, string Body)> Sent { get; } = [];

    public void Dispose() => _services.Dispose();

    private sealed class Wire(WiredBallchasing owner, Func<HttpRequestMessage, HttpResponseMessage> answer) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
            owner.Sent.Add((request.Method.Method, request.RequestUri!, request.Headers.GetValues("Authorization").Single(), body));
            var response = answer(request);
            response.RequestMessage = request;
            return response;
        }
    }
}
