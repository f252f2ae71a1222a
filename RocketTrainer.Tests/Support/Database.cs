using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RocketTrainer.Core.Data;

namespace RocketTrainer.Tests.Support;

public static class Database
{
    /// <summary>A context of the app's own database.</summary>
    public static RocketTrainerDb OpenDatabase(this RocketTrainerApp app) =>
        app.Services.GetRequiredService<IDbContextFactory<RocketTrainerDb>>().CreateDbContext();

    /// <summary>The database in an app's data directory.</summary>
    public static RocketTrainerDb OpenDatabase(this TemporaryDirectory data) =>
        new SqliteDb(new DbContextOptionsBuilder<SqliteDb>().UseSqlite(SqliteFile.ConnectionString(data.File("rockettrainer.db"))).Options);
}
