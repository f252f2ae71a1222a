using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Accounts.Keys;
using RocketTrainer.Core.Ballchasing;
using RocketTrainer.Core.Ballchasing.Budget;
using RocketTrainer.Core.Data;

namespace RocketTrainer.Core.Importing.Uploads;

/// <summary>
/// Hands replay files on to Ballchasing, one at a time for each key, and has them imported. A file is checked before a byte
/// of it is sent; a row says what became of it, from before it is sent on.
/// </summary>
public sealed partial class UploadService(
    IDbContextFactory<RocketTrainerDb> factory, BallchasingClients clients, BallchasingAccess access, BallchasingKeys keys, RateBudgets budgets,
    ImportService imports, TimeProvider time, ILogger<UploadService> logger)
{
    public static readonly IReadOnlyList<string> Visibilities = ["public", "unlisted", "private"];

    private const string NoKey = "This server has no Ballchasing key that works. Give it one of your own, or ask its administrator.";

    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);
    private static readonly TimeSpan UploadsLast = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan[] Pauses = [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(4)];

    private readonly ConcurrentDictionary<BallchasingKey, SemaphoreSlim> _turns = new();

    /// <summary>What the key that a user's files go with may hand in; null when there is no key.</summary>
    public async Task<UploadQuota?> QuotaAsync(Viewer.Person owner, CancellationToken cancellationToken)
    {
        var own = await keys.OfAsync(owner.UserId, cancellationToken);
        return (own ?? access.SiteKey) is { } key ? await QuotaAsync(key, own is not null, cancellationToken) : null;
    }

    /// <summary>Hands one file on.</summary>
    /// <param name="visibility">One of <see cref="Visibilities"/>.</param>
    public async Task<UploadedFile> UploadAsync(Viewer.Person owner, string fileName, byte[] content, string visibility, CancellationToken cancellationToken)
    {
        if (ReplayFileFormat.WrongName(fileName) is { } name)
            return new(fileName, UploadState.Refused, null, name); // not worth a row
        var hash = SHA256.HashData(content);
        if (await KnownAsync(owner.UserId, hash, cancellationToken) is { } before)
            return new(fileName, before.State == UploadState.Refused ? UploadState.Refused : UploadState.Known, before.BallchasingId, before.Error);
        var upload = new Upload
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()), UserId = owner.UserId, FileName = fileName, Size = content.Length, Hash = hash, Visibility = visibility, CreatedAt = time.GetUtcNow(),
        };
        if (ReplayFileFormat.Wrong(content) is { } wrong)
            (upload.State, upload.Error) = (UploadState.Refused, wrong);
        else
            await SendAsync(upload, content, cancellationToken);
        await StoreAsync(upload);
        return new(fileName, upload.State, upload.BallchasingId, upload.Error);
    }

    /// <summary>Starts the import of what was handed on; null when nothing of it is at Ballchasing.</summary>
    public async Task<ImportProgress?> ImportAsync(Viewer.Person owner, IEnumerable<UploadedFile> files, CancellationToken cancellationToken)
    {
        var ids = files.Select(f => f.ReplayId).OfType<Guid>().Distinct().ToList();
        ImportProgress? first = null;
        foreach (var some in ids.Chunk(ImportRequest.MostReplayIds))
        {
            var (started, errors) = await imports.StartAsync(owner, new ImportRequest { Source = ImportSource.Replays, ReplayIds = [.. some.Select(id => id.ToString())] }, cancellationToken);
            if (started is null)
                throw new InvalidOperationException(string.Join(' ', errors.Values.SelectMany(e => e)));
            first ??= started;
            await using var db = await factory.CreateDbContextAsync(CancellationToken.None);
            await db.Uploads.Where(u => u.UserId == owner.UserId && u.BallchasingId != null && some.Contains(u.BallchasingId.Value))
                .ExecuteUpdateAsync(s => s.SetProperty(u => u.IsImported, true), CancellationToken.None);
        }

        return first;
    }

    /// <summary>Imports what was handed on and whose import never began, because this server ended in between.</summary>
    public async Task ResumeAsync(CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var before = time.GetUtcNow() - UploadsLast; // what is younger may still be on its way with others
        var open = await db.Uploads.AsNoTracking().Where(u => !u.IsImported && u.BallchasingId != null && u.CreatedAt < before).ToListAsync(cancellationToken);
        foreach (var person in open.GroupBy(u => u.UserId))
            await ImportAsync(new Viewer.Person(person.Key), person.Select(u => new UploadedFile(u.FileName, u.State, u.BallchasingId, null)), cancellationToken);
    }

    private async Task SendAsync(Upload upload, byte[] content, CancellationToken cancellationToken)
    {
        var own = await keys.OfAsync(upload.UserId, cancellationToken);
        if ((own ?? access.SiteKey) is not { } key)
        {
            (upload.State, upload.Error) = (UploadState.Failed, NoKey);
            return;
        }

        var turn = _turns.GetOrAdd(key, static _ => new(1, 1));
        await turn.WaitAsync(cancellationToken);
        try
        {
            if (await QuotaAsync(key, own is not null, cancellationToken) is { MostPerDay: { } most } quota && quota.Today >= most)
            {
                (upload.State, upload.Error) = (UploadState.Failed, $"Ballchasing takes at most {most} files a day with this key, and {quota.Today} went there in the last 24 hours. Try it again later.");
                return;
            }

            (upload.State, upload.Key) = (UploadState.Sending, key.Fingerprint);
            await StoreAsync(upload); // from here on it counts
            await SendAsync(upload, content, key, own is not null, cancellationToken);
        }
        finally
        {
            turn.Release();
        }

        if (upload is { State: UploadState.Failed, Key: null } && own is not null && access.SiteKey is not null)
            await SendAsync(upload, content, cancellationToken); // his own key was refused: with the site's
    }

    private async Task SendAsync(Upload upload, byte[] content, BallchasingKey key, bool isOwn, CancellationToken cancellationToken)
    {
        for (var again = 0; ; again++)
        {
            var reply = await clients.With(key).UploadAsync(content, upload.FileName, upload.Visibility, group: null, CancellationToken.None); // what is begun is brought to its end
            if (reply.Succeeded(out var done, out var error))
            {
                // After an answer that was lost, what is there already is what was sent before.
                upload.State = !Guid.TryParse(done.Id, out var id) ? UploadState.Failed : done.Duplicate && again == 0 ? UploadState.Known : UploadState.Taken;
                upload.BallchasingId = upload.State == UploadState.Failed ? null : id;
                upload.Error = upload.State == UploadState.Failed ? "Ballchasing took the file but gave an id that is none." : null;
                return;
            }

            (upload.State, upload.Error) = (error.Kind == BallchasingErrorKind.BadRequest ? UploadState.Refused : UploadState.Failed, error.Message);
            switch (error.Kind)
            {
                case BallchasingErrorKind.Unavailable when again < Pauses.Length && !cancellationToken.IsCancellationRequested:
                    await Task.Delay(Pauses[again], time, CancellationToken.None);
                    continue;
                case BallchasingErrorKind.TooManyRequests:
                    upload.Error = "Ballchasing takes no more files with this key for now: the day's are used up, or they came too fast. Try it again later.";
                    break;
                case BallchasingErrorKind.Unauthorized:
                    upload.Key = null; // nothing was handed in with it
                    if (isOwn)
                        await keys.RefusedAsync(upload.UserId, key, CancellationToken.None);
                    break;
            }

            LogNotTaken(logger, upload.FileName, error.Message);
            return;
        }
    }

    /// <summary>The user's upload of the same file that needs no other one.</summary>
    private async Task<Upload?> KnownAsync(Guid userId, byte[] hash, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await db.Uploads.AsNoTracking().Where(u => u.UserId == userId && u.Hash == hash && (u.State == UploadState.Taken || u.State == UploadState.Known || u.State == UploadState.Refused))
            .OrderByDescending(u => u.CreatedAt).FirstOrDefaultAsync(cancellationToken);
    }

    private async Task<UploadQuota> QuotaAsync(BallchasingKey key, bool isOwn, CancellationToken cancellationToken)
    {
        var tier = budgets.For(key).Tier;
        var (now, fingerprint) = (time.GetUtcNow(), key.Fingerprint);
        var (day, week) = (now - Day, now - Week);
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var sent = db.Uploads.Where(u => u.Key == fingerprint && (u.State == UploadState.Sending || u.State == UploadState.Taken));
        var today = await sent.CountAsync(u => u.CreatedAt > day, cancellationToken);
        var left = tier.Uploads is { } limit ? limit.PerWeek - await sent.CountAsync(u => u.CreatedAt > week, cancellationToken) : (int?)null;
        return new(tier.Name, today, tier.Uploads?.UsualPerDay, left is null ? null : Math.Min(tier.Uploads!.PerDay, today + Math.Max(0, left.Value)), isOwn);
    }

    private async Task StoreAsync(Upload upload)
    {
        await using var db = await factory.CreateDbContextAsync(CancellationToken.None);
        await using var transaction = await db.BeginWriteAsync(CancellationToken.None);
        var isThere = await db.Uploads.AnyAsync(u => u.Id == upload.Id, CancellationToken.None);
        db.Entry(upload).State = isThere ? EntityState.Modified : EntityState.Added;
        await db.SaveChangesAsync(CancellationToken.None);
        await transaction.CommitAsync(CancellationToken.None);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Ballchasing did not take the file {FileName}: {Reason}")]
    private static partial void LogNotTaken(ILogger logger, string fileName, string reason);
}
