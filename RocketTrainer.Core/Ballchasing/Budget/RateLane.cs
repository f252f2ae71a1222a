namespace RocketTrainer.Core.Ballchasing.Budget;

/// <summary>
/// Lets requests of one kind and one key through, never more than the limit in any second or any hour. Whoever asks
/// first goes first.
/// </summary>
/// <remarks>
/// The server counts a request when it arrives, somewhere between sending and answer. Let <c>r</c> be the shortest way
/// there and back seen lately. A request that was answered at <c>a</c> arrived at the latest at <c>a</c> less its way
/// back, and one sent at <c>s</c> arrives at the earliest at <c>s</c> plus its way there; together these ways take
/// <c>r</c> at least. So the arrivals lie a second apart if <c>s ≥ a + 1 s - r</c>, whatever delay hit the first one, and
/// a line with an even delay loses nothing. Only an answer that never comes is at some time assumed to have arrived.
/// </remarks>
public sealed class RateLane(TimeProvider time) : IDisposable
{
    /// <summary>How exactly clocks and timers are trusted; it costs half a percent of the rate.</summary>
    public static readonly TimeSpan Margin = TimeSpan.FromMilliseconds(5);

    /// <summary>A request without an answer is no longer on its way by then.</summary>
    private static readonly TimeSpan LongestWay = TimeSpan.FromSeconds(3);

    private const int RememberedAnswers = 16;

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly SemaphoreSlim _line = new(1, 1);
    private readonly Lock _books = new();
    private readonly Queue<Place> _lastSecond = new();
    private readonly Queue<DateTimeOffset> _lastHour = new();
    private readonly Queue<TimeSpan> _lastAnswers = new();
    private DateTimeOffset _closedUntil;
    private int _refusals;
    private RateLimit _limit = RateLimit.None;

    /// <summary>What is allowed from now on.</summary>
    public RateLimit Limit
    {
        get { lock (_books) return _limit; }
        set { lock (_books) _limit = value; }
    }

    /// <summary>Requests let through in the last hour.</summary>
    public int UsedThisHour
    {
        get { lock (_books) { Forget(time.GetUtcNow()); return _lastHour.Count; } }
    }

    /// <summary>Requests let through in the last second.</summary>
    public int UsedThisSecond
    {
        get { lock (_books) { var now = time.GetUtcNow(); return _lastSecond.Count(p => p.SentAt > now - Second); } }
    }

    /// <summary>How long the next request would have to wait by now.</summary>
    public TimeSpan NextIn
    {
        get { lock (_books) return WaitAt(time.GetUtcNow()); }
    }

    /// <summary>Waits for a place. Tell it the answer's arrival with <see cref="Place.Answered"/>.</summary>
    public async ValueTask<Place> EnterAsync(CancellationToken cancellationToken)
    {
        await _line.WaitAsync(cancellationToken);
        try
        {
            while (true)
            {
                TimeSpan wait;
                lock (_books)
                {
                    var now = time.GetUtcNow();
                    wait = WaitAt(now);
                    if (wait <= TimeSpan.Zero)
                        return Take(now);
                }

                await Task.Delay(wait, time, cancellationToken);
            }
        }
        finally
        {
            _line.Release();
        }
    }

    /// <summary>
    /// The server refused a request as one too many: nothing goes out for as long as it says, or, when it doesn't say,
    /// for a pause that doubles with each refusal in a row from <paramref name="firstPause"/> to a minute.
    /// </summary>
    /// <param name="jitter">0 to 1; lengthens an unnamed pause by up to a quarter, so that clients don't return together.</param>
    public void Refused(TimeSpan? retryAfter, TimeSpan firstPause, double jitter)
    {
        lock (_books)
        {
            var now = time.GetUtcNow();
            if (retryAfter is null && _closedUntil > now)
                return; // one of several that were under way when the lane closed
            var until = now + (retryAfter ?? Backoff.Pause(firstPause, _refusals, jitter));
            _refusals++;
            if (until > _closedUntil)
                _closedUntil = until;
        }
    }

    /// <summary>The server answered a request: refusals no longer count as being in a row.</summary>
    public void Accepted()
    {
        lock (_books)
            _refusals = 0;
    }

    /// <summary>
    /// Seconds until <paramref name="requests"/> more could have been sent, under both limits and what was used already;
    /// null where nothing limits them.
    /// </summary>
    public double? SecondsFor(int requests)
    {
        lock (_books)
        {
            if (requests <= 0)
                return 0;
            var now = time.GetUtcNow();
            Forget(now);
            double? seconds = _limit.PerSecond is { } perSecond ? requests / (double)perSecond : null;
            if (_limit.PerHour is { } perHour && requests > perHour - _lastHour.Count)
            {
                // The place that the last of them needs comes free when a place taken before it leaves its hour.
                var beyond = requests - (perHour - _lastHour.Count);
                var (hours, index) = Math.DivRem(beyond - 1, perHour);
                var free = index < _lastHour.Count ? (_lastHour.ElementAt(index) + Hour - now).TotalSeconds : Hour.TotalSeconds;
                seconds = Math.Max(seconds ?? 0, free + hours * Hour.TotalSeconds);
            }

            var closed = (_closedUntil - now).TotalSeconds;
            return closed > 0 ? (seconds ?? 0) + closed : seconds;
        }
    }

    public void Dispose() => _line.Dispose();

    private TimeSpan WaitAt(DateTimeOffset now)
    {
        Forget(now);
        var until = _closedUntil;
        if (_limit.PerSecond is { } perSecond && _lastSecond.Count >= perSecond)
            until = Later(until, _lastSecond.Select(p => p.FreeAt).OrderDescending().ElementAt(perSecond - 1));
        if (_limit.PerHour is { } perHour && _lastHour.Count >= perHour)
            until = Later(until, _lastHour.ElementAt(_lastHour.Count - perHour) + Hour + Margin);
        return until - now;
    }

    private Place Take(DateTimeOffset now)
    {
        var place = new Place(this, now);
        _lastSecond.Enqueue(place);
        _lastHour.Enqueue(now);
        return place;
    }

    private void Forget(DateTimeOffset now)
    {
        while (_lastSecond.TryPeek(out var place) && place.FreeAt <= now && place.SentAt <= now - Second)
            _lastSecond.Dequeue();
        while (_lastHour.TryPeek(out var sent) && sent + Hour + Margin <= now)
            _lastHour.Dequeue();
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    /// <summary>A request's place in the second in which the server will count it.</summary>
    public sealed class Place
    {
        private readonly RateLane _lane;

        internal Place(RateLane lane, DateTimeOffset sentAt)
        {
            _lane = lane;
            SentAt = sentAt;
            FreeAt = sentAt + Second + LongestWay;
        }

        internal DateTimeOffset SentAt { get; }

        internal DateTimeOffset FreeAt { get; set; }

        /// <summary>The answer begins to arrive, or it is certain that none will, so the request is no longer on its way.</summary>
        public void Answered() => _lane.Free(this);
    }

    private void Free(Place place)
    {
        lock (_books)
        {
            var now = time.GetUtcNow();
            var took = now - place.SentAt;
            if (_lastAnswers.Count == RememberedAnswers)
                _lastAnswers.Dequeue();
            _lastAnswers.Enqueue(took);
            var free = place.SentAt + Second + (took - _lastAnswers.Min()) + Margin;
            if (free < place.FreeAt)
                place.FreeAt = free;
        }
    }
}

/// <summary>Growing pauses.</summary>
internal static class Backoff
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    /// <summary><paramref name="first"/> doubled <paramref name="times"/> times, at most a minute, lengthened by up to a quarter by <paramref name="jitter"/> (0 to 1).</summary>
    public static TimeSpan Pause(TimeSpan first, int times, double jitter)
    {
        var pause = Math.Min(first.TotalSeconds * Math.Pow(2, Math.Min(times, 16)), Longest.TotalSeconds);
        return TimeSpan.FromSeconds(pause * (1 + jitter / 4));
    }
}
