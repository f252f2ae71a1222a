using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Logging;
using Npgsql;
using RocketTrainer.Core.Ballchasing;
using RocketTrainer.Core.Ballchasing.Budget;

namespace RocketTrainer.Core.Data;

/// <summary>
/// Keys go from process to process as advisory locks of PostgreSQL, all on one connection: when a process dies, the
/// database gives them back by itself. A process that wants a key another one holds says so with a lock of its own; the
/// holder hands it over once it is idle, or after <see cref="ShortestTurn"/>, when its last request was answered.
/// </summary>
/// <remarks>
/// Who gets a key waits a second before it sends, whatever the one before had sent. A holder that is cut off from the
/// database notices within <see cref="Look"/> and the time-out; the database notices within some ten seconds.
/// </remarks>
internal sealed partial class PostgresKeyTurns : IKeyTurns, IAsyncDisposable
{
    private const string KeepAlive = " -c tcp_keepalives_idle=5 -c tcp_keepalives_interval=2 -c tcp_keepalives_count=3";
    private const string OfThisDatabase = "FROM pg_locks WHERE locktype = 'advisory' AND objsubid = 2 AND database = (SELECT oid FROM pg_database WHERE datname = current_database()) AND pid <> pg_backend_pid()";
    private const int TimeoutSeconds = 3;

    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ShortestTurn = TimeSpan.FromSeconds(3);

    private readonly RequestLedger _ledger;
    private readonly TimeProvider _time;
    private readonly ILogger<PostgresKeyTurns> _logger;
    private readonly string _connectionString;
    private readonly ConcurrentDictionary<BallchasingKey, Seat> _seats = new();
    private readonly Dictionary<int, int> _settled = [];
    private readonly SemaphoreSlim _session = new(1, 1); // the connection takes one question at a time, and what it holds changes with it
    private readonly CancellationTokenSource _end = new();
    private readonly Task _beating;
    private NpgsqlConnection? _connection;
    private long _lookedAt;

    public PostgresKeyTurns(DatabaseChoice database, RequestLedger ledger, TimeProvider time, ILogger<PostgresKeyTurns> logger)
    {
        (_ledger, _time, _logger) = (ledger, time, logger);
        var connection = new NpgsqlConnectionStringBuilder(database.ConnectionString) { Pooling = false, Timeout = TimeoutSeconds, CommandTimeout = TimeoutSeconds, ApplicationName = "RocketTrainer keys" };
        connection.Options += KeepAlive;
        _connectionString = connection.ConnectionString;
        _beating = BeatAsync();
    }

    private enum Lock
    {
        /// <summary>Held by whoever sends with a key.</summary>
        Turn = 1,

        /// <summary>Shared by all who want to.</summary>
        Wish = 2,

        /// <summary>Held by whoever runs imports that use a key.</summary>
        Home = 3,
    }

    public async ValueTask JoinAsync(BallchasingKey key, RateBudget budget, CancellationToken cancellationToken)
    {
        if (_seats.ContainsKey(key))
            return; // the lane opens, if it isn't open, by itself
        await InSessionAsync(
            async () =>
            {
                if (_seats.ContainsKey(key))
                    return true;
                budget.Suspend();
                var seat = _seats[key] = new(key, budget);
                return await TryTakeAsync(seat);
            },
            cancellationToken,
            otherwise: false); // tried again as long as somebody waits
    }

    public async ValueTask<IAsyncDisposable?> TrySettleAsync(BallchasingKey key, CancellationToken cancellationToken)
    {
        var id = IdOf(key.Fingerprint);
        var settled = await InSessionAsync(
            async () =>
            {
                if (!_settled.ContainsKey(id) && !await AskAsync("SELECT pg_try_advisory_lock($1, $2)", Lock.Home, id))
                    return false;
                _settled[id] = _settled.GetValueOrDefault(id) + 1;
                return true;
            },
            cancellationToken);
        return settled ? new Settlement(this, id) : null;
    }

    public async ValueTask<bool> IsSettledElsewhereAsync(string fingerprint, CancellationToken cancellationToken) => await InSessionAsync(
        () => AskAsync($"SELECT EXISTS (SELECT 1 {OfThisDatabase} AND classid = $1::oid AND objid = $2::oid)", Lock.Home, IdOf(fingerprint)), cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _beating;
        if (_connection is not null)
            await _connection.DisposeAsync(); // and all locks with it
        _end.Dispose();
        _session.Dispose();
    }

    private async Task BeatAsync()
    {
        using var timer = new PeriodicTimer(Beat, _time);
        try
        {
            while (await timer.WaitForNextTickAsync(_end.Token))
            {
                if (_seats.Values.Any(s => s.IsWanted || s.IsLeaving || s.HasWish) || (_seats.Values.Any(s => s.IsHeld) && _time.GetElapsedTime(_lookedAt) >= Look))
                    await InSessionAsync(TakeTurnsAsync, _end.Token, otherwise: false);
            }
        }
        catch (OperationCanceledException)
        {
            // the process ends
        }
    }

    private async Task<bool> TakeTurnsAsync()
    {
        foreach (var seat in _seats.Values.Where(s => !s.IsHeld))
        {
            if (!seat.IsWanted)
                await WishAsync(seat, false);
            else if (_time.GetElapsedTime(seat.LeftAt) < Look || !await TryTakeAsync(seat)) // whom it was left to comes first
                await WishAsync(seat, true);
        }

        _lookedAt = _time.GetTimestamp();
        var wished = _seats.Values.Any(s => s.IsHeld) ? await WishesAsync() : [];
        foreach (var seat in _seats.Values.Where(s => s.IsHeld))
        {
            if (!seat.IsLeaving && wished.Contains(seat.Id) && (!seat.Budget.IsBusy || _time.GetElapsedTime(seat.HeldSince) >= ShortestTurn))
            {
                seat.IsLeaving = true;
                seat.Budget.Suspend();
            }

            if (seat.IsLeaving && !seat.Budget.IsUnderWay)
                await LeaveAsync(seat);
        }

        return true;
    }

    private async Task<bool> TryTakeAsync(Seat seat)
    {
        if (!await AskAsync("SELECT pg_try_advisory_lock($1, $2)", Lock.Turn, seat.Id))
            return false;
        if (!await _ledger.ResumeAsync(seat.Key, seat.Budget))
        {
            await LeaveAsync(seat); // what this hour holds can't be read: later
            return false;
        }

        (seat.IsHeld, seat.HeldSince) = (true, _time.GetTimestamp());
        await WishAsync(seat, false);
        return true;
    }

    private async Task LeaveAsync(Seat seat)
    {
        await AskAsync("SELECT pg_advisory_unlock($1, $2)", Lock.Turn, seat.Id);
        (seat.IsHeld, seat.IsLeaving, seat.LeftAt) = (false, false, _time.GetTimestamp());
    }

    private async Task WishAsync(Seat seat, bool wishes)
    {
        if (seat.HasWish == wishes)
            return;
        await AskAsync(wishes ? "SELECT pg_try_advisory_lock_shared($1, $2)" : "SELECT pg_advisory_unlock_shared($1, $2)", Lock.Wish, seat.Id);
        seat.HasWish = wishes;
    }

    private async Task<HashSet<int>> WishesAsync()
    {
        var sql = $"SELECT objid::bigint {OfThisDatabase} AND classid = {(int)Lock.Wish}::oid";
        await using var command = new NpgsqlCommand(sql, await ConnectionAsync());
        await using var reader = await command.ExecuteReaderAsync(_end.Token);
        var ids = new HashSet<int>();
        while (await reader.ReadAsync(_end.Token))
            ids.Add(unchecked((int)reader.GetInt64(0)));
        return ids;
    }

    /// <summary>With the connection all locks are gone.</summary>
    private async Task LoseAsync(Exception why)
    {
        LogLost(_logger, why.Message);
        foreach (var seat in _seats.Values)
        {
            seat.Budget.Suspend();
            (seat.IsHeld, seat.IsLeaving, seat.HasWish) = (false, false, false);
        }

        if (_connection is { } broken)
            await broken.DisposeAsync();
        _connection = null;
    }

    private async Task<bool> AskAsync(string sql, Lock which, int id)
    {
        await using var command = new NpgsqlCommand(sql, await ConnectionAsync()) { Parameters = { new() { Value = (int)which }, new() { Value = id } } };
        return (bool)(await command.ExecuteScalarAsync(_end.Token))!;
    }

    private async Task<NpgsqlConnection> ConnectionAsync()
    {
        if (_connection is { } open)
            return open;
        var connection = new NpgsqlConnection(_connectionString);
        try
        {
            await connection.OpenAsync(_end.Token);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }

        _connection = connection;
        // The homes were lost with the last connection; where another process has settled meanwhile, both share the key by turns.
        foreach (var id in _settled.Keys)
            await AskAsync("SELECT pg_try_advisory_lock($1, $2)", Lock.Home, id);
        return connection;
    }

    /// <summary>Asks the database, in turn; on trouble with it all locks are given up, to be asked for again on another connection.</summary>
    /// <param name="otherwise">The answer then; null: the trouble is the caller's.</param>
    private async Task<bool> InSessionAsync(Func<Task<bool>> ask, CancellationToken cancellationToken, bool? otherwise = null)
    {
        await _session.WaitAsync(cancellationToken);
        try
        {
            return await ask();
        }
        catch (Exception e) when (IsTrouble(e))
        {
            await LoseAsync(e);
            if (otherwise is { } answer)
                return answer;
            throw;
        }
        finally
        {
            _session.Release();
        }
    }

    private static bool IsTrouble(Exception e) => e is NpgsqlException or TimeoutException or InvalidOperationException; // the last: the connection is closed

    private static int IdOf(string fingerprint) => int.Parse(fingerprint, NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The keys to Ballchasing are not used until the database answers: {Reason}")]
    private static partial void LogLost(ILogger logger, string reason);

    /// <summary>A key that this process uses now and then.</summary>
    private sealed class Seat(BallchasingKey key, RateBudget budget)
    {
        public BallchasingKey Key => key;

        public RateBudget Budget => budget;

        public int Id { get; } = IdOf(key.Fingerprint);

        public bool IsHeld { get; set; }

        public bool IsLeaving { get; set; }

        public bool HasWish { get; set; }

        public long HeldSince { get; set; }

        public long LeftAt { get; set; }

        public bool IsWanted => !IsHeld && budget.IsMissed;
    }

    private sealed class Settlement(PostgresKeyTurns turns, int id) : IAsyncDisposable
    {
        private bool _isOver;

        public async ValueTask DisposeAsync()
        {
            if (Interlocked.Exchange(ref _isOver, true))
                return;
            await turns.InSessionAsync(
                async () =>
                {
                    if (turns._settled[id] > 1)
                    {
                        turns._settled[id]--;
                        return true;
                    }

                    turns._settled.Remove(id);
                    return await turns.AskAsync("SELECT pg_advisory_unlock($1, $2)", Lock.Home, id);
                },
                CancellationToken.None,
                otherwise: false); // with the connection it is gone anyway
        }
    }
}
