using RocketTrainer.Core.Ballchasing.Budget;
using RocketTrainer.Core.Replays;

namespace RocketTrainer.Core.Importing;

/// <summary>Keeps a running import's picture and publishes it.</summary>
internal sealed class ImportReporter(ImportFeed feed, RateBudget budget, RequestMeter meter, TimeProvider time, Import import, string? playerName, IReadOnlyList<ImportFailure> failures)
{
    private const int KeptArrivals = 10;
    private static readonly TimeSpan LongWait = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan RateWindow = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private readonly Queue<(DateTimeOffset At, int Requests)> _pace = new();
    private readonly List<ArrivedReplay> _arrivals = [];
    private List<ImportFailure> _failures = [.. failures];
    private Import _import = import;
    private string? _playerName = playerName;
    private string _step = "Starting";
    private string? _trouble;

    /// <summary>What is being done, in words.</summary>
    public void Step(string step)
    {
        lock (_gate)
            _step = step;
        Publish();
    }

    /// <summary>What keeps the import from going on, or null when nothing does any more.</summary>
    public void Trouble(string? trouble)
    {
        lock (_gate)
            _trouble = trouble;
        Publish();
    }

    public void Listed(Import import)
    {
        lock (_gate)
        {
            _import = import;
            _step = import.ListingDone ? "Fetching replays" : $"Listing replays: {import.Listed:N0} so far";
        }

        Publish();
    }

    public void Wrote(WrittenBatch batch, IReadOnlyList<FetchedItem> items)
    {
        lock (_gate)
        {
            _import = batch.Import;
            foreach (var item in items)
            {
                _failures.RemoveAll(f => f.ReplayId == item.BallchasingId);
                if (item.Outcome is FetchOutcome.Failed failed)
                    _failures.Add(new(item.BallchasingId, failed.Reason, item.Attempts, failed.Retryable));
            }

            foreach (var replay in batch.Arrived)
            {
                _arrivals.Insert(0, Arrival(replay));
                if (ReplayQueries.IsPublic(replay))
                    _playerName ??= replay.Players.Find(p => p.PlayerId is not null && p.PlayerId == _import.PlayerId)?.Name;
            }

            if (_arrivals.Count > KeptArrivals)
                _arrivals.RemoveRange(KeptArrivals, _arrivals.Count - KeptArrivals);
        }

        Publish();
    }

    public void Ended(Import import)
    {
        lock (_gate)
        {
            _import = import;
            _step = ImportWords.Ending(import);
        }

        Publish();
    }

    public void Publish()
    {
        ImportProgress progress;
        lock (_gate)
            progress = Picture();
        feed.Publish(progress);
    }

    private ImportProgress Picture()
    {
        var lane = budget[RequestKind.Detail];
        var over = ImportWords.IsOver(_import.State);
        var wait = over ? TimeSpan.Zero : lane.NextIn;
        var waiting = wait > LongWait;
        var beside = over ? 0 : lane.PeopleBeside(_import.UserId ?? Guid.Empty);
        return new ImportProgress
        {
            Title = ImportWords.Title(_import, _playerName),
            IsSync = _import.SyncOf is not null,
            GroupId = _import.GroupId,
            PlayerId = _import.PlayerId,
            UserId = _import.UserId,
            Step = _trouble is not null && !over ? _trouble + " The import goes on by itself."
                : !over && lane.IsMissed ? "Waiting while another server uses the same key: its turn comes within seconds"
                : waiting ? $"Waiting for Ballchasing's limit: the next request may go in {ImportWords.Duration(wait.TotalSeconds)}"
                : _import is { State: ImportState.Running, ListingDone: true, Remaining: 0, Pending: > 0 } ? "Waiting until Ballchasing has read the last files"
                : _step,
            RequestsPerSecond = over ? 0 : lane.UsedThisSecond,
            AllowedPerSecond = lane.Limit.PerSecond,
            SharedWith = beside,
            Arrivals = [.. _arrivals],
            Receipt = ImportWords.Receipt(_import, new(budget.Tier.Name, lane.Limit.PerHour, lane.UsedThisHour), _failures) with
            {
                State = (waiting || _trouble is not null) && _import.State == ImportState.Running ? ImportState.Waiting : _import.State,
                Requests = Math.Max(_import.Requests, meter.Count),
                EtaSeconds = over || !_import.ListingDone ? null : Eta(lane, beside),
            },
        };
    }

    /// <summary>The budget's word on how long the rest takes while others take their turns, or the recent pace where nothing limits it.</summary>
    private double? Eta(RateLane lane, int beside)
    {
        var open = _import.Remaining + _import.Pending;
        if (lane.SecondsFor(open * (1 + beside)) is { } limited)
            return limited;
        return Pace() is > 0 and var pace ? open / pace : null;
    }

    private double Pace()
    {
        var now = time.GetUtcNow();
        if (_pace.Count == 0 || _pace.Last().At < now)
            _pace.Enqueue((now, meter.Count));
        while (_pace.Count > 2 && _pace.Peek().At < now - RateWindow)
            _pace.Dequeue();
        var (at, requests) = _pace.Peek();
        var seconds = (now - at).TotalSeconds;
        return seconds <= 0 ? 0 : (meter.Count - requests) / seconds;
    }

    private ArrivedReplay Arrival(Replay replay)
    {
        int? Goals(TeamColor color) => (int?)replay.Teams.Find(t => t.Color == color)?.Stats["core.goals"];
        var (blue, orange) = (Goals(TeamColor.Blue), Goals(TeamColor.Orange));
        var side = replay.Players.Find(p => p.PlayerId is not null && p.PlayerId == _import.PlayerId)?.Color;
        return new(replay.Id, replay.PlayedAt, replay.MapName ?? replay.MapCode ?? "Unknown map", replay.PlaylistName ?? replay.MatchType,
            blue, orange, MatchResults.For(side, blue, orange), time.GetUtcNow());
    }
}
