using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RocketTrainer.Core.Ballchasing.Budget;
using RocketTrainer.Core.Data.Bulk;

namespace RocketTrainer.Core.Data;

public static class DataRegistration
{
    /// <summary>The database; contexts come from <see cref="IDbContextFactory{TContext}"/> of <see cref="RocketTrainerDb"/>.</summary>
    public static IServiceCollection AddDatabase(this IServiceCollection services, DatabaseChoice choice)
    {
        services.AddSingleton(choice);
        if (choice.Provider == DatabaseProvider.Sqlite)
        {
            services.AddPooledDbContextFactory<SqliteDb>(options => options.UseSqlite(choice.ConnectionString));
            services.AddSingleton<IDbContextFactory<RocketTrainerDb>, FactoryOf<SqliteDb>>();
            services.AddSingleton<IBulkWriter, SqliteBulkWriter>();
        }
        else
        {
            services.AddPooledDbContextFactory<PostgresDb>(options => options.UseNpgsql(choice.ConnectionString));
            services.AddSingleton<IDbContextFactory<RocketTrainerDb>, FactoryOf<PostgresDb>>();
            services.AddSingleton<IBulkWriter, PostgresBulkWriter>();
            services.AddSingleton<IKeyTurns, PostgresKeyTurns>();
        }

        services.AddSingleton<DatabaseUpgrade>();
        services.AddSingleton<Timescale>();
        services.AddSingleton<Housekeeping>();
        services.AddSingleton<IRequestBlocks, StoredRequestBlocks>();
        return services;
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
