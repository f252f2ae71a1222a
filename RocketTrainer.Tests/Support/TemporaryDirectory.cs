using Microsoft.Data.Sqlite;
using RocketTrainer.Core.Data;

namespace RocketTrainer.Tests.Support;

/// <summary>An app's data directory and the database that goes with it; both go away with their owner.</summary>
public sealed class TemporaryDirectory : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Lazy<DatabaseChoice> _database;

    public TemporaryDirectory() => _database = new(() => Support.Database.Create(Support.Database.Provider, Path));

    public string Path { get; } = Directory.CreateTempSubdirectory("rockettrainer-").FullName;

    /// <summary>Made when it is first asked for.</summary>
    public DatabaseChoice Database => _database.Value;

    /// <summary>What tells an app of the directory and the database.</summary>
    public IEnumerable<(string Key, string Value)> Settings =>
        [("DataDirectory", Path), (DatabaseChoice.ProviderKey, Database.Provider.ToString()), (DatabaseChoice.ConnectionStringKey, Database.ConnectionString)];

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        if (_database.IsValueCreated)
            Support.Database.Drop(Database);
        IOException? fault = null;
        if (!SpinWait.SpinUntil(() => IsGone(out fault), Patience))
            throw new IOException($"{Path} can't be deleted.", fault);
    }

    /// <summary>A read that nobody waits for any more may be making its files while these are deleted.</summary>
    private bool IsGone(out IOException? fault)
    {
        fault = null;
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
        }
        catch (IOException e)
        {
            fault = e;
        }

        return fault is null;
    }
}
