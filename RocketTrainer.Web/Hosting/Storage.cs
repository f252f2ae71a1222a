using Microsoft.EntityFrameworkCore;
using RocketTrainer.Core.Data;

namespace RocketTrainer.Web.Hosting;

/// <summary>Where everything is kept: the data directory and the database in it.</summary>
public static class Storage
{
    /// <summary>Reads <c>DataDirectory</c>, <c>Database:Provider</c> and <c>ConnectionStrings:RocketTrainer</c>.</summary>
    /// <exception cref="InvalidOperationException">A key holds something that can't be; the message names it.</exception>
    public static void AddStorage(this WebApplicationBuilder builder)
    {
        var provider = builder.Configuration["Database:Provider"] ?? "Sqlite";
        if (!provider.Equals("Sqlite", StringComparison.OrdinalIgnoreCase))
            throw new InvalidOperationException($"Database:Provider is '{provider}', but this version only knows Sqlite.");

        var directory = DataDirectory(builder);
        builder.Services.AddSqliteDatabase(
            builder.Configuration.GetConnectionString("RocketTrainer") ?? SqliteFile.ConnectionString(Path.Combine(directory, "rockettrainer.db")));
        builder.Services.AddHealthChecks().AddCheck<DatabaseHealth>("database", tags: ["ready"]);
    }

    /// <summary>The directory for files that must survive, made when it isn't there.</summary>
    public static string DataDirectory(WebApplicationBuilder builder)
    {
        var directory = Path.GetFullPath(builder.Configuration["DataDirectory"] ?? "data", builder.Environment.ContentRootPath);
        try
        {
            return Directory.CreateDirectory(directory).FullName;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidOperationException($"DataDirectory is '{directory}', which can't be made or written: {e.Message}", e);
        }
    }

    /// <summary>Brings the tables up to date; jobs must not run before.</summary>
    public static async Task MigrateDatabaseAsync(this WebApplication app) =>
        await app.Services.GetRequiredService<IDbContextFactory<RocketTrainerDb>>().MigrateAsync(app.Lifetime.ApplicationStopping);
}
