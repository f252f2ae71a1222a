using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.DataProtection.StackExchangeRedis;
using Microsoft.Extensions.Options;
using RocketTrainer.Web.Hosting;
using StackExchange.Redis;

namespace RocketTrainer.Web.Nodes;

/// <summary>What several processes on one database have in common, besides the database. Without Redis that is nothing, and one process does all the same.</summary>
public static class SeveralNodes
{
    public const string ConnectionStringKey = "Redis:ConnectionString";
    public const string InstanceNameKey = "Redis:InstanceName";

    private const int CacheTimeout = 500; // milliseconds

    private const string UsualInstanceName = "rockettrainer";

    /// <summary>
    /// The key ring, and, with <c>Redis:ConnectionString</c>, what goes over Redis: the same key ring, what is
    /// cached for everybody, and live imports on every node, under names that begin with <c>Redis:InstanceName</c>.
    /// </summary>
    /// <exception cref="InvalidOperationException">A key holds something that can't be; the message names it, without passwords.</exception>
    public static void AddNodes(this WebApplicationBuilder builder)
    {
        // Beside the database and not in it, so that a copy of the database alone opens nothing.
        var directory = Directory.CreateDirectory(Path.Combine(Storage.DataDirectory(builder), "keys"));
        builder.Services.AddDataProtection().SetApplicationName("RocketTrainer").PersistKeysToFileSystem(directory);
        builder.Services.AddHostedService<Upkeep>();
        if (builder.Configuration[ConnectionStringKey] is not { Length: > 0 } connection)
            return;

        var options = Parse(connection) ?? throw new InvalidOperationException($"{ConnectionStringKey} is no connection string for Redis: write host:port,password=…");
        options.AbortOnConnectFail = false; // one that isn't there yet is connected to later
        options.ClientName ??= "RocketTrainer";
        var name = builder.Configuration[InstanceNameKey] is { Length: > 0 } given ? given : UsualInstanceName;
        builder.Services.AddSingleton<IConnectionMultiplexer>(_ => ConnectionMultiplexer.Connect(options));
        builder.Services.AddHealthChecks().AddCheck<RedisHealth>("redis", tags: ["ready"]);
        builder.Services.AddSingleton(sp => new SharedKeyRing(
            new FileSystemXmlRepository(directory, sp.GetRequiredService<ILoggerFactory>()),
            new RedisXmlRepository(() => sp.GetRequiredService<IConnectionMultiplexer>().GetDatabase(), $"{name}:keys"), sp.GetRequiredService<ILogger<SharedKeyRing>>()));
        builder.Services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(sp => new ConfigureOptions<KeyManagementOptions>(keys => keys.XmlRepository = sp.GetRequiredService<SharedKeyRing>()));
        builder.Services.AddSingleton<IKeyManager>(sp => new SharedKeys(ActivatorUtilities.CreateInstance<XmlKeyManager>(sp), sp.GetRequiredService<SharedKeyRing>()));
        builder.Services.AddStackExchangeRedisCache(cache =>
        {
            // What is cached can be had without: no page waits for a Redis that is away.
            var impatient = options.Clone();
            (impatient.BacklogPolicy, impatient.AsyncTimeout, impatient.SyncTimeout) = (BacklogPolicy.FailFast, CacheTimeout, CacheTimeout);
            (cache.ConfigurationOptions, cache.InstanceName) = (impatient, $"{name}:cache:");
        });
        builder.Services.AddHostedService(sp => ActivatorUtilities.CreateInstance<ImportBridge>(sp, RedisChannel.Literal($"{name}:imports")));
    }

    private static ConfigurationOptions? Parse(string connection)
    {
        try
        {
            return ConfigurationOptions.Parse(connection) is { EndPoints.Count: > 0 } options ? options : null;
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            return null; // what it says may hold the password
        }
    }
}
