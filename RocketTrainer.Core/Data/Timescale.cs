using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using RocketTrainer.Core.Replays;

namespace RocketTrainer.Core.Data;

/// <summary>
/// Makes use of TimescaleDB where a PostgreSQL has it (2.18 or newer): the rows of players and teams lie in hypertables by
/// the match's time, compressed when they are old, and <see cref="Days"/> and <see cref="Weeks"/> hold the sums of long
/// trends. Without it the same queries run on ordinary tables.
/// </summary>
public sealed partial class Timescale(IDbContextFactory<RocketTrainerDb> factory, DatabaseChoice database, ILogger<Timescale> logger)
{
    /// <summary>A row for each player, playlist and day (UTC): see <see cref="SumsSql"/>.</summary>
    public const string Days = "player_days";

    /// <summary>The same by weeks that begin on Mondays.</summary>
    public const string Weeks = "player_weeks";

    private const string ChunkInterval = "180 days"; // a player's whole history must not plan over hundreds
    private const string CompressAfter = "365 days";

    /// <summary>What becomes a hypertable on <c>played_at</c>, and how its old chunks are sorted: who is asked for lies together.</summary>
    private static readonly (string Table, string OrderBy, string[] ForeignKeys)[] Hypertables =
    [
        ("player_stats", "player_id, played_at DESC, replay_id, slot", ["FK_player_stats_players_player_id", "FK_player_stats_replays_replay_id"]),
        ("team_stats", "played_at DESC, replay_id, color", ["FK_team_stats_replays_replay_id"]),
    ];

    /// <summary>Whether <see cref="Days"/> and <see cref="Weeks"/> are there.</summary>
    public bool IsUsed { get; private set; }

    /// <summary>
    /// Sets everything up that isn't yet, also over data that is there already. Where there is no TimescaleDB, or one that
    /// can't be used (another licence, no right to it), says so once and leaves the tables as they are.
    /// </summary>
    public async Task SetUpAsync(CancellationToken cancellationToken)
    {
        if (database.Provider != DatabaseProvider.Postgres)
            return;
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        db.Database.SetCommandTimeout(TimeSpan.FromHours(1)); // moving what is there already takes its time
        // The setting is there only while the extension's loader is: without it in shared_preload_libraries it can't be created.
        if (!await db.Database.SqlQuery<bool>(
                $"SELECT current_setting('timescaledb.max_background_workers', true) IS NOT NULL AND EXISTS (SELECT 1 FROM pg_available_extensions WHERE name = 'timescaledb') AS \"Value\"")
            .SingleAsync(cancellationToken))
        {
            LogAbsent(logger);
            return;
        }

        try
        {
            await using var transaction = await db.BeginWriteAsync(cancellationToken); // one node at a time
            foreach (var statement in Statements())
                await db.Database.ExecuteSqlRawAsync(statement, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            IsUsed = true;
        }
        catch (DbException e)
        {
            LogUnusable(logger, e.Message);
        }
    }

    /// <summary>
    /// For each bucket, player and playlist: <c>matches, wins, losses</c>, and of each stat how often it is known, its sum and
    /// the sum of its squares: <c>n_boost_bpm, s_boost_bpm, q_boost_bpm</c>. What <see cref="Progress.TimeBucketSums"/> reads.
    /// </summary>
    /// <param name="width">Of a bucket, as PostgreSQL writes intervals.</param>
    internal static string SumsSql(string width) =>
        $"""
        SELECT time_bucket(INTERVAL '{width}', played_at) AS bucket, player_id, playlist_id, count(*) AS matches,
            count(*) FILTER (WHERE result = 'Win') AS wins, count(*) FILTER (WHERE result = 'Loss') AS losses,
            {string.Join(",\n    ", StatCatalog.OfPlayer.Select(Sums))}
        FROM player_stats WHERE player_id IS NOT NULL
        GROUP BY bucket, player_id, playlist_id
        """;

    private static string Sums(Stat stat)
    {
        var value = stat.Type == StatType.Flag ? $"CASE WHEN {stat.Column} THEN 1.0::double precision WHEN NOT {stat.Column} THEN 0.0::double precision END" : $"{stat.Column}::double precision";
        return $"count({stat.Column}) AS n_{stat.Column}, sum({value}) AS s_{stat.Column}, sum(({value}) * ({value})) AS q_{stat.Column}";
    }

    // Every statement may be run again. https://www.tigerdata.com/docs/api/latest
    private static IEnumerable<string> Statements()
    {
        yield return "CREATE EXTENSION IF NOT EXISTS timescaledb";
        foreach (var (table, orderBy, foreignKeys) in Hypertables)
        {
            // Compressed rows can't carry foreign keys on columns that they aren't segmented by: a match's rows are deleted with it by ReplayRemoval.
            foreach (var key in foreignKeys)
                yield return $"ALTER TABLE {table} DROP CONSTRAINT IF EXISTS \"{key}\"";
            yield return $"SELECT create_hypertable('{table}', by_range('played_at', INTERVAL '{ChunkInterval}'), create_default_indexes => false, if_not_exists => true, migrate_data => true)";
            // Once only: settings of compressed chunks can't be changed.
            yield return
                $"""
                DO $$ BEGIN
                    IF NOT EXISTS (SELECT 1 FROM timescaledb_information.hypertables WHERE hypertable_schema = current_schema() AND hypertable_name = '{table}' AND compression_enabled) THEN
                        ALTER TABLE {table} SET (timescaledb.compress, timescaledb.compress_segmentby = '', timescaledb.compress_orderby = '{orderBy}');
                    END IF;
                END $$
                """;
            yield return $"SELECT add_compression_policy('{table}', INTERVAL '{CompressAfter}', if_not_exists => true)";
        }

        foreach (var (view, width) in new[] { (Days, "1 day"), (Weeks, "7 days") })
        {
            yield return $"CREATE MATERIALIZED VIEW IF NOT EXISTS {view} WITH (timescaledb.continuous, timescaledb.materialized_only = false) AS {SumsSql(width)} WITH NO DATA";
            yield return $"SELECT add_continuous_aggregate_policy('{view}', start_offset => NULL, end_offset => INTERVAL '{width}', schedule_interval => INTERVAL '1 hour', if_not_exists => true)";
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "This PostgreSQL has TimescaleDB, but it can't be used, so ordinary tables and indexes do its work: {Reason}")]
    private static partial void LogUnusable(ILogger logger, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "This PostgreSQL has no TimescaleDB, or does not preload it; ordinary tables and indexes do its work")]
    private static partial void LogAbsent(ILogger logger);
}
