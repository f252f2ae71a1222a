using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Accounts.Keys;
using RocketTrainer.Core.Data;
using RocketTrainer.Core.Importing;

namespace RocketTrainer.Core.Notifications;

/// <summary>Tells people through a webhook of theirs that a long import ended: tried before it is kept, kept sealed, never shown.</summary>
public sealed partial class Webhooks(
    IDbContextFactory<RocketTrainerDb> factory, DiscordClient discord, ISecretSeal seal, ImportService imports, AuditLog audit,
    IOptions<NotificationsOptions> options, IConfiguration configuration, TimeProvider time, ILogger<Webhooks> logger)
{
    private readonly Uri? _here = Uri.TryCreate(configuration["PublicUrl"], UriKind.Absolute, out var here) ? here : null;

    public async Task<WebhookView?> FindAsync(Guid userId, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await db.Webhooks.AsNoTracking().SingleOrDefaultAsync(w => w.UserId == userId, cancellationToken) is { } webhook ? View(webhook) : null;
    }

    /// <summary>Sends a first message to the address, and keeps it in the place of any other of the user's when it arrived.</summary>
    /// <returns>The webhook, or null with what is wrong, by field.</returns>
    public async Task<(WebhookView? Kept, IReadOnlyDictionary<string, string[]> Errors)> KeepAsync(Guid userId, string? url, Caller caller, CancellationToken cancellationToken)
    {
        if (DiscordClient.Wrong(url, options.Value.AllowPrivateAddresses, out var address) is { } wrong)
            return Wrong(wrong);
        if (await discord.SendAsync(address!, new("RocketTrainer", "From now on you are told here when an import ends that took longer than a minute.", _here, IsGood: true), patient: false, cancellationToken) is { } error)
            return Wrong(error + " Nothing was kept.");
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.BeginWriteAsync(cancellationToken);
        var kept = await db.Webhooks.SingleOrDefaultAsync(w => w.UserId == userId, cancellationToken);
        if (kept is null)
            db.Webhooks.Add(kept = new Webhook { UserId = userId, Sealed = [], Host = "", AddedAt = default });
        (kept.Sealed, kept.Host, kept.AddedAt, kept.FailedAt, kept.Error) = (seal.Close(address!.AbsoluteUri), address.Host, time.GetUtcNow(), null, null);
        audit.Add(db, AuditKind.WebhookKept, userId, caller, kept.Host);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return (View(kept), new Dictionary<string, string[]>(StringComparer.Ordinal));

        static (WebhookView?, IReadOnlyDictionary<string, string[]>) Wrong(string why) =>
            (null, new Dictionary<string, string[]>(StringComparer.Ordinal) { ["url"] = [why] });
    }

    /// <summary>Forgets the user's webhook. False when there is none.</summary>
    public async Task<bool> ForgetAsync(Guid userId, Caller caller, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.BeginWriteAsync(cancellationToken);
        if (await db.Webhooks.SingleOrDefaultAsync(w => w.UserId == userId, cancellationToken) is not { } webhook)
            return false;
        db.Webhooks.Remove(webhook);
        audit.Add(db, AuditKind.WebhookForgotten, userId, caller, webhook.Host);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>Tells the import's owner how it ended, if he has a webhook; waits for a database that is away.</summary>
    public async Task TellAsync(Guid importId, CancellationToken cancellationToken)
    {
        var patience = new DatabasePatience(time, logger, static _ => { });
        if (await patience.DoAsync(() => NewsAsync(importId, cancellationToken), cancellationToken) is not var (webhook, import))
            return;
        var error = seal.Open(webhook.Sealed) is { } url
            ? await discord.SendAsync(new Uri(url), new(import.Title, import.Outcome, _here is null ? null : new Uri(_here, "/imports/" + importId), import.Receipt.State == ImportState.Completed), patient: true, cancellationToken)
            : "The keys that its address was sealed with are lost: give it again.";
        if (error is not null)
            LogNotTold(logger, webhook.Host, error);
        await patience.DoAsync(() => NoteAsync(webhook.UserId, error), cancellationToken);
    }

    /// <summary>The webhook of an import's owner and how the import ended; null when there is nobody to be told, or it was deleted or begun again since.</summary>
    private async Task<(Webhook Webhook, ImportProgress Import)?> NewsAsync(Guid importId, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var owner = await db.Imports.Where(i => i.Id == importId).Select(i => i.UserId).SingleOrDefaultAsync(cancellationToken);
        if (owner is not { } user || await db.Webhooks.AsNoTracking().SingleOrDefaultAsync(w => w.UserId == user, cancellationToken) is not { } webhook)
            return null;
        return await imports.FindAsync(new Viewer.Person(user), importId, cancellationToken) is { Receipt.IsNews: true } import ? (webhook, import) : null;
    }

    private async Task NoteAsync(Guid userId, string? error)
    {
        var failedAt = error is null ? (DateTimeOffset?)null : time.GetUtcNow();
        await using var db = await factory.CreateDbContextAsync(CancellationToken.None);
        await db.Webhooks.Where(w => w.UserId == userId).ExecuteUpdateAsync(s => s.SetProperty(w => w.FailedAt, failedAt).SetProperty(w => w.Error, error), CancellationToken.None);
    }

    private static WebhookView View(Webhook webhook) => new(webhook.Host, webhook.AddedAt, webhook.FailedAt, webhook.Error);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A message did not arrive at {Host}: {Reason}")]
    private static partial void LogNotTold(ILogger logger, string host, string reason);
}
