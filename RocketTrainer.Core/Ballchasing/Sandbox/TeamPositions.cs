using static RocketTrainer.Core.Ballchasing.Sandbox.PayloadStat;

namespace RocketTrainer.Core.Ballchasing.Sandbox;

/// <summary>Who of a team was rearmost, foremost, closest to the ball or farthest from it, and how far mates kept apart.</summary>
internal static class TeamPositions
{
    private static readonly (PayloadStat Time, PayloadStat Percent)[] Places =
    [
        (TimeMostBack, PercentMostBack), (TimeMostForward, PercentMostForward),
        (TimeClosestToBall, PercentClosestToBall), (TimeFarthestFromBall, PercentFarthestFromBall),
    ];

    public static void Share(PlayedMatch played)
    {
        foreach (var orange in (ReadOnlySpan<bool>)[false, true])
        {
            PlayedPlayer[] side = [.. played.Side(orange)];
            foreach (var idle in side.Where(p => p.End <= 0 || side.Length == 1)) Leave(idle);
            PlayedPlayer[] team = [.. side.Where(p => p.End > 0)];
            if (side.Length == 1 || team.Length == 0) continue;

            var random = new SeededRandom(SeededRandom.Mix(played.Match.Seed, orange ? 0x7EA2UL : 0x7EA1UL));
            KeepDistance(played, team, ref random);
            TakePlaces(played, team, ref random);
            CountLastDefenders(played, team, orange, ref random);
        }
    }

    /// <summary>Without mates, or without a second of play, these are not given.</summary>
    private static void Leave(PlayedPlayer player)
    {
        foreach (var (time, percent) in Places) (player[time], player[percent]) = (double.NaN, double.NaN);
        (player[DistanceToMates], player[GoalsAgainstWhileLastDefender]) = (double.NaN, double.NaN);
    }

    private static void KeepDistance(PlayedMatch played, PlayedPlayer[] team, ref SeededRandom random)
    {
        var size = played.Match.TeamSize;
        var shared = random.Normal();
        foreach (var player in team)
        {
            var own = team.Length == 2 ? shared : (.6 * shared) + (.75 * random.Normal()) + (.4 * (player.Member?.Quirks[(int)Norm.MateDistance] ?? 0));
            var skill = team.Length == 2 ? (team[0].Skill + team[1].Skill) / 2 : player.Skill;
            var distance = RankNorms.Mean(Norm.MateDistance, skill, size) + (RankNorms.Spread(Norm.MateDistance, skill, size) * own);
            player[DistanceToMates] = Math.Round(Math.Clamp(distance, 900, 5500));
        }
    }

    private static void TakePlaces(PlayedMatch played, PlayedPlayer[] team, ref SeededRandom random)
    {
        Span<double> back = stackalloc double[team.Length], forward = stackalloc double[team.Length];
        Span<double> close = stackalloc double[team.Length], far = stackalloc double[team.Length];
        for (var i = 0; i < team.Length; i++)
        {
            var (player, member) = (team[i], team[i].Member);
            // Who doesn't rotate stays back or forward, each to his own habit.
            var habit = (member?.WeaknessIn(SkillGroup.Rotation) ?? 0) * ((member?.Seed & 16) == 0 ? 1.3 : -1.3);
            var hanging = (.3 * (member?.Quirks[(int)Norm.MostBack] ?? 0)) + (.95 * random.Normal()) + habit;
            var pressing = (-.6 * hanging) + (.8 * random.Normal());
            var chasing = (.4 * pressing) + (.9 * random.Normal());
            var trailing = (-.6 * chasing) + (.8 * random.Normal());
            (back[i], forward[i]) = (Weight(player, Norm.MostBack, hanging), Weight(player, Norm.MostForward, pressing));
            (close[i], far[i]) = (Weight(player, Norm.ClosestToBall, chasing), Weight(player, Norm.FarthestFromBall, trailing));
        }
        if (team.Length == 2)
        {
            // Of two, one is behind whenever the other is ahead.
            (forward[0], forward[1]) = (back[1] * random.Between(.98, 1.02), back[0]);
            (far[0], far[1]) = (close[1] * random.Between(.98, 1.02), close[0]);
        }

        var live = played.Match.Duration * played.LiveShare;
        Place(team, back, TimeMostBack, PercentMostBack, live * random.Between(.99, 1.02), played.LiveShare);
        Place(team, forward, TimeMostForward, PercentMostForward, live * random.Between(.985, 1), played.LiveShare);
        Place(team, close, TimeClosestToBall, PercentClosestToBall, live * random.Between(.985, 1), played.LiveShare);
        Place(team, far, TimeFarthestFromBall, PercentFarthestFromBall, live * random.Between(.985, 1), played.LiveShare);
    }

    private static double Weight(PlayedPlayer player, Norm norm, double deviation)
    {
        var relative = RankNorms.Spread(norm, player.Skill, 3) / RankNorms.Mean(norm, player.Skill, 3);
        return player.Minutes * Math.Max(.15, 1 + (relative * deviation));
    }

    private static void Place(PlayedPlayer[] team, Span<double> weights, PayloadStat time, PayloadStat percent, double seconds, double liveShare)
    {
        var total = 0.0;
        foreach (var weight in weights) total += weight;
        for (var i = 0; i < team.Length; i++)
        {
            var own = (team[i].End - team[i].Start) * liveShare;
            var there = Math.Min(own * .96, seconds * weights[i] / total);
            team[i][time] = Math.Round(there, 1);
            team[i][percent] = there / own * 100;
        }
    }

    private static void CountLastDefenders(PlayedMatch played, PlayedPlayer[] team, bool orange, ref SeededRandom random)
    {
        var weights = team.Select(p => p[TimeMostBack] * (p.Member is { } m ? MemberRates.Leak(m) : 1.3)).ToArray();
        for (var goals = orange ? played.Match.BlueGoals : played.Match.OrangeGoals; goals > 0; goals--) team[random.Pick(weights)][GoalsAgainstWhileLastDefender]++;
        foreach (var player in team.Where(p => p[GoalsAgainstWhileLastDefender] == 0)) player[GoalsAgainstWhileLastDefender] = double.NaN;
    }
}
