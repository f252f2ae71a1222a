using System.Net.ServerSentEvents;
using Microsoft.AspNetCore.Authentication;
using RocketTrainer.Web.Auth;
using RocketTrainer.Web.Hosting;

namespace RocketTrainer.Web.Rest;

/// <summary>
/// Server-sent events until there are no more, the process stops, or the key or token that they were asked for with is no
/// longer good; so many at a time for each user.
/// </summary>
/// <param name="events">Ends when its token asks it to.</param>
public sealed class EventStream(Func<CancellationToken, IAsyncEnumerable<SseItem<string>>> events) : IResult
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(5);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var services = httpContext.RequestServices;
        using var place = services.GetRequiredService<EventStreamLimiter>().Take(httpContext.User.Viewer().UserId);
        if (!place.IsAcquired)
        {
            await new ProblemAnswer(ProblemTypes.TooManyStreams).ExecuteAsync(httpContext);
            return;
        }

        using var end = CancellationTokenSource.CreateLinkedTokenSource(
            services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping, httpContext.RequestAborted);
        var watching = EndWithCredentialAsync(httpContext, end);
        await TypedResults.ServerSentEvents(events(end.Token)).ExecuteAsync(httpContext);
        await end.CancelAsync();
        await watching;
    }

    private static async Task EndWithCredentialAsync(HttpContext context, CancellationTokenSource end)
    {
        try
        {
            using var looks = new PeriodicTimer(BetweenLooks, context.RequestServices.GetRequiredService<TimeProvider>());
            while (await looks.WaitForNextTickAsync(end.Token) && await StillStandsAsync(context))
            {
            }

            await end.CancelAsync();
        }
        catch (OperationCanceledException)
        {
            // the stream is over
        }
    }

    /// <summary>Asks a new handler: the request's own one remembers what it said when the stream began.</summary>
    private static async Task<bool> StillStandsAsync(HttpContext context)
    {
        await using var scope = context.RequestServices.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IAuthenticationHandlerProvider>().GetHandlerAsync(context, context.User.Identity!.AuthenticationType!) is { } handler
            && (await handler.AuthenticateAsync()).Succeeded;
    }
}

/// <summary>How many event streams one user may have open at a time.</summary>
public sealed class EventStreamLimiter(int most) : PlacesForEach<Guid>(most);
