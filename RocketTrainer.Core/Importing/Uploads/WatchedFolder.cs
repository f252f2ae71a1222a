using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Ballchasing;
using RocketTrainer.Core.Data;

namespace RocketTrainer.Core.Importing.Uploads;

/// <summary>
/// Hands in the replay files of <c>Replays:WatchFolder</c> once each, and imports them. The folder is only read: what was
/// handed in is known by name and size, and by what is in it.
/// </summary>
public sealed partial class WatchedFolder(IDbContextFactory<RocketTrainerDb> factory, UploadService uploads, IOptions<UploadsOptions> options, TimeProvider time, ILogger<WatchedFolder> logger)
{
    private const int FailuresInARow = 3;

    private static readonly TimeSpan AfterAFailure = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan AtMost = TimeSpan.FromDays(1);

    private readonly Dictionary<string, Seen> _seen = new(StringComparer.Ordinal);
    private DateTimeOffset _notBefore;
    private bool _hasWarned;

    /// <summary>Looks once; how many files were handed in.</summary>
    public async Task<int> LookAsync(CancellationToken cancellationToken)
    {
        if (options.Value.WatchFolder is not { Length: > 0 } folder || time.GetUtcNow() < _notBefore)
            return 0;
        if (await OwnerAsync(cancellationToken) is not { } owner)
        {
            WarnOnce(LogNobody, folder);
            return 0;
        }

        var done = new List<UploadedFile>();
        var failures = 0;
        foreach (var file in await ReadyAsync(owner, folder, cancellationToken))
        {
            if (await ReadAsync(file, cancellationToken) is not { } content)
                continue; // still being written, or gone
            var outcome = await uploads.UploadAsync(owner, file.Name, content, options.Value.WatchVisibility, cancellationToken);
            done.Add(outcome);
            failures = outcome.State == UploadState.Failed ? failures + 1 : 0;
            _seen[file.Name] = _seen[file.Name].After(failed: failures > 0, time.GetUtcNow());
            if (failures < FailuresInARow)
                continue;
            _notBefore = time.GetUtcNow() + AfterAFailure; // neither will the next one be taken
            break;
        }

        await uploads.ImportAsync(owner, done, cancellationToken);
        return done.Count(f => f.ReplayId is not null);
    }

    /// <summary>The files that are new and have not changed since the last look, the oldest first.</summary>
    private async Task<List<FileInfo>> ReadyAsync(Viewer.Person owner, string folder, CancellationToken cancellationToken)
    {
        List<FileInfo> files;
        try
        {
            files = [.. new DirectoryInfo(folder).EnumerateFiles("*" + ReplayFileFormat.Extension).OrderBy(f => f.LastWriteTimeUtc)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            WarnOnce((log, where) => LogUnreadable(log, where, e.Message), folder);
            return [];
        }

        var ready = new List<FileInfo>();
        foreach (var file in files)
        {
            var before = _seen.GetValueOrDefault(file.Name);
            if (before?.Size != file.Length || before.WrittenAt != file.LastWriteTimeUtc)
            {
                _seen[file.Name] = new(file.Length, file.LastWriteTimeUtc);
                continue; // new, or it grew: at the next look
            }

            if (before.IsDone || time.GetUtcNow() < before.NotBefore)
                continue;
            if (await IsKnownAsync(owner.UserId, file, cancellationToken))
                _seen[file.Name] = before with { IsDone = true }; // by an earlier process
            else
                ready.Add(file);
        }

        return ready;
    }

    private async Task<bool> IsKnownAsync(Guid owner, FileInfo file, CancellationToken cancellationToken)
    {
        var (name, size) = (file.Name, file.Length);
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await db.Uploads.AnyAsync(u => u.UserId == owner && u.FileName == name && u.Size == size && u.State != UploadState.Failed && u.State != UploadState.Sending, cancellationToken);
    }

    private static async Task<byte[]?> ReadAsync(FileInfo file, CancellationToken cancellationToken)
    {
        try
        {
            // One that is too large is refused by the size that it says, without being read.
            return file.Length > ReplayFileFormat.LargestFile ? new byte[ReplayFileFormat.LargestFile + 1] : await File.ReadAllBytesAsync(file.FullName, cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private async Task<Viewer.Person?> OwnerAsync(CancellationToken cancellationToken)
    {
        var id = "steam:" + options.Value.WatchOwner;
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await db.LinkedAccounts.Where(a => a.PlayerId == id && a.VerifiedAt != null).Select(a => (Guid?)a.UserId).SingleOrDefaultAsync(cancellationToken) is { } user
            ? new Viewer.Person(user)
            : null;
    }

    private void WarnOnce(Action<ILogger, string> warn, string folder)
    {
        if (!_hasWarned)
            warn(logger, folder);
        _hasWarned = true;
    }

    private sealed record Seen(long Size, DateTime WrittenAt)
    {
        public bool IsDone { get; init; }

        public DateTimeOffset NotBefore { get; private init; }

        private TimeSpan Pause { get; init; } = AfterAFailure;

        /// <summary>One that failed comes again later, after twice the pause each time.</summary>
        public Seen After(bool failed, DateTimeOffset now) =>
            failed ? this with { NotBefore = now + Pause, Pause = Pause * 2 < AtMost ? Pause * 2 : AtMost } : this with { IsDone = true };
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Nobody has signed in yet with the Steam account that Replays:WatchOwner names, so the files in {Folder} wait")]
    private static partial void LogNobody(ILogger logger, string folder);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The folder {Folder} of Replays:WatchFolder can't be read: {Reason}")]
    private static partial void LogUnreadable(ILogger logger, string folder, string reason);
}
