using System.Collections.Concurrent;
using System.Collections.Immutable;
using RocketTrainer.Core.Live;

namespace RocketTrainer.Core.Importing;

/// <summary>
/// The imports as they move, for anybody who watches: one topic for each import that somebody runs or looks at, and one that
/// says that any of them changed.
/// </summary>
public sealed class ImportFeed(TimeProvider time)
{
    /// <summary>Whoever runs an import says how it stands twice a second; what was heard longer ago may no longer hold.</summary>
    private static readonly TimeSpan FreshFor = TimeSpan.FromSeconds(3);

    private const int KeptTopics = 1000;
    private const int KeptEnds = 5;

    private readonly ConcurrentDictionary<Guid, LiveTopic<ImportProgress>> _topics = new();
    private readonly ConcurrentDictionary<Guid, long> _heard = new();
    private readonly ConcurrentDictionary<Guid, LiveTopic<ImmutableArray<ImportProgress>>> _ended = new();
    private readonly ConcurrentDictionary<Guid, LiveTopic<ImportProgress?>> _running = new();
    private readonly ConcurrentDictionary<string, LiveTopic<long>> _stored = new(StringComparer.Ordinal);
    private long _changes;

    /// <summary>Signals that some import started, moved or ended; what it is now is asked of <see cref="ImportService"/>.</summary>
    public LiveTopic<ImportsChanged> Changes { get; } = new(new ImportsChanged(0));

    /// <summary>The import's topic, which holds <paramref name="now"/> when nobody has it yet, or nothing newer was heard.</summary>
    public LiveTopic<ImportProgress> Topic(ImportProgress now)
    {
        var topic = _topics.GetOrAdd(now.Receipt.Id, static (_, first) => new LiveTopic<ImportProgress>(first), now);
        if (!IsFresh(now.Receipt.Id) && !ReferenceEquals(topic.Latest, now))
            topic.Publish(now);
        return topic;
    }

    /// <summary>Whether what was last said of the import was said just now.</summary>
    internal bool IsFresh(Guid id) => _heard.TryGetValue(id, out var at) && time.GetElapsedTime(at) < FreshFor;

    /// <summary>What the import's runner last said, or null when it has said nothing in this process.</summary>
    public ImportProgress? Latest(Guid id) => _topics.GetValueOrDefault(id)?.Latest;

    /// <summary>The last few of a user's imports that ended since somebody first asked, the newest last.</summary>
    public LiveTopic<ImmutableArray<ImportProgress>> EndedOf(Guid userId) => _ended.GetOrAdd(userId, static _ => new LiveTopic<ImmutableArray<ImportProgress>>([]));

    /// <summary>
    /// One of a user's imports that run, as it was when it was first heard of; another one only when that has ended. Null while
    /// none was heard of since somebody first asked.
    /// </summary>
    public LiveTopic<ImportProgress?> RunningOf(Guid userId) => _running.GetOrAdd(userId, static _ => new LiveTopic<ImportProgress?>(null));

    /// <summary>Signals that matches came in which the player may stand in.</summary>
    /// <param name="player">The account.</param>
    public LiveTopic<long> StoredFor(string player) => _stored.GetOrAdd(player, static _ => new LiveTopic<long>(0));

    /// <summary>Signals that matches came in, whoever stands in them.</summary>
    public LiveTopic<long> Stored { get; } = new(0);

    /// <summary>Told of what this process publishes, for other processes; it must not wait.</summary>
    public Action<ImportProgress>? Bridge { get; set; }

    /// <summary>The imports that are not over, as far as this process was told.</summary>
    internal IReadOnlyList<ImportProgress> Unfinished => [.. _topics.Values.Select(topic => topic.Latest).Where(progress => !progress.Receipt.IsOver)];

    public void Publish(ImportProgress progress)
    {
        Show(progress);
        Bridge?.Invoke(progress);
    }

    /// <summary>Shows what another process published, unless it hasn't heard yet that the import was paused: one that goes on is queued first.</summary>
    public void Show(ImportProgress progress)
    {
        if (progress.Receipt.State != ImportState.Running || Latest(progress.Receipt.Id)?.Receipt.State != ImportState.Paused)
            Correct(progress);
    }

    /// <summary>Shows how the import stands in the database.</summary>
    internal void Correct(ImportProgress progress)
    {
        var before = Latest(progress.Receipt.Id);
        var ended = progress.Receipt.IsOver && before is { Receipt.IsOver: false };
        _heard[progress.Receipt.Id] = time.GetTimestamp();
        Topic(progress).Publish(progress);
        if (progress.Receipt.Imported > (before?.Receipt.Imported ?? 0))
            AnnounceStored(progress);
        if (ended && progress.UserId is { } user && _ended.TryGetValue(user, out var ends))
            ends.Publish([.. ends.Latest.TakeLast(KeptEnds - 1), progress]);
        if (progress.UserId is { } owner && _running.TryGetValue(owner, out var running))
            Announce(running, progress);
        Changes.Publish(new ImportsChanged(Interlocked.Increment(ref _changes)));
        if (_topics.Count > KeptTopics)
            ForgetTheDone();
    }

    private static void Announce(LiveTopic<ImportProgress?> running, ImportProgress progress)
    {
        if (running.Latest is null && !progress.Receipt.IsOver)
            running.Publish(progress);
        else if (running.Latest?.Receipt.Id == progress.Receipt.Id && progress.Receipt.IsOver)
            running.Publish(null);
    }

    private void AnnounceStored(ImportProgress progress)
    {
        Stored.Publish(Stored.Latest + 1);
        foreach (var (player, topic) in _stored)
        {
            if (_stored.Count > KeptTopics && !topic.IsWatched)
                _stored.TryRemove(player, out _);
            else if (progress.PlayerId is null || progress.PlayerId == player) // who stands in a group's replays isn't told
                topic.Publish(topic.Latest + 1);
        }
    }

    private void ForgetTheDone()
    {
        foreach (var (id, topic) in _topics)
        {
            if (topic.Latest.Receipt.IsOver && !topic.IsWatched)
            {
                _topics.TryRemove(id, out _);
                _heard.TryRemove(id, out _);
            }
        }
    }
}

/// <param name="Number">Counts the changes of this process.</param>
public sealed record ImportsChanged(long Number);
