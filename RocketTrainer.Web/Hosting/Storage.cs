using RocketTrainer.Core.Data;

namespace RocketTrainer.Web.Hosting;

/// <summary>Where everything is kept: the data directory and the database in it.</summary>
public static class Storage
{
    /// <summary>Reads <c>DataDirectory</c>, <c>Database:Provider</c> and <c>ConnectionStrings:RocketTrainer</c>.</summary>
    /// <exception cref="InvalidOperationException">A key holds something that can't be; the message names it.</exception>
    public static void AddStorage(this WebApplicationBuilder builder)
    {
        builder.Services.AddDatabase(Database(builder));
        builder.Services.AddHealthChecks().AddCheck<DatabaseHealth>("database", tags: ["ready"]);
    }

    /// <exception cref="InvalidOperationException">A key holds something that can't be; the message names it.</exception>
    public static DatabaseChoice Database(WebApplicationBuilder builder) => DatabaseChoice.Of(
        builder.Configuration[DatabaseChoice.ProviderKey], builder.Configuration[DatabaseChoice.ConnectionStringKey], DataDirectory(builder));

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
    /// <exception cref="InvalidOperationException">The database can't be had; the message says what helps.</exception>
    public static async Task MigrateDatabaseAsync(this WebApplication app)
    {
        await app.Services.GetRequiredService<DatabaseUpgrade>().RunAsync(app.Lifetime.ApplicationStopping);
        await app.Services.GetRequiredService<Timescale>().SetUpAsync(app.Lifetime.ApplicationStopping);
    }
}
