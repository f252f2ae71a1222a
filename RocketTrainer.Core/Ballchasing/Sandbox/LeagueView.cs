namespace RocketTrainer.Core.Ballchasing.Sandbox;

/// <summary>The league at one moment: what has been uploaded by then and was played in the last two years.</summary>
internal sealed class LeagueView(SandboxLeague league, LeagueArchive archive, DateTimeOffset now, DateOnly start, ulong seed)
{
    public const int DaysVisible = 731;

    private readonly long _now = now.ToUnixTimeMilliseconds();
    private readonly long _since = now.AddYears(-2).ToUnixTimeSeconds();

    public SandboxLeague League => league;

    public LeagueArchive Archive => archive;

    public int Today => DateOnly.FromDateTime(now.UtcDateTime).DayNumber - start.DayNumber;

    public int FirstDay => Math.Max(0, Today - DaysVisible + 1);

    /// <summary>Groups made by now; from a day before the oldest visible match on, so that none of these loses its group.</summary>
    public IReadOnlyList<LeagueGroup> Groups { get; } =
        [.. EventCalendar.Between(seed, start, DateOnly.FromDateTime(now.AddYears(-2).UtcDateTime).DayNumber - 1 - start.DayNumber, DateOnly.FromDateTime(now.UtcDateTime).DayNumber - start.DayNumber)
            .Where(group => CreatedOf(group, start) <= now)];

    public bool Shows(int index)
    {
        ref readonly var replay = ref archive[index];
        return replay.CreatedMilliseconds <= _now && archive.MatchOf(replay).Start >= _since;
    }

    /// <summary>The visible replay with this id, or -1.</summary>
    public int Find(Guid id) => archive.Find(id) is >= 0 and var index && Shows(index) ? index : -1;

    public int CountOf(LeagueMember member)
    {
        var count = 0;
        foreach (var index in archive.Of(member))
        {
            if (Shows(index)) count++;
        }
        return count;
    }

    public LeagueGroup? GroupOf(in ScheduledMatch match)
    {
        var key = match.Group;
        return key == 0 ? null : Groups.FirstOrDefault(g => g.Key == key);
    }

    /// <summary>Visible replays of a group and its child groups, oldest upload first.</summary>
    public IEnumerable<int> ReplaysOf(LeagueGroup group, bool withChildren = true)
    {
        var keys = Groups.Where(g => g.Key == group.Key || (withChildren && g.Parent == group.Key)).Select(g => g.Key).ToArray();
        return Enumerable.Range(0, archive.Count).Where(i => keys.Contains(archive.MatchOf(archive[i]).Group) && Shows(i));
    }

    public DateTimeOffset CreatedOf(LeagueGroup group) => CreatedOf(group, start);

    private static DateTimeOffset CreatedOf(LeagueGroup group, DateOnly start) => new(start.AddDays(group.Day).ToDateTime(new TimeOnly(17, 40, 11)), TimeSpan.Zero);
}
