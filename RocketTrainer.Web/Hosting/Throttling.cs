using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using RocketTrainer.Web.Auth;
using RocketTrainer.Web.Auth.Steam;
using RocketTrainer.Web.Rest.Limits;

namespace RocketTrainer.Web.Hosting;

/// <summary>How often an address may try to sign in, and how many pages somebody may keep connected.</summary>
public static class Throttling
{
    private const string SignInsKey = "Limits:SignInsPerMinute";
    private const string CircuitsKey = "Limits:CircuitsPerUser";
    private const int UsualSignIns = 30;
    private const int UsualCircuits = 30;

    private static readonly string[] SignInPaths = ["/sign-in/steam", "/sign-in/complete", SteamAuthenticationDefaults.CallbackPath, "/account/link"];

    /// <summary>Reads <c>Limits:SignInsPerMinute</c>, by address, and <c>Limits:CircuitsPerUser</c>.</summary>
    /// <exception cref="InvalidOperationException">A key holds something that can't be; the message names it.</exception>
    public static void AddThrottling(this WebApplicationBuilder builder)
    {
        var signIns = Read(builder.Configuration, SignInsKey, UsualSignIns);
        var circuits = Read(builder.Configuration, CircuitsKey, UsualCircuits);
        builder.Services.AddSingleton(new CircuitLimiter(circuits));
        builder.Services.AddRateLimiter(o =>
        {
            o.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            o.OnRejected = SayWhenAsync;
            o.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => Array.Exists(SignInPaths, path => context.Request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase))
                ? RateLimitPartition.GetFixedWindowLimiter(Address(context), _ => new FixedWindowRateLimiterOptions { PermitLimit = signIns, Window = TimeSpan.FromMinutes(1) })
                : RateLimitPartition.GetNoLimiter(""));
        });
    }

    /// <summary>Before anybody's identity is looked at.</summary>
    public static void UseSignInThrottling(this WebApplication app) => app.UseRateLimiter();

    /// <summary>After it is known.</summary>
    public static void UseCircuitThrottling(this WebApplication app) => app.Use(async (context, next) =>
    {
        if (!context.Request.Path.Value!.TrimEnd('/').Equals("/_blazor", StringComparison.OrdinalIgnoreCase) || !HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsConnect(context.Request.Method))
        {
            await next(context);
            return;
        }

        // A connected page is one long request.
        using var place = app.Services.GetRequiredService<CircuitLimiter>().Take(context.User.UserId()?.ToString() ?? Address(context));
        if (place.IsAcquired)
            await next(context);
        else
            context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
    });

    private static string Address(HttpContext context) => ClientAddress.Of(context.Connection.RemoteIpAddress);

    private static async ValueTask SayWhenAsync(OnRejectedContext context, CancellationToken cancellationToken)
    {
        var seconds = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? (int)Math.Ceiling(after.TotalSeconds) : 60;
        context.HttpContext.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        await context.HttpContext.Response.WriteAsync($"Too many sign-ins from your address. Try it again in {seconds} seconds.", cancellationToken);
    }

    private static int Read(ConfigurationManager configuration, string key, int usual) => configuration[key] switch
    {
        null or "" => usual,
        var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= 100_000 => number,
        var text => throw new InvalidOperationException($"{key} is '{text}', but must be 1 to 100000."),
    };
}

/// <summary>How many pages one person, or one address without a person, may keep connected at a time.</summary>
public sealed class CircuitLimiter(int most) : PlacesForEach<string>(most);
