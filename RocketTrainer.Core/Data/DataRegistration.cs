using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace RocketTrainer.Core.Data;

public static class DataRegistration
{
    /// <summary>The database as a SQLite file; contexts come from <see cref="IDbContextFactory{TContext}"/> of <see cref="RocketTrainerDb"/>.</summary>
    public static IServiceCollection AddSqliteDatabase(this IServiceCollection services, string connectionString)
    {
        services.AddDbContextFactory<SqliteDb>(options => options.UseSqlite(connectionString));
        services.AddSingleton<IDbContextFactory<RocketTrainerDb>, FactoryOf<SqliteDb>>();
        services.AddSingleton<Housekeeping>();
        return services;
    }

    /// <summary>Brings the database to the newest migration.</summary>
    public static async Task MigrateAsync(this IDbContextFactory<RocketTrainerDb> factory, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await db.Database.MigrateAsync(cancellationToken);
    }

    /// <summary>Hands out a provider's contexts as what the features know them by.</summary>
    private sealed class FactoryOf<TContext>(IDbContextFactory<TContext> inner) : IDbContextFactory<RocketTrainerDb>
        where TContext : RocketTrainerDb
    {
        public RocketTrainerDb CreateDbContext() => inner.CreateDbContext();

        public async Task<RocketTrainerDb> CreateDbContextAsync(CancellationToken cancellationToken = default) =>
            await inner.CreateDbContextAsync(cancellationToken);
    }
}
