using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Polly;
using Polly.Retry;
using RocketTrainer.Core.Ballchasing.Budget;
using RocketTrainer.Core.Ballchasing.Sandbox;

namespace RocketTrainer.Core.Ballchasing;

public static class BallchasingRegistration
{
    private const int SandboxSeed = 1;

    /// <summary>The client, its budgets and its retries, configured by the section <c>Ballchasing</c>.</summary>
    /// <param name="development">In Development, a missing key turns the sandbox on.</param>
    public static IServiceCollection AddBallchasing(this IServiceCollection services, IConfiguration configuration, bool development)
    {
        services.AddOptions<BallchasingOptions>()
            .Bind(configuration.GetSection(BallchasingOptions.Section))
            .Validate(o => o.BaseUrl is { IsAbsoluteUri: true, Scheme: "http" or "https" }, "Ballchasing:BaseUrl must be an absolute http or https address.")
            .Validate(o => o.Tier is null || RateTier.Named(o.Tier) is not null, $"Ballchasing:Tier must be one of {string.Join(", ", RateTier.Names)}.")
            .Validate(o => string.IsNullOrEmpty(o.ApiKey) || o.ApiKey.All(c => c is >= '!' and <= '~'), "Ballchasing:ApiKey holds a space or a character that no key has.")
            .Validate(o => o.Timeout > TimeSpan.Zero && o.Timeout <= TimeSpan.FromMinutes(10), "Ballchasing:Timeout must be above zero and at most 10 minutes.")
            .Validate(o => o.Retries is >= 0 and <= 20, "Ballchasing:Retries must be 0 to 20.")
            .Validate(o => o.RetryDelay > TimeSpan.Zero && o.RetryDelay <= TimeSpan.FromMinutes(1), "Ballchasing:RetryDelay must be above zero and at most a minute.")
            .ValidateOnStart();

        services.AddSingleton(sp => new BallchasingAccess(sp.GetRequiredService<IOptions<BallchasingOptions>>().Value, development));
        services.AddSingleton(sp => new SandboxLeague(SandboxSeed, sp.GetRequiredService<TimeProvider>()));
        services.AddSingleton<RateBudgets>();
        services.AddSingleton<RequestLedger>();
        services.TryAddSingleton<IRequestBlocks, NoRequestBlocks>();
        services.TryAddSingleton<IKeyTurns, SoleKeyTurns>();
        services.AddSingleton<BallchasingClients>();
        services.AddTransient<BudgetHandler>();

        var http = services.AddHttpClient(BallchasingClients.HttpClientName, client => client.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(Wire)
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan) // connections renew themselves, and the sandbox remembers its uploads
            .RemoveAllLoggers();
        http.AddResilienceHandler("retry", static (pipeline, context) =>
        {
            var options = context.ServiceProvider.GetRequiredService<IOptions<BallchasingOptions>>().Value;
            pipeline.AddRetry(RetryStrategy(options));
        });
        http.AddHttpMessageHandler<BudgetHandler>();
        return services;
    }

    /// <summary>The network, or the sandbox in its place.</summary>
    private static HttpMessageHandler Wire(IServiceProvider services) => services.GetRequiredService<BallchasingAccess>().IsSandbox
        ? new SandboxHandler(services.GetRequiredService<SandboxLeague>(), services.GetRequiredService<TimeProvider>())
        : new SocketsHttpHandler
        {
            AllowAutoRedirect = false, // the key must not follow to another host
            AutomaticDecompression = DecompressionMethods.All,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            MaxConnectionsPerServer = 16,
        };

    /// <summary>
    /// Idempotent requests are repeated after faults, up to the configured number, and after a 429 for as long as it
    /// takes: there the budget decides when the next one may go, so the retry itself doesn't wait.
    /// </summary>
    private static RetryStrategyOptions<HttpResponseMessage> RetryStrategy(BallchasingOptions options) => new()
    {
        MaxRetryAttempts = int.MaxValue,
        ShouldHandle = args => ValueTask.FromResult(
            args.Context.GetRequestMessage() is { } request && request.Method != HttpMethod.Post
            && (args.Outcome.Result?.StatusCode == HttpStatusCode.TooManyRequests
                || (BallchasingCall.Of(request).Faults < options.Retries && IsFault(args.Outcome)))),
        DelayGenerator = args => ValueTask.FromResult<TimeSpan?>(args.Outcome.Result?.StatusCode == HttpStatusCode.TooManyRequests
            ? TimeSpan.Zero
            : Backoff.Pause(options.RetryDelay, BallchasingCall.Of(args.Context.GetRequestMessage()!).Faults++, Jitter.Next())),
    };

    private static bool IsFault(Outcome<HttpResponseMessage> outcome) => outcome switch
    {
        { Exception: HttpRequestException or TimeoutException } => true,
        { Result: { } response } => response.StatusCode is HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError || FrontEnd.Answered(response),
        _ => false,
    };
}
