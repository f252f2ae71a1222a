namespace RocketTrainer.Core.Ballchasing.Sandbox;

/// <summary>
/// Draws a player's numbers in one match: the norm of the player's skill, moved by what sets the player apart, by the
/// day's form, by a planted weakness and by chance. The parts' variances add up to the norm's spread.
/// </summary>
internal ref struct PlayerDice
{
    private static readonly int Groups = Enum.GetValues<SkillGroup>().Length;

    private readonly PlayedPlayer _player;
    private readonly int _teamSize;
    private readonly double _tempo;
    private readonly int _day;
    private readonly double[] _luck;
    private SeededRandom _random;
    private SeededRandom _twitch;
    private readonly bool _secondRecording;

    public PlayerDice(PlayedMatch played, PlayedPlayer player, int copy)
    {
        _player = player;
        _teamSize = played.Match.TeamSize;
        _tempo = played.Tempo;
        _day = played.Match.Day;
        _random = new SeededRandom(SeededRandom.Mix(played.Match.Seed, 0x71A000 + (ulong)player.Slot));
        _twitch = new SeededRandom(SeededRandom.Mix(played.Match.Seed, 0x72A000 + (ulong)(player.Slot + (16 * copy))));
        _secondRecording = copy > 0;
        _luck = new double[Groups];
        for (var g = 0; g < Groups; g++)
        {
            var pace = (SkillGroup)g is SkillGroup.Speed or SkillGroup.BoostEconomy or SkillGroup.Aerial ? .35 : 0;
            _luck[g] = (Math.Sqrt(.5616 - (pace * pace)) * _random.Normal()) + (pace * _tempo);
        }
    }

    public double Normal() => _random.Normal();

    public double Between(double low, double high) => _random.Between(low, high);

    public readonly double Mean(Norm norm) => RankNorms.Mean(norm, _player.Skill, _teamSize);

    public readonly double Spread(Norm norm) => RankNorms.Spread(norm, _player.Skill, _teamSize);

    /// <summary>A number that may lie on either side of its mean.</summary>
    public double Value(Norm norm, SkillGroup? group = null, int better = 0) => Mean(norm) + (Spread(norm) * Deviation(norm, group, better));

    /// <summary>A number that can't be negative, as log-normal, with the norm's spread times <paramref name="spread"/>.</summary>
    public double Rate(Norm norm, SkillGroup? group = null, int better = 0, double spread = 1)
    {
        var mean = Mean(norm);
        if (mean <= 0) return 0;
        var relative = spread * Spread(norm) / mean;
        var variance = Math.Log(1 + (relative * relative));
        return mean * Math.Exp((Math.Sqrt(variance) * Math.Clamp(Deviation(norm, group, better), -3.2, 2.7)) - (variance / 2));
    }

    /// <summary>A factor around 1 that goes with a skill group.</summary>
    public double Wobble(SkillGroup group, double spread) =>
        Math.Exp(spread * ((.5 * Trait(group)) + (.7 * _luck[(int)group]) + (.5 * _random.Normal()) - (_player.Member?.WeaknessIn(group) ?? 0)));

    /// <summary>What a planted weakness leaves of 1, at a loss of <paramref name="perSpread"/> for each standard deviation.</summary>
    public readonly double Weakened(SkillGroup group, double perSpread) => Math.Exp(-perSpread * (_player.Member?.WeaknessIn(group) ?? 0));

    /// <summary>A whole number that is <paramref name="expected"/> on average.</summary>
    public double Whole(double expected) => Math.Floor(expected + _random.NextDouble());

    public double Successes(double tries, double chance)
    {
        var count = 0;
        for (var i = 0; i < tries; i++)
        {
            if (_random.NextDouble() < chance) count++;
        }
        return count;
    }

    /// <summary>Seconds with two decimals; a second recording of the match reads a few hundredths off.</summary>
    public double Seconds(double seconds) => Math.Round(Math.Max(0, seconds + Twitch(.03)), 2);

    /// <summary>Zero, or in a second recording a number up to <paramref name="most"/> on either side.</summary>
    public double Twitch(double most) => _secondRecording ? _twitch.Between(-most, most) : 0;

    private double Deviation(Norm norm, SkillGroup? group, int better)
    {
        var between = RankNorms.BetweenPlayers(norm);
        var member = _player.Member;
        var quirk = member?.Quirks[(int)norm] ?? 0;
        var own = _random.Normal();
        if (group is not { } g) return (Math.Sqrt(between) * quirk) + (Math.Sqrt(1 - between) * own);

        var trait = (better * .8 * Trait(g)) + (.6 * quirk);
        var luck = (better * (_luck[(int)g] + (member?.Form(_day, g) ?? 0))) + (.6 * own);
        return (Math.Sqrt(between) * trait) + (Math.Sqrt(1 - between) * luck) - (better * (member?.WeaknessIn(g) ?? 0));
    }

    private readonly double Trait(SkillGroup group) => _player.Member?.Groups[(int)group] ?? 0;
}
