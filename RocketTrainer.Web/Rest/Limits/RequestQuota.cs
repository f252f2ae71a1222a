using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.InteropServices;

namespace RocketTrainer.Web.Rest.Limits;

/// <summary>What a caller has left of a quota.</summary>
/// <param name="IsExceeded">The request was one too many, or the next one would be.</param>
/// <param name="Left">Requests left in this window, this one taken off.</param>
/// <param name="EndsIn">Until the window ends and all are there again.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct QuotaState(bool IsExceeded, int Left, TimeSpan EndsIn)
{
    /// <summary>Whole seconds, rounded up: by then the window has ended.</summary>
    public long Seconds => Math.Max(1, (long)Math.Ceiling(EndsIn.TotalSeconds));
}

/// <summary>
/// Lets each caller send so many requests in a window of a minute, which begins with his first. A class of our own
/// because the limiters of System.Threading.RateLimiting don't tell when a window ends.
/// </summary>
public sealed class RequestQuota(string policy, int limit, TimeProvider time)
{
    public static readonly TimeSpan WindowLength = TimeSpan.FromMinutes(1);

    /// <summary>Callers remembered apart. Beyond them, newcomers share one quota, so that a flood of addresses fills no memory.</summary>
    public const int MostCallers = 10_000;

    private const string Newcomers = "";
    private static readonly TimeSpan BetweenSweeps = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, Window> _windows = new(StringComparer.Ordinal);
    private long _swept = time.GetTimestamp();

    /// <summary>The policy's name in headers and problems.</summary>
    public string Policy => policy;

    /// <summary>Requests in a window.</summary>
    public int Limit => limit;

    /// <summary>The <c>RateLimit-Policy</c> header.</summary>
    public string PolicyHeader { get; } = string.Create(CultureInfo.InvariantCulture, $"\"{policy}\";q={limit};w={(int)WindowLength.TotalSeconds}");

    /// <summary>The <c>RateLimit</c> header.</summary>
    public string Header(QuotaState state) => string.Create(CultureInfo.InvariantCulture, $"\"{policy}\";r={state.Left};t={state.Seconds}");

    /// <summary>Counts a request.</summary>
    /// <param name="caller">Not empty.</param>
    public QuotaState Take(string caller)
    {
        var now = time.GetTimestamp();
        // Each value replaces exactly the one it was made from, so every count is given to one request.
        var window = _windows.AddOrUpdate(
            Place(caller, now),
            static (_, ask) => new Window(ask.Now, 1),
            static (_, window, ask) => ask.Quota.IsOver(window, ask.Now) ? new Window(ask.Now, 1) : window with { Used = Math.Min(window.Used, ask.Limit) + 1 },
            (Quota: this, Limit: limit, Now: now));
        return new(window.Used > limit, Math.Max(0, limit - window.Used), EndsIn(window, now));
    }

    /// <summary>How the caller stands; counts nothing.</summary>
    public QuotaState Look(string caller)
    {
        var now = time.GetTimestamp();
        return _windows.TryGetValue(caller, out var window) && !IsOver(window, now)
            ? new(window.Used >= limit, Math.Max(0, limit - window.Used), EndsIn(window, now))
            : new(false, limit, WindowLength);
    }

    private string Place(string caller, long now)
    {
        if (_windows.ContainsKey(caller))
            return caller;
        Sweep(now);
        return _windows.Count < MostCallers ? caller : Newcomers;
    }

    /// <summary>Forgets the windows that are over.</summary>
    private void Sweep(long now)
    {
        var swept = Volatile.Read(ref _swept);
        if (time.GetElapsedTime(swept, now) < BetweenSweeps || Interlocked.CompareExchange(ref _swept, now, swept) != swept)
            return;
        foreach (var seen in _windows.Where(w => IsOver(w.Value, now)))
            _windows.TryRemove(seen); // only as it was seen: a window that began meanwhile stays
    }

    private bool IsOver(Window window, long now) => EndsIn(window, now) <= TimeSpan.Zero;

    private TimeSpan EndsIn(Window window, long now) => WindowLength - time.GetElapsedTime(window.Start, now);

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Window(long Start, int Used);
}
