using Microsoft.EntityFrameworkCore;
using RocketTrainer.Core.Data;
using RocketTrainer.Core.Live;

namespace RocketTrainer.Core.Accounts.Exports;

/// <summary>An export as its user sees it. <paramref name="Size"/> in bytes.</summary>
public sealed record ExportView(Guid Id, ExportState State, DateTimeOffset RequestedAt, DateTimeOffset? FinishedAt, DateTimeOffset? ExpiresAt, long? Size);

/// <summary>Puts exports onto the job engine.</summary>
public interface IExportScheduler
{
    Task ScheduleAsync(Guid exportId, CancellationToken cancellationToken);
}

/// <summary>Asks for exports of everything that is stored about a user, and hands them out while they last.</summary>
public sealed class PersonalExports(IDbContextFactory<RocketTrainerDb> factory, PersonalExporter exporter, IExportScheduler scheduler, AuditLog audit, TimeProvider time)
{
    /// <summary>How long a finished export can be fetched.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromDays(2);

    /// <summary>Signals that some export moved.</summary>
    public LiveTopic<Guid> Changes { get; } = new(Guid.Empty);

    /// <summary>Starts an export; one that is under way is given instead of a second one.</summary>
    public async Task<ExportView> RequestAsync(Guid userId, Caller caller, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.BeginWriteAsync(cancellationToken);
        if (await db.PersonalExports.FirstOrDefaultAsync(e => e.UserId == userId && (e.State == ExportState.Queued || e.State == ExportState.Running), cancellationToken) is { } underWay)
            return View(underWay);
        await db.PersonalExports.Where(e => e.UserId == userId).ExecuteDeleteAsync(cancellationToken); // the newest is enough
        var now = time.GetUtcNow();
        var export = new PersonalExport { Id = Guid.CreateVersion7(now), UserId = userId, RequestedAt = now };
        db.PersonalExports.Add(export);
        audit.Add(db, AuditKind.ExportRequested, userId, caller);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        await scheduler.ScheduleAsync(export.Id, CancellationToken.None);
        return View(export);
    }

    /// <summary>The user's newest export, or null.</summary>
    public async Task<ExportView?> FindAsync(Guid userId, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var now = time.GetUtcNow();
        return await db.PersonalExports.AsNoTracking().Where(e => e.UserId == userId && (e.ExpiresAt == null || e.ExpiresAt > now))
            .OrderByDescending(e => e.RequestedAt).FirstOrDefaultAsync(cancellationToken) is { } export ? View(export) : null;
    }

    /// <summary>The zip, or null when the user has no such export, it isn't ready, or its time is over.</summary>
    public async Task<byte[]?> DownloadAsync(Guid userId, Guid exportId, Caller caller, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var now = time.GetUtcNow();
        var content = await db.PersonalExports.Where(e => e.Id == exportId && e.UserId == userId && e.State == ExportState.Ready && e.ExpiresAt > now)
            .Select(e => e.File!.Content).SingleOrDefaultAsync(cancellationToken);
        if (content is null)
            return null;
        audit.Add(db, AuditKind.ExportDownloaded, userId, caller);
        await db.SaveChangesAsync(cancellationToken);
        return content;
    }

    /// <summary>Makes the export; for the job. One whose user is gone meanwhile is left alone.</summary>
    public async Task RunAsync(Guid exportId, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        if (await db.PersonalExports.SingleOrDefaultAsync(e => e.Id == exportId && (e.State == ExportState.Queued || e.State == ExportState.Running), cancellationToken) is not { } export)
            return;
        export.State = ExportState.Running;
        await db.SaveChangesAsync(cancellationToken);
        try
        {
            var content = await exporter.WriteAsync(export.UserId, cancellationToken);
            var now = time.GetUtcNow();
            (export.State, export.FinishedAt, export.ExpiresAt, export.Size) = (ExportState.Ready, now, now + Lasts, content.Length);
            export.File = new PersonalExportFile { ExportId = export.Id, Content = content };
            await db.SaveChangesAsync(cancellationToken);
            Changes.Publish(Guid.NewGuid());
        }
        catch (DbUpdateException) when (!db.PersonalExports.Any(e => e.Id == exportId))
        {
            // deleted with its user while it was made
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            await db.PersonalExports.Where(x => x.Id == exportId).ExecuteUpdateAsync(
                s => s.SetProperty(x => x.State, ExportState.Failed).SetProperty(x => x.FinishedAt, time.GetUtcNow()), CancellationToken.None);
            Changes.Publish(Guid.NewGuid());
            throw;
        }
    }

    /// <summary>Schedules what an earlier process left unfinished.</summary>
    public async Task ResumeAsync(CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        foreach (var id in await db.PersonalExports.Where(e => e.State == ExportState.Queued || e.State == ExportState.Running).Select(e => e.Id).ToListAsync(cancellationToken))
            await scheduler.ScheduleAsync(id, cancellationToken);
    }

    private static ExportView View(PersonalExport export) => new(export.Id, export.State, export.RequestedAt, export.FinishedAt, export.ExpiresAt, export.Size);
}
