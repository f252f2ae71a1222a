namespace RocketTrainer.Core.Ballchasing.Sandbox;

/// <summary>A player of the sandbox worth a look.</summary>
/// <param name="Id">As the <c>player-id</c> filter takes it: <c>steam:7656119…</c>.</param>
/// <param name="Name">The handle in replays.</param>
/// <param name="Story">One sentence that the player's replays bear out.</param>
/// <param name="Matches">Replays visible now in which the player is listed.</param>
/// <param name="Weakness">The planted one, a skill group by its name; null where there is none.</param>
public sealed record SandboxPlayer(string Id, string Name, string Story, int Matches, string? Weakness);

/// <summary>A replay group of the sandbox's league.</summary>
/// <param name="Replays">Replays visible now in the group and its child groups.</param>
public sealed record SandboxGroup(string Id, string Name, int Replays);

/// <summary>
/// An invented league of 240 players from Bronze to Grand Champion, on every platform. It began on 2024-09-01 and grows
/// day by day; visible is what was uploaded before now, at most two years back. The same seed gives the same league,
/// match by match and digit by digit, in every process.
/// </summary>
public sealed class SandboxLeague
{
    private static readonly DateOnly Start = new(2024, 9, 1);

    private readonly TimeProvider _time;
    private readonly ulong _seed;
    private readonly MatchScheduler _scheduler;
    private readonly Lock _growth = new();
    private readonly SortedDictionary<int, List<ScheduledMatch>> _days = [];
    private volatile LeagueArchive _archive;

    public SandboxLeague(int seed, TimeProvider time)
    {
        _time = time;
        _seed = SeededRandom.Mix(0x5A4DB0, (ulong)(uint)seed);
        Roster = new LeagueRoster(_seed);
        _scheduler = new MatchScheduler(_seed, Roster, Start);
        _archive = Grow(Today);
    }

    /// <summary>Players with a story, the busiest first.</summary>
    public IReadOnlyList<SandboxPlayer> FeaturedPlayers
    {
        get
        {
            var view = View();
            return [.. Roster.Featured.Select(member => new SandboxPlayer($"{member.Platform}:{member.PlatformId}", member.Name, LeagueStories.Of(member, view), view.CountOf(member), member.WeakGroup?.ToString()))
                .OrderByDescending(player => player.Matches)];
        }
    }

    /// <summary>Scrim nights and tournaments, the newest first.</summary>
    public IReadOnlyList<SandboxGroup> Groups
    {
        get
        {
            var view = View();
            return [.. view.Groups.Where(g => g.Parent == 0).OrderByDescending(g => g.Day).Select(g => new SandboxGroup(g.Id, g.Name, view.ReplaysOf(g).Count()))];
        }
    }

    internal LeagueRoster Roster { get; }

    private int Today => DateOnly.FromDateTime(_time.GetUtcNow().UtcDateTime).DayNumber - Start.DayNumber;

    /// <summary>What there is to see at this moment.</summary>
    internal LeagueView View()
    {
        var today = Today;
        var archive = _archive;
        if (archive.LastDay < today)
        {
            lock (_growth)
            {
                if (_archive.LastDay < today) _archive = Grow(today);
                archive = _archive;
            }
        }
        return new LeagueView(this, archive, _time.GetUtcNow(), Start, _seed);
    }

    /// <summary>A match that is not on the schedule, made up from the seed: what an uploaded file turns into.</summary>
    internal ScheduledMatch Improvise(ulong seed, DateTimeOffset at)
    {
        var random = new SeededRandom(SeededRandom.Mix(_seed, seed));
        var day = DateOnly.FromDateTime(at.UtcDateTime).DayNumber - Start.DayNumber;
        var first = 60 + random.Below(Roster.Members.Count - 80);
        var sides = Enumerable.Range(first, 4).Select(i => Roster.Members[i]).ToArray();
        random.Shuffle(sides);
        return MatchScheduler.Compose(day, at.ToUnixTimeSeconds() - 1800, LeaguePlaylists.Doubles, 2, sides, ref random);
    }

    private LeagueArchive Grow(int today)
    {
        var from = Math.Max(0, today - LeagueView.DaysVisible - 2);
        foreach (var gone in _days.Keys.TakeWhile(day => day < from).ToArray()) _days.Remove(gone);
        for (var day = from; day <= today; day++)
        {
            if (!_days.ContainsKey(day)) _days[day] = _scheduler.Day(day);
        }
        return new LeagueArchive(Roster, today, [.. _days.Values.SelectMany(matches => matches)]);
    }
}
