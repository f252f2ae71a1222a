using System.Net;
using Microsoft.Extensions.Options;

namespace RocketTrainer.Core.Ballchasing.Budget;

/// <summary>
/// The last handler before the wire: waits for the key's budget, sends, reads the whole answer within the time-out, and
/// closes the lane after a 429. Each attempt of a retried request passes here.
/// </summary>
internal sealed class BudgetHandler(RateBudgets budgets, IKeyTurns turns, RequestLedger ledger, IOptions<BallchasingOptions> options, TimeProvider time) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var call = BallchasingCall.Of(request);
        var budget = budgets.For(call.Key);
        if (RateBudget.IsLimited(call.Kind))
            await turns.JoinAsync(call.Key, budget, cancellationToken);
        var lane = budget[call.Kind];
        var place = await lane.EnterAsync(call.Meter?.Guest ?? new(Guid.Empty, IsFirst: true), cancellationToken);
        try
        {
            await ledger.NoteAsync(call.Key, call.Kind, lane.Limit, cancellationToken);
        }
        catch
        {
            place.Lost();
            throw;
        }

        call.Meter?.Increment();

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var timer = time.CreateTimer(static source => ((CancellationTokenSource)source!).Cancel(), limit, options.Value.Timeout, Timeout.InfiniteTimeSpan);
        HttpResponseMessage? response = null;
        try
        {
            response = await base.SendAsync(request, limit.Token);
            place.Answered();
            await response.Content.LoadIntoBufferAsync(limit.Token);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            place.Lost();
            response?.Dispose();
            throw new TimeoutException($"Ballchasing did not answer within {options.Value.Timeout.TotalSeconds:0.#} s.", e);
        }
        catch (OperationCanceledException)
        {
            place.Left();
            response?.Dispose();
            throw;
        }
        catch (HttpRequestException)
        {
            place.Lost();
            response?.Dispose();
            throw;
        }
        catch (InvalidDataException e)
        {
            response?.Dispose();
            throw new HttpRequestException(HttpRequestError.InvalidResponse, "The answer's compression is broken.", e);
        }

        var pause = RetryAfter(response);
        if (response.StatusCode == HttpStatusCode.TooManyRequests || (response.StatusCode == HttpStatusCode.ServiceUnavailable && pause is not null))
            lane.Refused(pause, options.Value.RetryDelay, Jitter.Next());
        else
            lane.Accepted();
        return response;
    }

    /// <summary>How long the server asks to wait; null when it doesn't say, or names a time that is over.</summary>
    private TimeSpan? RetryAfter(HttpResponseMessage response)
    {
        var wait = response.Headers.RetryAfter is { } header ? header.Delta ?? header.Date - time.GetUtcNow() : null;
        return wait > TimeSpan.Zero ? wait : null;
    }
}

/// <summary>Random numbers that only spread requests out; nothing that is stored or shown depends on them.</summary>
internal static class Jitter
{
    private static readonly Random Source = new();

    /// <summary>0 to 1.</summary>
    public static double Next()
    {
        lock (Source)
            return Source.NextDouble();
    }
}

/// <summary>Counts the requests that went out on behalf of one import, retries included.</summary>
/// <param name="start">How many they were before.</param>
/// <param name="who">Whose import it is.</param>
public sealed class RequestMeter(int start = 0, Guid who = default)
{
    /// <summary>Enough for the newest twenty matches, the list that they are on, and a few retries.</summary>
    private const int First = 25;

    private int _count = start;

    internal LaneGuest Guest => new(who, Count < First);

    public int Count => Volatile.Read(ref _count);

    internal void Increment() => Interlocked.Increment(ref _count);
}

/// <summary>Whose budget a request uses, and of which kind it is.</summary>
internal sealed record BallchasingCall(BallchasingKey Key, RequestKind Kind, RequestMeter? Meter)
{
    /// <summary>Attempts that ended in a fault so far.</summary>
    public int Faults { get; set; }

    public static readonly HttpRequestOptionsKey<BallchasingCall> Option = new(nameof(BallchasingCall));

    public static BallchasingCall Of(HttpRequestMessage request) => request.Options.TryGetValue(Option, out var call)
        ? call
        : throw new InvalidOperationException("A Ballchasing request must say whose budget it uses.");
}
