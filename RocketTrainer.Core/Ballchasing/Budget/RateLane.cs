namespace RocketTrainer.Core.Ballchasing.Budget;

/// <summary>
/// Lets requests of one kind and one key through, never more than the limit in any second or any hour. Where several wait,
/// those that are somebody's first go first, and within each rank people take turns; whoever asks for one person goes in the
/// order of asking.
/// </summary>
/// <remarks>
/// The server counts a request when it arrives, somewhere between sending and answer: right away on an open connection,
/// later when one must be opened first. Let <c>r</c> be the shortest way there and back of all answers. A request that was
/// answered at <c>a</c> arrived at the latest at <c>a</c> less its way back, and one sent at <c>s</c> arrives at the
/// earliest at <c>s</c> plus its way there; together these ways take <c>r</c> at least, but for <see cref="Margin"/>. So
/// two arrivals lie a second apart if <c>s ≥ a + 1 s - r + Margin</c>, whatever delay hit the first one, and an even line
/// loses at most 2.5 %. For the first <see cref="LearnsFor"/> <c>r</c> counts as nothing: a burst over a line that is still
/// being opened tells how slow the opening is, not how quick the line will be. A request without an answer is on its way for at most <see cref="LongestWay"/>. Time here is the
/// process's own, not the wall clock's, which may jump.
/// </remarks>
public sealed class RateLane(TimeProvider time) : IDisposable
{
    /// <summary>How much shorter than the shortest one seen a way there and another one's way back may be together.</summary>
    public static readonly TimeSpan Margin = TimeSpan.FromMilliseconds(25);

    /// <summary>How long after its first request the lane takes no way for the shortest one yet.</summary>
    public static readonly TimeSpan LearnsFor = TimeSpan.FromSeconds(3);

    /// <summary>By then a request has arrived, connecting and its retries included.</summary>
    public static readonly TimeSpan LongestWay = TimeSpan.FromSeconds(4);

    /// <summary>The longest that a server's word closes the lane; after that it is asked again.</summary>
    public static readonly TimeSpan LongestClosing = TimeSpan.FromDays(1);

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <summary>After so many first requests in a row one of the others goes, so that they come forward, however many newcomers there are.</summary>
    private const int MostFirstInARow = 4;

    private const int PeopleRemembered = 1000;

    private readonly Lock _books = new();
    private readonly List<Waiter> _waiting = [];
    private readonly Dictionary<Guid, long> _lastTurns = [];
    private readonly Queue<Place> _lastSecond = new();
    private readonly Queue<Place> _lastHour = new();
    private readonly long _start = time.GetTimestamp();
    private ITimer? _alarm;
    private long _turns;
    private int _firstInARow;
    private TimeSpan? _firstSentAt;
    private TimeSpan? _quickest;
    private TimeSpan _closedUntil;
    private int _refusals;
    private int _underWay;
    private bool _isAway;
    private RateLimit _limit = RateLimit.None;

    /// <summary>What is allowed from now on.</summary>
    public RateLimit Limit
    {
        get { lock (_books) return _limit; }
        set { lock (_books) { _limit = value; Serve(); } }
    }

    /// <summary>Requests let through in the last hour.</summary>
    public int UsedThisHour
    {
        get { lock (_books) { Forget(Now); return _lastHour.Count; } }
    }

    /// <summary>Requests let through in the last second.</summary>
    public int UsedThisSecond
    {
        get { lock (_books) { var now = Now; return _lastSecond.Count(p => p.SentAt > now - Second); } }
    }

    /// <summary>How long the next request would have to wait by now.</summary>
    public TimeSpan NextIn
    {
        get { lock (_books) return WaitAt(Now); }
    }

    /// <summary>Whether somebody waits while another process uses the key.</summary>
    public bool IsMissed
    {
        get { lock (_books) return _isAway && _waiting.Count > 0; }
    }

    /// <summary>Whether a request waits for its answer, or for its place.</summary>
    public bool IsBusy
    {
        get { lock (_books) return _underWay > 0 || _waiting.Count > 0; }
    }

    /// <summary>Whether a request waits for its answer.</summary>
    public bool IsUnderWay
    {
        get { lock (_books) return _underWay > 0; }
    }

    private TimeSpan Now => time.GetElapsedTime(_start);

    /// <summary>Lets nothing through any more: another process uses the key.</summary>
    public void Suspend()
    {
        lock (_books)
            _isAway = true;
    }

    /// <summary>
    /// Goes on after another process used the key: what that one sent in the last second is anybody's guess, so the second
    /// counts as used up, and what the hour holds is to be recalled.
    /// </summary>
    /// <param name="sent">Requests of the last hour, and the latest at which the server can have counted them, from now on.</param>
    public void Resume(IEnumerable<(int Requests, TimeSpan ArrivedBy)> sent)
    {
        lock (_books)
        {
            var now = Now;
            _lastHour.Clear();
            foreach (var (requests, arrivedBy) in sent)
                Count(requests, now + arrivedBy);
            for (var i = 0; i < _limit.PerSecond; i++) // beside its own that may still be on their way
                _lastSecond.Enqueue(new Place(this, now) { ArrivedBy = now });
            _isAway = false;
            Serve();
        }
    }

    /// <summary>Counts requests that went out before the lane was there.</summary>
    /// <param name="arrivedBy">The latest at which the server can have counted them, from now on: mostly below zero.</param>
    public void Recall(int requests, TimeSpan arrivedBy)
    {
        lock (_books)
            Count(requests, Now + arrivedBy);
    }

    /// <summary>How many other people wait for a place.</summary>
    public int PeopleBeside(Guid who)
    {
        lock (_books)
            return _waiting.Select(w => w.Guest.Who).Where(other => other != who).Distinct().Count();
    }

    /// <summary>Waits for a place. Tell it the answer's arrival with <see cref="Place.Answered"/>.</summary>
    public ValueTask<Place> EnterAsync(LaneGuest guest, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
            return ValueTask.FromCanceled<Place>(cancellationToken);
        lock (_books)
        {
            var waiter = new Waiter(guest);
            _waiting.Add(waiter);
            Serve();
            if (!waiter.Place.Task.IsCompleted)
                waiter.Impatience = cancellationToken.UnsafeRegister(_ => Leave(waiter, cancellationToken), null);
            return new(waiter.Place.Task);
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
            var now = Now;
            if (retryAfter is null && _closedUntil > now)
                return; // one of several that were under way when the lane closed
            var pause = retryAfter ?? Backoff.Pause(firstPause, _refusals, jitter);
            var until = now + (pause < LongestClosing ? pause : LongestClosing);
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
            var now = Now;
            Forget(now);
            double? seconds = _limit.PerSecond is { } perSecond ? requests / (double)perSecond : null;
            if (_limit.PerHour is { } perHour && requests > perHour - _lastHour.Count)
            {
                // The place that the last of them needs comes free when a place taken before it leaves its hour.
                var beyond = requests - (perHour - _lastHour.Count);
                var (hours, index) = Math.DivRem(beyond - 1, perHour);
                var free = index < _lastHour.Count ? (_lastHour.ElementAt(index).ArrivedBy + Hour - now).TotalSeconds : Hour.TotalSeconds;
                seconds = Math.Max(seconds ?? 0, free + hours * Hour.TotalSeconds);
            }

            var closed = (_closedUntil - now).TotalSeconds;
            return closed > 0 ? (seconds ?? 0) + closed : seconds;
        }
    }

    public void Dispose() => _alarm?.Dispose();

    private void Count(int requests, TimeSpan arrivedBy)
    {
        var all = _lastHour.Concat(Enumerable.Range(0, requests).Select(_ => new Place(this, arrivedBy) { ArrivedBy = arrivedBy })).OrderBy(p => p.ArrivedBy).ToList();
        _lastHour.Clear();
        foreach (var place in all)
            _lastHour.Enqueue(place);
    }

    /// <summary>Gives places to those who wait for as long as there are any, and comes back when the next one is free.</summary>
    private void Serve()
    {
        while (_waiting.Count > 0 && !_isAway)
        {
            var now = Now;
            if (WaitAt(now) is var wait && wait > TimeSpan.Zero)
            {
                _alarm ??= time.CreateTimer(_ => { lock (_books) Serve(); }, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
                _alarm.Change(TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds)), Timeout.InfiniteTimeSpan);
                return;
            }

            var next = Next();
            _waiting.Remove(next);
            next.Impatience.Unregister();
            next.Place.SetResult(Take(now));
        }
    }

    private Waiter Next()
    {
        var others = _waiting.Exists(w => !w.Guest.IsFirst);
        var first = _waiting.Exists(w => w.Guest.IsFirst) && !(others && _firstInARow >= MostFirstInARow);
        _firstInARow = first ? _firstInARow + 1 : 0;
        var next = _waiting.Where(w => w.Guest.IsFirst == first).MinBy(w => _lastTurns.GetValueOrDefault(w.Guest.Who))!; // the longest waiting of equals
        if (_lastTurns.Count >= PeopleRemembered)
            _lastTurns.Clear();
        _lastTurns[next.Guest.Who] = ++_turns;
        return next;
    }

    private void Leave(Waiter waiter, CancellationToken cancellationToken)
    {
        lock (_books)
        {
            if (_waiting.Remove(waiter))
                waiter.Place.SetCanceled(cancellationToken);
        }
    }

    private TimeSpan WaitAt(TimeSpan now)
    {
        Forget(now);
        var until = _closedUntil;
        if (_limit.PerSecond is { } perSecond && _lastSecond.Count >= perSecond)
            until = Later(until, _lastSecond.Select(p => p.ArrivedBy).OrderDescending().ElementAt(perSecond - 1) + Second);
        if (_limit.PerHour is { } perHour && _lastHour.Count >= perHour)
            until = Later(until, _lastHour.ElementAt(_lastHour.Count - perHour).ArrivedBy + Hour);
        return until - now;
    }

    private Place Take(TimeSpan now)
    {
        _firstSentAt ??= now;
        var place = new Place(this, now);
        _lastSecond.Enqueue(place);
        _lastHour.Enqueue(place);
        _underWay++;
        return place;
    }

    private void Forget(TimeSpan now)
    {
        while (_lastSecond.TryPeek(out var place) && place.ArrivedBy + Second <= now)
            _lastSecond.Dequeue();
        while (_lastHour.TryPeek(out var place) && place.ArrivedBy + Hour <= now)
            _lastHour.Dequeue();
    }

    private void Arrived(Place place, bool answered)
    {
        lock (_books)
        {
            Left(place);
            var took = Now - place.SentAt;
            if (answered)
                _quickest = took > _quickest ? _quickest : took;
            var back = answered && Now - _firstSentAt > LearnsFor && _quickest > Margin ? _quickest.Value - Margin : TimeSpan.Zero;
            if (place.SentAt + took - back < place.ArrivedBy)
                place.ArrivedBy = place.SentAt + took - back;
            Serve();
        }
    }

    private void Left(Place place)
    {
        lock (_books)
        {
            _underWay -= place.IsUnderWay ? 1 : 0;
            place.IsUnderWay = false;
        }
    }

    private static TimeSpan Later(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private sealed class Waiter(LaneGuest guest)
    {
        public LaneGuest Guest { get; } = guest;

        public TaskCompletionSource<Place> Place { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public CancellationTokenRegistration Impatience { get; set; }
    }

    /// <summary>A request's place in the second and the hour in which the server counts it.</summary>
    public sealed class Place
    {
        private readonly RateLane _lane;

        internal Place(RateLane lane, TimeSpan sentAt)
        {
            _lane = lane;
            SentAt = sentAt;
            ArrivedBy = sentAt + LongestWay;
        }

        internal TimeSpan SentAt { get; }

        internal bool IsUnderWay { get; set; } = true;

        /// <summary>The latest at which the server can have counted the request.</summary>
        internal TimeSpan ArrivedBy { get; set; }

        /// <summary>The answer begins to arrive, so the server has counted the request.</summary>
        public void Answered() => _lane.Arrived(this, answered: true);

        /// <summary>Nobody waits for the answer any more; the request may still arrive.</summary>
        public void Left() => _lane.Left(this);

        /// <summary>No answer will come: the line broke.</summary>
        public void Lost() => _lane.Arrived(this, answered: false);
    }
}
