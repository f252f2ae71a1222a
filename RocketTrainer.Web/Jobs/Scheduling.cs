using Quartz;
using RocketTrainer.Core.Accounts.Exports;
using RocketTrainer.Core.Accounts.Privacy;
using RocketTrainer.Core.Data;
using RocketTrainer.Core.Importing;
using RocketTrainer.Core.Notifications;
using RocketTrainer.Web.Hosting;

namespace RocketTrainer.Web.Jobs;

public static class Scheduling
{
    private const string ConcurrencyKey = "Jobs:Concurrency";

    /// <summary>Jobs that run at once. Most of an import is waiting; what they may ask Ballchasing for is the budget's business.</summary>
    private const int UsualConcurrency = 100;

    /// <summary>How often a node says that it lives, does what it was asked to from another node, and looks for what another node scheduled.</summary>
    private static readonly TimeSpan CheckIn = TimeSpan.FromSeconds(1);

    /// <summary>How long a node may be silent beyond that until others think it dead; after as long again they take over what it ran.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(6);

    /// <summary>Quartz with its store in the PostgreSQL database, shared by all nodes, or beside a SQLite one in a file of its own.</summary>
    public static void AddScheduling(this WebApplicationBuilder builder)
    {
        var database = Storage.Database(builder);
        var directory = Storage.DataDirectory(builder);
        var concurrency = builder.Configuration.GetValue(ConcurrencyKey, UsualConcurrency);
        if (concurrency is < 1 or > 1000)
            throw new InvalidOperationException($"{ConcurrencyKey} is {concurrency}, but must be 1 to 1000.");
        builder.Services.AddHostedService<PopulationUpkeep>();
        builder.Services.AddQuartz(builder.Configuration.GetSection("Quartz"), quartz =>
        {
            quartz.ConfigureScheduler(o =>
            {
                o.InstanceName = "RocketTrainer";
                o.ShutdownJobInterruption = ShutdownJobInterruption.Always;
                o.IdleWaitTime = CheckIn;
            });
            quartz.UseDefaultThreadPool(concurrency);
            quartz.UsePersistentStore(s =>
            {
                if (database.Provider == DatabaseProvider.Postgres)
                {
                    s.UsePostgres(database.ConnectionString);
                    s.UseClustering(o => (o.CheckinInterval, o.CheckinMisfireThreshold) = (CheckIn, Silence));
                }
                else
                    s.UseSqlite(SqliteFile.ConnectionString(Path.Combine(directory, "quartz.db")));
                s.ProvisionSchema();
                s.UseExecutionHistory();
                s.ConfigureStore(o => o.StoreJobDataAsStrings = true);
            });
            quartz.AddJob<HousekeepingJob>(j => j.WithIdentity("housekeeping").StoreDurably());
            quartz.AddTrigger(t => t.ForJob("housekeeping").WithIdentity("housekeeping").StartNow()
                .WithSimpleSchedule(s => s.WithInterval(HousekeepingJob.Every).RepeatForever()));
            quartz.AddJob<SyncJob>(j => j.WithIdentity(SyncJob.Key).StoreDurably());
            quartz.AddTrigger(t => t.ForJob(SyncJob.Key).WithIdentity("sync").StartNow().WithSimpleSchedule(s => s.WithInterval(SyncJob.Every).RepeatForever()));
            quartz.AddJob<RemappingJob>(j => j.WithIdentity("remapping").StoreDurably());
            quartz.AddTrigger(t => t.ForJob("remapping").WithIdentity("remapping").StartNow());
            quartz.AddJob<RankTrainingJob>(j => j.WithIdentity(RankTrainingJob.Key).StoreDurably());
            quartz.AddTrigger(t => t.ForJob(RankTrainingJob.Key).WithIdentity("rank-training").StartAt(TimeProvider.System.GetUtcNow() + RankTrainingJob.Wait)
                .WithSimpleSchedule(s => s.WithInterval(RankTrainingJob.Every).RepeatForever()));
            quartz.AddQuartzHealthChecks(o => o.Tags.Add("ready"));
        });
        builder.Services.AddQuartzHostedService(o => o.WaitForJobsToComplete = true);
        builder.Services.AddTransient<ImportJob>();
        builder.Services.AddTransient<ExportJob>();
        builder.Services.AddTransient<RemovalJob>();
        builder.Services.AddTransient<NotificationJob>();
        builder.Services.AddSingleton<IImportScheduler, ImportScheduler>();
        builder.Services.AddSingleton<RunningJobs>();
        builder.Services.AddHostedService(sp => sp.GetRequiredService<RunningJobs>());
        builder.Services.AddSingleton<KeyRefusals>();
        builder.Services.AddHostedService(sp => sp.GetRequiredService<KeyRefusals>());
        builder.Services.AddSingleton<ISyncScheduler, SyncScheduler>();
        builder.Services.AddSingleton<IRankTrainingScheduler, RankTrainingScheduler>();
        builder.Services.AddSingleton<IExportScheduler, ExportScheduler>();
        builder.Services.AddSingleton<IRemovalScheduler, RemovalScheduler>();
        builder.Services.AddSingleton<INotificationScheduler, NotificationScheduler>();
        builder.Services.AddHostedService<Resumer>();
        builder.Services.AddHostedService<KeyUseRecorder>();
        builder.Services.AddHostedService<FolderWatch>();
    }
}
