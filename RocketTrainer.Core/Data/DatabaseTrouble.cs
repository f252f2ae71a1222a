using Microsoft.Data.Sqlite;
using Npgsql;

namespace RocketTrainer.Core.Data;

/// <summary>Tells trouble that passes by itself, or that an administrator ends, from a mistake in the program.</summary>
public static class DatabaseTrouble
{
    // https://sqlite.org/rescode.html
    private const int Busy = 5;
    private const int Locked = 6;
    private const int InputOutput = 10;
    private const int Full = 13;
    private const int CannotOpen = 14;

    /// <summary>
    /// What is the matter, in a sentence for people; null when it is no trouble that waiting can help against. The server
    /// is away or overloaded, or the disk is full or faulty.
    /// </summary>
    public static string? Of(Exception exception)
    {
        for (var e = exception; e is not null; e = e.InnerException)
        {
            switch (e)
            {
                case PostgresException { SqlState: PostgresErrorCodes.DiskFull }:
                case SqliteException { SqliteErrorCode: Full }:
                    return "The database's disk is full.";
                case NpgsqlException { IsTransient: true }:
                case PostgresException { SqlState: PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow }:
                    return "The database does not answer.";
                case SqliteException { SqliteErrorCode: Busy or Locked }:
                    return "The database is busy.";
                case SqliteException { SqliteErrorCode: InputOutput or CannotOpen }:
                    return "The database's file can't be read or written.";
            }
        }

        return null;
    }
}
