using System.Data.Common;
using System.Net.Sockets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace RocketTrainer.Core.Data;

/// <summary>Brings the database to the newest migration, at start-up.</summary>
public sealed partial class DatabaseUpgrade(IDbContextFactory<RocketTrainerDb> factory, DatabaseChoice database, TimeProvider time, ILogger<DatabaseUpgrade> logger)
{
    /// <summary>How long a database that doesn't answer is waited for: it may be starting, too.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <exception cref="InvalidOperationException">The database can't be had or is newer than this program; the message names the key and says what helps.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        while (true)
        {
            try
            {
                await MigrateAsync(cancellationToken);
                return;
            }
            catch (Exception e) when (DatabaseTrouble.Of(e) is not null && database.Provider == DatabaseProvider.Postgres && time.GetElapsedTime(started) < Patience)
            {
                LogWaiting(logger, database, e.Message);
                await Task.Delay(Pause, time, cancellationToken);
            }
            catch (Exception e) when (e is DbException or SocketException)
            {
                throw new InvalidOperationException($"{DatabaseChoice.ConnectionStringKey} leads to {database}, which can't be used: {e.Message}", e);
            }
        }
    }

    private async Task MigrateAsync(CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var known = db.Database.GetMigrations();
        if ((await db.Database.GetAppliedMigrationsAsync(cancellationToken)).Except(known, StringComparer.Ordinal).LastOrDefault() is { } newer)
        {
            throw new InvalidOperationException(
                $"{database} was made by a newer version of RocketTrainer: it has the migration {newer}, which this version doesn't know. Start the newer version, or this one with a database from before.");
        }

        await db.Database.MigrateAsync(cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Waiting for {Database}: {Reason}")]
    private static partial void LogWaiting(ILogger logger, DatabaseChoice database, string reason);
}
