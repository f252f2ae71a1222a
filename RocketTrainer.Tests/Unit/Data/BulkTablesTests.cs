using Microsoft.EntityFrameworkCore;
using RocketTrainer.Core.Data;
using RocketTrainer.Core.Data.Bulk;
using RocketTrainer.Core.Importing;
using RocketTrainer.Core.Replays;
using RocketTrainer.Tests.Support;

namespace RocketTrainer.Tests.Unit.Data;

/// <summary>What imports write in bulk is what the model maps: every column, and no other.</summary>
public sealed class BulkTablesTests
{
    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public void Columns_OfEachTable_AreTheModels(DatabaseProvider provider)
    {
        using var db = Database.Open(new(provider, provider == DatabaseProvider.Sqlite ? "Data Source=:memory:" : "Host=nowhere"));
        AssertMapped(db, MatchTables.Replays);
        AssertMapped(db, MatchTables.Sources);
        AssertMapped(db, MatchTables.Payloads);
        AssertMapped(db, MatchTables.PlayerStats);
        AssertMapped(db, MatchTables.TeamStats);
        AssertMapped(db, MatchTables.Players);
        AssertMapped(db, MatchTables.Library);
        AssertMapped(db, ImportWriter.Items);
    }

    private static void AssertMapped<T>(RocketTrainerDb db, BulkTable<T> table)
    {
        var mapped = db.Model.GetRelationalModel().Tables.Single(t => t.EntityTypeMappings.Any(m => m.TypeBase.ClrType == typeof(T)));
        Assert.Equal(mapped.Name, table.Name);
        Assert.Equal(mapped.Columns.Select(c => c.Name).Order(StringComparer.Ordinal), table.Columns.Order(StringComparer.Ordinal));
    }
}
