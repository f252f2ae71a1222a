namespace RocketTrainer.Core.Ballchasing.Sandbox;

/// <summary>
/// Decides what is played on a day: who opens a session, whom matchmaking finds, which playlist, how each match ends.
/// A day follows from the league's seed and the day alone.
/// </summary>
internal sealed class MatchScheduler(ulong seed, LeagueRoster roster, DateOnly start)
{
    private const double MinutesOfPlay = 5.75;

    private readonly long _start = new DateTimeOffset(start.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero).ToUnixTimeSeconds();

    public List<ScheduledMatch> Day(int day)
    {
        var random = new SeededRandom(SeededRandom.Mix(seed, 0xDA1000 + (ulong)day));
        var matches = new List<ScheduledMatch>();
        var busy = new bool[roster.Members.Count];

        if (EventCalendar.On(day) is { } happening) PlayEvent(day, happening, busy, matches, ref random);
        var weekend = start.AddDays(day).DayOfWeek is DayOfWeek.Friday or DayOfWeek.Saturday or DayOfWeek.Sunday;
        var first = random.Below(roster.Members.Count);
        foreach (var host in roster.Featured) Consider(host, ref random);
        for (var i = 0; i < roster.Members.Count; i++) Consider(roster.Members[(first + i) % roster.Members.Count], ref random);
        return matches;

        void Consider(LeagueMember host, ref SeededRandom random)
        {
            if (random.Chance(Math.Min(.97, host.SessionRate * (weekend ? 1.25 : .85))) && !busy[host.Index]) PlaySession(day, host, busy, matches, ref random);
        }
    }

    private void PlaySession(int day, LeagueMember host, bool[] busy, List<ScheduledMatch> matches, ref SeededRandom random)
    {
        var playlist = random.Pick(host.Tastes);
        var team = host.Team is { } own && random.Chance(.6) ? own.Members.Where(m => !busy[m.Index]).ToArray() : [host];
        if (team.Length > 1 && host.Tastes[team.Length - 1] > .05) playlist = random.Chance(.85) ? team.Length - 1 : team.Length + 2;
        var size = SizeOf(playlist, ref random);
        if (team.Length > size) team = [host];

        var needed = (2 * size) - team.Length;
        foreach (var member in team) busy[member.Index] = true;
        var pool = FindPool(day, host, size, (int)Math.Ceiling(needed * random.Between(1.4, 2)), busy, ref random);
        if (pool.Length < needed) return;
        foreach (var member in pool) busy[member.Index] = true;

        var clock = _start + (day * 86400L) + (long)((random.Between(16.5, 21.5) - host.UtcOffsetHours) * 3600);
        var count = 3 + random.Below(5) + random.Below(6);
        for (var i = 0; i < count; i++)
        {
            if (random.Chance(.003)) matches.Add(Training(day, host, ref clock, ref random));
            random.Shuffle(pool);
            // Alone with strangers: a side of the team and whoever came first, against the rest.
            LeagueMember[] sides = [.. team, .. pool[..needed]];
            if (random.Chance(.5)) sides = [.. sides[size..], .. sides[..size]];
            var mode = playlist == LeaguePlaylists.Tournament && random.Chance(.4) ? LeaguePlaylists.UnlistedTournament : playlist;
            var match = Compose(day, clock, mode, size, sides, ref random);
            if (!match.Mode.Ranked && match.Leaver >= 0)
            {
                match.Substitute = pool.Length > needed && random.Chance(.6) ? (short)pool[needed].Index : random.Chance(.5) ? ScheduledMatch.Bot : (short)-1;
            }
            if (playlist == LeaguePlaylists.Private && size > 1 && match.Leaver < 0 && random.Chance(.08)) match.Lineup[1] = match.Lineup[0];
            matches.Add(match);
            clock += match.Duration + (long)random.Between(50, 170);
        }
    }

    /// <summary>Private matches between two of the fixed trios, best of seven or nine.</summary>
    private void PlayEvent(int day, LeagueEvent happening, bool[] busy, List<ScheduledMatch> matches, ref SeededRandom random)
    {
        var trios = roster.Teams.Where(t => t.Members.Length == 3).ToArray();
        var draw = new SeededRandom(SeededRandom.Mix(seed, 0xE7E27 + (ulong)happening.Number));
        draw.Shuffle(trios);
        var clock = _start + (day * 86400L) + (18 * 3600);
        foreach (var (home, away, group) in happening.Pairings)
        {
            var sides = trios[home].Members.Concat(trios[away].Members).ToArray();
            foreach (var member in sides) busy[member.Index] = true;
            var games = 5 + random.Below(3);
            for (var i = 0; i < games; i++)
            {
                var match = Compose(day, clock, LeaguePlaylists.Private, 3, sides, ref random);
                match.Group = group;
                matches.Add(match);
                clock += match.Duration + (long)random.Between(90, 240);
            }
        }
    }

    /// <summary>Players of about the host's rank who are not playing yet; the busier and the closer in rank, the likelier.</summary>
    private LeagueMember[] FindPool(int day, LeagueMember host, int size, int count, bool[] busy, ref SeededRandom random)
    {
        var skill = host.Skill(day, size);
        var ranked = new (double Key, LeagueMember Member)[roster.Members.Count];
        var found = 0;
        foreach (var member in roster.Members)
        {
            if (busy[member.Index]) continue;
            var gap = member.Skill(day, size) - skill;
            if (Math.Abs(gap) > 4) continue;
            var weight = member.Activity * Math.Exp(-gap * gap / .9) * (member.European == host.European ? 1 : .12);
            ranked[found++] = (-Math.Log(1 - random.NextDouble()) / weight, member);
        }
        Array.Sort(ranked, 0, found, Comparer<(double Key, LeagueMember)>.Create((a, b) => a.Key.CompareTo(b.Key)));
        return [.. ranked.Take(Math.Min(count, found)).Select(r => r.Member)];
    }

    /// <summary>A match of these players and how it ends; who plays better than the other side likely wins.</summary>
    public static ScheduledMatch Compose(int day, long clock, int playlist, int size, ReadOnlySpan<LeagueMember> sides, ref SeededRandom random)
    {
        var match = new ScheduledMatch
        {
            Seed = random.Next(), Start = (uint)clock, Day = (short)day, Playlist = (byte)playlist, TeamSize = (byte)size, Leaver = -1, Substitute = -1,
        };
        for (var i = 0; i < 6; i++) match.Lineup[i] = i < sides.Length ? (short)sides[i].Index : (short)-1;

        var blue = sides[..size];
        var orange = sides[size..];
        var edge = (Strength(blue, day) - Strength(orange, day)) + (.25 * random.Normal());
        var blueGoals = Math.Min(12, random.Poisson(GoalRate(blue, orange, day) * Math.Exp(edge)));
        var orangeGoals = Math.Min(12, random.Poisson(GoalRate(orange, blue, day) * Math.Exp(-edge)));
        var regulation = 309 + (int)(6.5 * (blueGoals + orangeGoals)) + random.Below(22);
        if (blueGoals == orangeGoals)
        {
            match.OvertimeSeconds = (ushort)Math.Clamp(4 - (60 * Math.Log(1 - random.NextDouble())), 4, 430);
            if (random.Chance(1 / (1 + Math.Exp(-2 * edge)))) blueGoals++;
            else orangeGoals++;
        }
        else if (Math.Abs(blueGoals - orangeGoals) >= 3 && random.Chance(.12))
        {
            regulation = 150 + random.Below(150);
        }
        match.Duration = (ushort)((regulation < 300 ? regulation : Math.Clamp(regulation, 320, 400)) + match.OvertimeSeconds + (match.OvertimeSeconds > 0 ? random.Below(6) : 0));
        (match.BlueGoals, match.OrangeGoals) = ((byte)blueGoals, (byte)orangeGoals);
        if (size > 1 && random.Chance(match.Mode.Ranked ? .02 : .1)) match.Leaver = (sbyte)random.Below(2 * size);
        return match;
    }

    private static ScheduledMatch Training(int day, LeagueMember host, ref long clock, ref SeededRandom random)
    {
        var match = new ScheduledMatch
        {
            Seed = random.Next(), Start = (uint)clock, Day = (short)day, Playlist = LeaguePlaylists.Training, TeamSize = 4, Leaver = -1, Substitute = -1,
            Duration = (ushort)(200 + random.Below(600)),
        };
        // Nobody is listed, but somebody recorded it.
        for (var i = 0; i < 6; i++) match.Lineup[i] = i == 0 ? (short)host.Index : (short)-1;
        clock += match.Duration + 60;
        return match;
    }

    private static double Strength(ReadOnlySpan<LeagueMember> side, int day)
    {
        var sum = 0.0;
        foreach (var member in side) sum += (.14 * member.Skill(day, side.Length)) + (.1 * member.Form(day, SkillGroup.Speed));
        return sum / side.Length;
    }

    private static double GoalRate(ReadOnlySpan<LeagueMember> side, ReadOnlySpan<LeagueMember> others, int day)
    {
        var (rate, leak) = (0.0, 1.0);
        foreach (var member in side) rate += RankNorms.Mean(Norm.Goals, member.Skill(day, side.Length), side.Length) * Math.Sqrt(MemberRates.Goals(member));
        foreach (var member in others) leak *= Math.Sqrt(MemberRates.Leak(member));
        return rate * leak * MinutesOfPlay;
    }

    private static int SizeOf(int playlist, ref SeededRandom random) =>
        playlist == LeaguePlaylists.Private ? random.Pick([.3, .3, .4]) + 1
        : playlist == LeaguePlaylists.Tournament ? random.Pick([.0, .4, .6]) + 1
        : LeaguePlaylists.All[playlist].TeamSize;
}
