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
    private const string Closed = "Ballchasing takes no more files with this key for now: the day's are used up, or they came too fast. Try it again later.";

    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    /// <summary>By then an upload is over, however slow.</summary>
    private static readonly TimeSpan LongestUpload = TimeSpan.FromMinutes(10);

    /// <summary>How much Ballchasing's clock may be behind ours.</summary>
    private static readonly TimeSpan ClockError = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan ShortestClosing = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan[] Pauses = [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(4)];

    private readonly ConcurrentDictionary<BallchasingKey, SemaphoreSlim> _turns = new();
    private readonly ConcurrentDictionary<BallchasingKey, DateTimeOffset> _closedUntil = new();

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
        {
            (upload.State, upload.Error) = (UploadState.Refused, wrong);
            await StoreAsync(upload);
        }
        else
        {
            await SendAsync(upload, content, cancellationToken);
        }

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
        var before = time.GetUtcNow() - LongestUpload; // who handed something in since may be about to start the import of all of it
        var open = await db.Uploads.AsNoTracking().Where(u => !u.IsImported && u.BallchasingId != null && !db.Uploads.Any(o => o.UserId == u.UserId && o.CreatedAt >= before)).ToListAsync(cancellationToken);
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
        bool refused;
        try
        {
            if (await WhyNotNowAsync(key, own is not null, cancellationToken) is { } why)
            {
                (upload.State, upload.Error) = (UploadState.Failed, why);
                return;
            }

            (upload.State, upload.Key, upload.MaybeSent) = (UploadState.Sending, key.Fingerprint, true);
            if (!await ClaimAsync(upload))
            {
                (upload.State, upload.Error) = (UploadState.Failed, "This very file is on its way already.");
                return;
            }

            try
            {
                refused = await SendAsync(upload, content, key, isOwn: own is not null); // what is begun is brought to its end
            }
            catch (Exception e)
            {
                LogFailed(logger, upload.FileName, e);
                (upload.State, upload.Error, refused) = (UploadState.Failed, "Something went wrong on our side; the server's log says what.", false);
            }

            await StoreAsync(upload);
        }
        finally
        {
            turn.Release();
        }

        if (refused && own is not null && access.SiteKey is not null)
            await SendAsync(upload, content, cancellationToken); // with the site's
    }

    /// <returns>Whether the key was refused.</returns>
    private async Task<bool> SendAsync(Upload upload, byte[] content, BallchasingKey key, bool isOwn)
    {
        var client = clients.With(key);
        for (var again = 0; ; again++)
        {
            var reply = await client.UploadAsync(content, upload.FileName, upload.Visibility, group: null, CancellationToken.None);
            if (reply.Succeeded(out var done, out var error))
            {
                upload.State = !Guid.TryParse(done.Id, out var id) ? UploadState.Failed : done.Duplicate && !await IsOursAsync(client, upload, id, again > 0) ? UploadState.Known : UploadState.Taken;
                (upload.BallchasingId, upload.MaybeSent) = (upload.State == UploadState.Failed ? null : id, false);
                upload.Error = upload.State == UploadState.Failed ? "Ballchasing took the file but gave an id that is none." : null;
                return false;
            }

            // Without an answer it may be there all the same.
            upload.MaybeSent = error.Status is null && error.Kind == BallchasingErrorKind.Unavailable;
            (upload.State, upload.Error) = (error.Kind == BallchasingErrorKind.BadRequest ? UploadState.Refused : UploadState.Failed, error.Message);
            if (error.Kind == BallchasingErrorKind.Unavailable && again < Pauses.Length)
            {
                await Task.Delay(Pauses[again], time, CancellationToken.None);
                continue;
            }

            if (error.Kind == BallchasingErrorKind.TooManyRequests)
            {
                var pause = budgets.For(key)[RequestKind.Upload].NextIn;
                _closedUntil[key] = time.GetUtcNow() + (pause > ShortestClosing ? pause : ShortestClosing);
                upload.Error = Closed;
            }

            if (error.Kind == BallchasingErrorKind.Unauthorized && isOwn)
                await keys.RefusedAsync(upload.UserId, key, CancellationToken.None);
            LogNotTaken(logger, upload.FileName, error.Message);
            return error.Kind == BallchasingErrorKind.Unauthorized;
        }
    }

    /// <summary>
    /// Whether what is at Ballchasing already is what the user sent before without hearing that it arrived: it was created
    /// just when he did. Having the same file is no proof.
    /// </summary>
    private async Task<bool> IsOursAsync(BallchasingClient client, Upload upload, Guid ballchasingId, bool triedBefore)
    {
        await using var db = await factory.CreateDbContextAsync(CancellationToken.None);
        var (user, hash, key, id) = (upload.UserId, upload.Hash, upload.Key, upload.Id);
        var tries = await db.Uploads.Where(u => u.UserId == user && u.Hash == hash && u.Key == key && u.MaybeSent && u.Id != id).Select(u => u.CreatedAt).ToListAsync(CancellationToken.None);
        if (triedBefore && upload.MaybeSent)
            tries.Add(upload.CreatedAt);
        if (tries.Count == 0 || !(await client.GetReplayAsync(ballchasingId.ToString(), CancellationToken.None)).Succeeded(out var there, out _))
            return false;
        return (there.Detail.Visibility is null || there.Detail.Visibility == upload.Visibility)
            && there.Detail.Created is { } created && tries.Exists(at => created >= at - ClockError && created <= at + LongestUpload);
    }

    /// <summary>Why nothing can be handed in with the key now, or null.</summary>
    private async Task<string?> WhyNotNowAsync(BallchasingKey key, bool isOwn, CancellationToken cancellationToken)
    {
        if (_closedUntil.TryGetValue(key, out var until) && time.GetUtcNow() < until)
            return Closed;
        return await QuotaAsync(key, isOwn, cancellationToken) is { MostPerDay: { } most } quota && quota.Today >= most
            ? $"Ballchasing takes at most {most} files a day with this key, and {quota.Today} went there in the last 24 hours. Try it again later."
            : null;
    }

    /// <summary>The user's upload of the same file within a day, which needs no other one. After that Ballchasing is asked: it may have been deleted there.</summary>
    private async Task<Upload?> KnownAsync(Guid userId, byte[] hash, CancellationToken cancellationToken)
    {
        var day = time.GetUtcNow() - Day;
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await db.Uploads.AsNoTracking().Where(u => u.UserId == userId && u.Hash == hash && u.CreatedAt > day && (u.State == UploadState.Taken || u.State == UploadState.Known || u.State == UploadState.Refused))
            .OrderByDescending(u => u.CreatedAt).FirstOrDefaultAsync(cancellationToken);
    }

    private async Task<UploadQuota> QuotaAsync(BallchasingKey key, bool isOwn, CancellationToken cancellationToken)
    {
        var budget = budgets.For(key);
        if (!budget.TierIsKnown && (await clients.With(key).PingAsync(cancellationToken)).Succeeded(out var ping, out _))
            (budget.Tier, budget.TierIsKnown) = (RateTier.FromPing(ping.Type), true);
        var tier = budget.Tier;
        var (now, fingerprint) = (time.GetUtcNow(), key.Fingerprint);
        var (day, week) = (now - Day, now - Week);
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var sent = db.Uploads.Where(u => u.Key == fingerprint && (u.MaybeSent || u.State == UploadState.Taken));
        var today = await sent.CountAsync(u => u.CreatedAt > day, cancellationToken);
        var left = tier.Uploads is { } limit ? limit.PerWeek - await sent.CountAsync(u => u.CreatedAt > week, cancellationToken) : (int?)null;
        return new(tier.Name, today, tier.Uploads?.UsualPerDay, left is null ? null : Math.Min(tier.Uploads!.PerDay, today + Math.Max(0, left.Value)), isOwn);
    }

    /// <summary>Writes down that the file is about to be sent: from here on it counts. False when it is on its way already, from whichever node.</summary>
    private async Task<bool> ClaimAsync(Upload upload)
    {
        var (user, hash, id, before) = (upload.UserId, upload.Hash, upload.Id, time.GetUtcNow() - LongestUpload);
        await using var db = await factory.CreateDbContextAsync(CancellationToken.None);
        await using var transaction = await db.BeginWriteAsync(CancellationToken.None);
        var same = db.Uploads.Where(u => u.UserId == user && u.Hash == hash && u.Id != id);
        if (await same.AnyAsync(u => u.State == UploadState.Sending && u.CreatedAt > before, CancellationToken.None))
            return false;
        await same.Where(u => u.State == UploadState.Failed && !u.MaybeSent).ExecuteDeleteAsync(CancellationToken.None); // this one says it anew
        db.Entry(upload).State = await db.Uploads.AnyAsync(u => u.Id == id, CancellationToken.None) ? EntityState.Modified : EntityState.Added;
        await db.SaveChangesAsync(CancellationToken.None);
        await transaction.CommitAsync(CancellationToken.None);
        return true;
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

    [LoggerMessage(Level = LogLevel.Error, Message = "The file {FileName} could not be handed on")]
    private static partial void LogFailed(ILogger logger, string fileName, Exception exception);

    [LoggerMessage(Level = LogLevel.Information, Message = "Ballchasing did not take the file {FileName}: {Reason}")]
    private static partial void LogNotTaken(ILogger logger, string fileName, string reason);
}
