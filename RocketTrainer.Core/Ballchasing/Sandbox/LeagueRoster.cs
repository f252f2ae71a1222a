using System.Globalization;

namespace RocketTrainer.Core.Ballchasing.Sandbox;

/// <summary>Makes the league's players and teams. Members stand in order of their skill at the league's start.</summary>
internal sealed class LeagueRoster
{
    public const int Size = 240;
    private const int Ordinary = 0, Regular = 1, Rare = 2;

    public static readonly (int Id, string Name)[] UsualCars =
        [(23, "Octane"), (23, "Octane"), (23, "Octane"), (4284, "Fennec"), (4284, "Fennec"), (403, "Dominus"), (1568, "Octane ZSR")];

    public static readonly (int Id, string Name)[] OtherCars =
    [
        (22, "Breakout"), (1018, "Dominus GT"), (24, "Paladin"), (30, "Merc"), (1171, "Masamune"), (803, "'16 Batmobile"), (1416, "Breakout Type-S"),
        (2269, "'99 Nissan Skyline GT-R R34"), (597, "DeLorean Time Machine"), (600, "Ripper"), (1624, "Endo"), (1856, "Jäger 619"), (9999, ""),
    ];

    private static readonly string[] TeamNames =
        ["Night Shift", "Third Man", "Boost Thieves", "Backpost Club", "Pinch Perfect", "Slow Kickoff", "Overtime Inc.", "Flip Reset FC", "Demo Derby", "Low Fifty"];

    private static readonly int[] Offsets = [0, 1, 1, 1, 2, 2, 3, -5, -6, -8];

    public LeagueRoster(ulong seed)
    {
        var random = new SeededRandom(SeededRandom.Mix(seed, 0x105732));
        var names = Handles.Invent(Size + 12, SeededRandom.Mix(seed, 0x4A3E5));
        var members = new LeagueMember[Size];
        LeagueMember? before = null;
        for (var i = 0; i < Size; i++) members[i] = before = Create(i, seed, names, ref random, before);
        Members = members;

        Featured = Cast(ref random);
        Teams = [.. FormTeams(ref random)];
    }

    public IReadOnlyList<LeagueMember> Members { get; }

    public IReadOnlyList<LeagueTeam> Teams { get; }

    /// <summary>The players worth a look, the busiest first.</summary>
    public IReadOnlyList<LeagueMember> Featured { get; }

    private static LeagueMember Create(int index, ulong leagueSeed, string[] names, ref SeededRandom random, LeagueMember? before)
    {
        var share = (index + .5) / Size;
        var skill = Math.Clamp(12.2 + (2.55 * Math.Log(share / (1 - share))), 1.2, 21.4) + random.Between(-.15, .15);
        // Every second player is the counterpart of the one before, so that a rank's players average out at its norms.
        var (groups, quirks) = (new double[Enum.GetValues<SkillGroup>().Length], new double[RankNorms.Count]);
        for (var g = 0; g < groups.Length; g++) groups[g] = index % 2 == 1 && before is not null ? -before.Groups[g] : random.Normal();
        for (var s = 0; s < quirks.Length; s++) quirks[s] = index % 2 == 1 && before is not null ? -before.Quirks[s] : random.Normal();
        var tastes = LeaguePlaylists.Popularity.ToArray();
        for (var p = 0; p < tastes.Length; p++) tastes[p] *= Math.Exp(.6 * random.Normal());

        // Steam gave out no number as low as these: nobody real is behind them.
        var account = "76561190" + Digits(ref random, 9);
        var (platform, id) = random.NextDouble() switch
        {
            < .45 => ("steam", account),
            < .76 => ("epic", Hex(ref random, 32)),
            < .88 => ("ps4", string.Create(CultureInfo.InvariantCulture, $"{string.Concat(names[index].Where(char.IsAsciiLetterOrDigit))}_{index:000}")),
            < .97 => ("xbox", Hex(ref random, 16)),
            _ => ("psynet", Hex(ref random, 16)),
        };
        var uploads = random.Chance(.6);
        return new()
        {
            Index = index,
            Seed = SeededRandom.Mix(leagueSeed, 0x3E3B000 + (ulong)index),
            Platform = platform,
            PlatformId = id,
            Masked = platform == "ps4" && random.Chance(.15),
            Name = names[index],
            FormerName = random.Chance(.05) ? names[Size + (index % 12)] : null,
            RenamedOn = 100 + random.Below(600),
            Pro = skill > 20.5 && index % 4 == 0,
            Account = account,
            Uploads = uploads,
            HasPlugin = uploads && random.Chance(.8),
            UtcOffsetHours = random.Pick<int>(Offsets),
            BaseSkill = skill,
            Trend = random.NextDouble() switch { < .14 => random.Between(.5, 1.0), < .24 => random.Between(-.8, -.4), _ => random.Between(-.1, .15) },
            ModeOffsets = [-.8 + (.4 * random.Normal()), .25 * random.Normal(), .25 * random.Normal()],
            Groups = groups,
            Quirks = quirks,
            Tastes = tastes,
            Activity = Math.Exp(.5 * random.Normal()),
            SessionRate = .012,
        };
    }

    /// <summary>Gives a handful of players a part to play, and the rest their place between regulars and rare guests.</summary>
    private LeagueMember[] Cast(ref SeededRandom random)
    {
        foreach (var member in Members)
        {
            switch (random.Pick([.91, .03, .06]))
            {
                case Regular: (member.Activity, member.SessionRate) = (2.6, .13); break;
                case Rare: (member.Activity, member.SessionRate) = (.008, 0); break;
                case Ordinary: break;
            }
            if (random.Chance(.08))
            {
                member.WeakGroup = (SkillGroup)random.Below(member.Groups.Length);
                member.Weakness = random.Between(1, 1.5);
            }
        }

        var taken = new HashSet<LeagueMember>();
        var grinder = Find(11.2, taken);
        var partner = Find(11.5, taken);
        var flyer = Find(14.4, taken);
        var guzzler = Find(12.6, taken);
        var veteran = Find(17.3, taken);
        var captain = Find(19.3, taken);
        Play(grinder, activity: 3, sessions: .62, weak: SkillGroup.BoostEconomy, weakness: 1.1, trend: 1.3);
        Play(partner, activity: 3.2, sessions: .12, weak: null, weakness: 0, trend: 1.2);
        Play(flyer, activity: 2.6, sessions: .16, weak: SkillGroup.Aerial, weakness: 1.4, trend: .05);
        Play(guzzler, activity: 2.6, sessions: .16, weak: SkillGroup.BoostControl, weakness: 1.25, trend: .1);
        Play(veteran, activity: 2.4, sessions: .16, weak: null, weakness: 0, trend: -.8);
        Play(captain, activity: 2.4, sessions: .18, weak: SkillGroup.Demos, weakness: 1.2, trend: .2);
        // The grinder's heart is in 2v2.
        (grinder.Tastes[LeaguePlaylists.Doubles], grinder.Tastes[LeaguePlaylists.Standard], grinder.Tastes[LeaguePlaylists.Duels]) = (2, .22, .08);
        partner.Tastes[LeaguePlaylists.Doubles] = 1.2;
        captain.Tastes[LeaguePlaylists.Standard] = 1.5;
        return [grinder, flyer, guzzler, veteran, captain, partner];
    }

    private static void Play(LeagueMember member, double activity, double sessions, SkillGroup? weak, double weakness, double trend)
    {
        (member.Activity, member.SessionRate, member.WeakGroup, member.Weakness, member.Trend) = (activity, sessions, weak, weakness, trend);
        if (weak is { } group) member.Groups[(int)group] = Math.Min(member.Groups[(int)group], 0) / 4;
        // A plain strength or weakness by nature would blur the one that is planted.
        for (var g = 0; g < member.Groups.Length; g++) member.Groups[g] *= .5;
        for (var s = 0; s < member.Quirks.Length; s++) member.Quirks[s] *= .5;
    }

    /// <summary>A player of about this skill whom replays show by name, in Europe, not yet cast.</summary>
    private LeagueMember Find(double skill, HashSet<LeagueMember> taken)
    {
        var found = Members.Where(m => m is { Masked: false, European: true, FormerName: null, Uploads: true, Platform: "steam" or "epic" } && !taken.Contains(m) && m.Name.All(char.IsAsciiLetterOrDigit))
            .MinBy(m => Math.Abs(m.BaseSkill - skill))!;
        taken.Add(found);
        return found;
    }

    private List<LeagueTeam> FormTeams(ref SeededRandom random)
    {
        var teams = new List<LeagueTeam>();
        Join(teams, Featured[0], [Featured[^1]], "Quick Chat");
        Join(teams, Featured[4], Near(Featured[4], 2), "Calculated");
        for (var i = 0; i < TeamNames.Length + 9; i++)
        {
            var captain = Members[20 + random.Below(Size - 30)];
            if (captain.Team is null) Join(teams, captain, Near(captain, i < TeamNames.Length ? 2 : 1), i < TeamNames.Length ? TeamNames[i] : "");
        }
        return teams;
    }

    private LeagueMember[] Near(LeagueMember captain, int count) =>
        [.. Members.Where(m => m != captain && m is { Team: null, Masked: false } && m.European == captain.European && m.Activity > .1 && !Featured.Contains(m))
            .OrderBy(m => Math.Abs(m.Index - captain.Index)).ThenBy(m => m.Index).Take(count)];

    private static void Join(List<LeagueTeam> teams, LeagueMember captain, LeagueMember[] others, string name)
    {
        var team = new LeagueTeam(name, [captain, .. others]);
        foreach (var member in team.Members) member.Team = team;
        teams.Add(team);
    }

    private static string Digits(ref SeededRandom random, int count)
    {
        Span<char> digits = stackalloc char[count];
        foreach (ref var digit in digits) digit = (char)('0' + random.Below(10));
        return digits.ToString();
    }

    private static string Hex(ref SeededRandom random, int count) => HexOf(random.Next(), random.Next())[..count];

    private static string HexOf(ulong high, ulong low) => high.ToString("x16", CultureInfo.InvariantCulture) + low.ToString("x16", CultureInfo.InvariantCulture);
}
