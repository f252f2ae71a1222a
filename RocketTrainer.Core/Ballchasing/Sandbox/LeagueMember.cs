namespace RocketTrainer.Core.Ballchasing.Sandbox;

/// <summary>What a player may be good or bad at, apart from rank.</summary>
internal enum SkillGroup
{
    Finishing, Playmaking, Defending, BoostEconomy, BoostControl, Speed, Aerial, Powerslide, Goalside, Rotation, BallProximity, Demos,
}

internal sealed record CameraSettings(int Fov, int Height, int Pitch, int Distance, double Stiffness, double Swivel, double Transition, double Steering);

/// <summary>
/// One player of the league. Everything about a player on a day follows from the league's seed and that day, so that
/// a match reads the same whenever it is looked at.
/// </summary>
internal sealed class LeagueMember
{
    public required int Index { get; init; }

    public required ulong Seed { get; init; }

    public required string Platform { get; init; }

    public required string PlatformId { get; init; }

    /// <summary>Replays hide this player's id and mostly the name behind asterisks.</summary>
    public bool Masked { get; init; }

    public required string Name { get; init; }

    /// <summary>The name up to <see cref="RenamedOn"/>, for the few who took a new one.</summary>
    public string? FormerName { get; init; }

    public int RenamedOn { get; init; }

    public bool Pro { get; init; }

    /// <summary>The Steam account this player uploads with, whatever platform the game runs on.</summary>
    public required string Account { get; init; }

    public required bool Uploads { get; init; }

    /// <summary>Uploads with a plug-in that knows the lobby's ranks and gives replays a speaking title.</summary>
    public required bool HasPlugin { get; init; }

    public required int UtcOffsetHours { get; init; }

    public required double BaseSkill { get; init; }

    /// <summary>Tiers gained per year.</summary>
    public double Trend { get; set; }

    public required double[] ModeOffsets { get; init; }

    /// <summary>Strength in each skill group, in standard deviations between players of one rank.</summary>
    public required double[] Groups { get; init; }

    /// <summary>Peculiarities in single stats, in the same unit.</summary>
    public required double[] Quirks { get; init; }

    public SkillGroup? WeakGroup { get; set; }

    /// <summary>How far the weak group lies below peers, in standard deviations of one player-game.</summary>
    public double Weakness { get; set; }

    public required double[] Tastes { get; init; }

    /// <summary>How much this player is about, 1 being usual.</summary>
    public double Activity { get; set; }

    /// <summary>Chance of opening a session on a day.</summary>
    public double SessionRate { get; set; }

    public LeagueTeam? Team { get; set; }

    /// <summary>Europe and America seldom meet.</summary>
    public bool European => UtcOffsetHours >= 0;

    /// <summary>Skill on the rank scale: three years along the trend, three years back, and a slow wave of form on top.</summary>
    public double Skill(int day, int teamSize)
    {
        var years = day / 365.25 % 6;
        var along = years < 3 ? years : 6 - years;
        var wave = .25 * Math.Sin((day / 47.0) + (Seed & 7)) + .15 * Math.Sin((day / 17.0) + ((Seed >> 3) & 7));
        return Math.Clamp(BaseSkill + (Trend * along) + wave + ModeOffsets[Math.Clamp(teamSize, 1, 3) - 1], 1.02, 22.4);
    }

    /// <summary>How this player feels about one skill group that day, in standard deviations of one player-game.</summary>
    public double Form(int day, SkillGroup group) => .28 * SeededRandom.Normal(Seed, ((ulong)day << 8) + (ulong)group + 1);

    public string NameOn(int day) => FormerName is { } former && day < RenamedOn ? former : Name;

    public double WeaknessIn(SkillGroup group) => WeakGroup == group ? Weakness : 0;

    public (int Id, string Name) CarOn(int day)
    {
        var random = new SeededRandom(SeededRandom.Mix(Seed, 0xCA0 + Epoch(day, 0xC1)));
        return random.Pick<(int, string)>(random.Chance(.7) ? LeagueRoster.UsualCars : LeagueRoster.OtherCars);
    }

    public CameraSettings CameraOn(int day)
    {
        var random = new SeededRandom(Seed ^ 0xCAFE);
        var tweak = new SeededRandom(SeededRandom.Mix(Seed, 0xCB0 + Epoch(day, 0xC2)));
        return new(
            Fov: random.Chance(.85) ? 110 : 100 + random.Below(10),
            Height: 90 + (10 * random.Below(4)),
            Pitch: -3 - random.Below(3),
            Distance: 250 + (10 * (random.Below(4) + tweak.Below(3))),
            Stiffness: Math.Round(.3 + (.05 * (random.Below(9) + tweak.Below(3))), 2),
            Swivel: Math.Round(2.5 + (.1 * random.Below(45)), 1),
            Transition: Math.Round(1 + (.1 * (random.Below(8) + tweak.Below(2))), 1),
            Steering: random.Chance(.03) ? -1 : Math.Round(1 + (.05 * (random.Below(10) + tweak.Below(4))), 2));
    }

    /// <summary>Settings hold for five months to two years, then change.</summary>
    private ulong Epoch(int day, ulong what)
    {
        var period = 150 + (int)(SeededRandom.Share(Seed, what) * 550);
        return (ulong)((day + (int)(Seed % 997)) / period);
    }
}

/// <summary>Two or three players who often play together.</summary>
internal sealed record LeagueTeam(string Name, LeagueMember[] Members);
