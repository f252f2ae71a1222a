using RocketTrainer.Core.Accounts.Exports;
using RocketTrainer.Core.Accounts.Privacy;
using RocketTrainer.Core.Importing;
using RocketTrainer.Core.Notifications;

namespace RocketTrainer.Tests.Components;

/// <summary>A job engine that runs nothing: what is put onto it stays as it was stored.</summary>
internal sealed class NobodyRuns : IImportScheduler, IExportScheduler, IRemovalScheduler, INotificationScheduler
{
    public Task ScheduleAsync(Guid importId, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task InterruptAsync(Guid importId, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task PassOnAsync(Guid importId, string keyFingerprint, CancellationToken cancellationToken) => Task.CompletedTask;
}
