namespace RocketTrainer.Core.Ballchasing.Sandbox;

/// <summary>A player in a match that was played out. A bot has no member; a split-screen guest has the host's member and a number.</summary>
internal sealed class PlayedPlayer(LeagueMember? member, bool orange)
{
    private readonly double[] _values = new double[PayloadStats.Count];

    public LeagueMember? Member => member;

    public bool Orange => orange;

    public required int Slot { get; init; }

    /// <summary>Seconds into the match; above 0 for who came later.</summary>
    public double Start { get; set; }

    public double End { get; set; }

    public string? BotName { get; init; }

    public int GuestNumber { get; init; }

    public double Skill { get; init; }

    /// <summary>The rank the recording knew, if any.</summary>
    public LeagueRank? Rank { get; init; }

    public bool Mvp { get; set; }

    public double Minutes => (End - Start) / 60;

    /// <summary>NaN where the number is not given.</summary>
    public double this[PayloadStat stat]
    {
        get => _values[(int)stat];
        set => _values[(int)stat] = value;
    }
}

/// <summary>A match that was played out: who was there, and what Ballchasing would tell of it.</summary>
internal sealed class PlayedMatch
{
    public required ScheduledMatch Match { get; init; }

    /// <summary>Blue first; leavers and those who came for them included.</summary>
    public required List<PlayedPlayer> Players { get; init; }

    public double BluePossession { get; set; }

    public double OrangePossession { get; set; }

    /// <summary>Seconds the ball spent in blue's half.</summary>
    public double BlueSide { get; set; }

    public double OrangeSide { get; set; }

    /// <summary>Seconds without kickoffs and goal pauses, per second of play.</summary>
    public double LiveShare { get; set; }

    /// <summary>How far play was pushed towards the orange goal, in standard deviations.</summary>
    public double Push { get; set; }

    /// <summary>How hectic the match was, in standard deviations.</summary>
    public double Tempo { get; set; }

    public IEnumerable<PlayedPlayer> Side(bool orange) => Players.Where(p => p.Orange == orange);

    public LeagueRank? LowestRank => Players.Where(p => p.Rank is not null).MinBy(p => (p.Rank!.Value.Tier * 10) + p.Rank.Value.Division)?.Rank;

    public LeagueRank? HighestRank => Players.Where(p => p.Rank is not null).MaxBy(p => (p.Rank!.Value.Tier * 10) + p.Rank.Value.Division)?.Rank;
}
