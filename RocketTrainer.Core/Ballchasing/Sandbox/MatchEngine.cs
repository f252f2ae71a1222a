namespace RocketTrainer.Core.Ballchasing.Sandbox;

/// <summary>
/// Plays a scheduled match out. The line-up and the scoreboard come first, from a random stream of their own, so that a
/// list item, which needs nothing else, agrees with the detail.
/// </summary>
internal static class MatchEngine
{
    private static readonly string[] Bots = ["Saltie", "Centice", "Buzz", "Casper", "Samara", "Caveman"];

    public static PlayedMatch Play(SandboxLeague league, in ScheduledMatch match, int copy, bool scoreboardOnly)
    {
        var random = new SeededRandom(SeededRandom.Mix(match.Seed, 0x5C03E));
        var played = new PlayedMatch { Match = match, Players = LineUp(league, match, ref random) };
        played.LiveShare = Math.Clamp(.987 - (.0068 * (match.BlueGoals + match.OrangeGoals)) + (.004 * random.Normal()), .89, .985);
        played.Tempo = random.Normal();
        played.Push = Math.Clamp((.22 * (match.BlueGoals - match.OrangeGoals)) + (.85 * random.Normal()), -2.5, 2.5);
        if (match.PlayerCount == 0)
        {
            played.BlueSide = Math.Round(match.Duration * random.Between(.25, .4), 2);
            played.OrangeSide = Math.Round(match.Duration * random.Between(.4, .55), 2);
            return played;
        }

        KeepScore(played, ref random);
        if (!scoreboardOnly)
        {
            ShareBall(played, ref random);
            TradeDemos(played, ref random);
            foreach (var player in played.Players) PlayerEngine.Play(played, player, copy);
            TeamPositions.Share(played);
        }
        return played;
    }

    /// <summary>The ranks a recording knows: of most players, if it was made with the plug-in in a ranked playlist.</summary>
    public static LeagueRank? RankIn(SandboxLeague league, in ScheduledMatch match, LeagueMember member, int slot) =>
        match.Mode.Ranked && RanksKnown(league, match) && SeededRandom.Share(match.Seed, 0x4A4B0 + (ulong)slot) < .93
            ? RankScale.Of(member.Skill(match.Day, match.TeamSize) - (match.Playlist > LeaguePlaylists.Standard ? 1.2 : 0))
            : null;

    private static bool RanksKnown(SandboxLeague league, in ScheduledMatch match)
    {
        for (var slot = 0; slot < match.PlayerCount; slot++)
        {
            if (league.Roster.Members[match.Lineup[slot]].HasPlugin) return SeededRandom.Share(match.Seed, 0x4A4B) < .88;
        }
        return false;
    }

    private static List<PlayedPlayer> LineUp(SandboxLeague league, in ScheduledMatch match, ref SeededRandom random)
    {
        var end = match.Duration + Math.Round(random.Between(.01, .99), 5);
        var players = new List<PlayedPlayer>(8);
        for (var slot = 0; slot < match.PlayerCount; slot++)
        {
            var member = league.Roster.Members[match.Lineup[slot]];
            var isGuest = slot == 1 && match.HasGuest;
            var player = new PlayedPlayer(member, slot >= match.TeamSize)
            {
                Slot = slot, End = end, Skill = Math.Max(1, member.Skill(match.Day, match.TeamSize) - (isGuest ? 3 : 0)),
                Rank = RankIn(league, match, member, slot), GuestNumber = isGuest ? 1 : 0,
            };
            players.Add(player);
            if (slot != match.Leaver) continue;

            player.End = Math.Round(random.Between(.12, .85) * match.Duration, 5);
            if (match.Substitute == -1) continue;
            var substitute = match.Substitute >= 0 ? league.Roster.Members[match.Substitute] : null;
            // Some bots are listed without having played a second.
            var neverPlayed = substitute is null && random.Chance(.15);
            players.Add(new PlayedPlayer(substitute, player.Orange)
            {
                Slot = 6,
                Start = neverPlayed ? -1 : Math.Round(Math.Min(player.End + random.Between(1, 20), match.Duration - 5), 5),
                End = neverPlayed ? 0 : end,
                BotName = substitute is null ? random.Pick<string>(Bots) : null,
                Skill = substitute?.Skill(match.Day, match.TeamSize) ?? 2,
            });
        }

        players.Sort(static (a, b) => a.Orange.CompareTo(b.Orange));
        return players;
    }

    /// <summary>Goals, shots, saves, assists and points. A side's goals are given; the rest follows each player's rates.</summary>
    private static void KeepScore(PlayedMatch played, ref SeededRandom random)
    {
        var match = played.Match;
        foreach (var orange in (ReadOnlySpan<bool>)[false, true])
        {
            PlayedPlayer[] side = [.. played.Side(orange)];
            PlayedPlayer[] others = [.. played.Side(!orange)];
            var leak = 1.0;
            foreach (var other in others) leak *= other.Member is { } m ? MemberRates.Leak(m) : 1.1;

            var weights = Weights(side, static m => Math.Sqrt(MemberRates.Goals(m)));
            var passes = Weights(side, MemberRates.Assists);
            for (var goal = orange ? match.OrangeGoals : match.BlueGoals; goal > 0; goal--)
            {
                var scorer = side[random.Pick(weights)];
                scorer[PayloadStat.Goals]++;
                if (!random.Chance(.03)) scorer[PayloadStat.Shots]++;
                var passer = side[random.Pick(passes)];
                var skill = scorer.Skill;
                if (passer == scorer) continue;
                var chance = RankNorms.Mean(Norm.Assists, skill, match.TeamSize) / RankNorms.Mean(Norm.Goals, skill, match.TeamSize) * side.Length / (side.Length - 1.0);
                if (random.Chance(Math.Min(.95, chance))) passer[PayloadStat.Assists]++;
            }

            var missed = 0;
            foreach (var player in side)
            {
                var rate = RankNorms.Mean(Norm.Shots, player.Skill, match.TeamSize) - RankNorms.Mean(Norm.Goals, player.Skill, match.TeamSize);
                if (player.End <= 0) continue;
                var factor = player.Member is { } m ? MemberRates.Shots(m) : .4;
                var misses = random.Poisson(rate * factor * leak * Math.Exp(.12 * (orange ? -played.Push : played.Push)) * player.Minutes);
                player[PayloadStat.Shots] += misses;
                missed += misses;
            }

            var savers = Weights(others, MemberRates.Saves);
            var (saveRate, frame) = (0.0, 0.0);
            foreach (var other in others)
            {
                var skill = other.Skill;
                saveRate += Math.Clamp(RankNorms.Mean(Norm.Saves, skill, match.TeamSize) / (RankNorms.Mean(Norm.Shots, skill, match.TeamSize) - RankNorms.Mean(Norm.Goals, skill, match.TeamSize)), .1, .95)
                    * Math.Sqrt(other.Member is { } m ? MemberRates.Saves(m) : .5);
                frame++;
            }
            for (; missed > 0; missed--)
            {
                if (random.Chance(Math.Min(.97, saveRate / frame))) others[random.Pick(savers)][PayloadStat.Saves]++;
            }
        }
        Finish(played, ref random);
    }

    private static void Finish(PlayedMatch played, ref SeededRandom random)
    {
        var size = played.Match.TeamSize;
        foreach (var orange in (ReadOnlySpan<bool>)[false, true])
        {
            var shots = played.Side(!orange).Sum(p => p[PayloadStat.Shots]);
            var goals = orange ? played.Match.BlueGoals : played.Match.OrangeGoals;
            foreach (var player in played.Side(orange))
            {
                player[PayloadStat.ShotsAgainst] = shots;
                player[PayloadStat.GoalsAgainst] = goals;
                player[PayloadStat.ShootingPercentage] = player[PayloadStat.Shots] > 0 ? player[PayloadStat.Goals] / player[PayloadStat.Shots] * 100 : 0;
                // What the scoreboard gives besides: touches, clears, centres.
                var usual = RankNorms.Mean(Norm.Score, player.Skill, size) - (100 * RankNorms.Mean(Norm.Goals, player.Skill, size)) - (50 * RankNorms.Mean(Norm.Assists, player.Skill, size))
                    - (50 * RankNorms.Mean(Norm.Saves, player.Skill, size)) - (10 * RankNorms.Mean(Norm.Shots, player.Skill, size));
                var touches = player.End <= 0 ? 0 : Math.Max(1, usual) * player.Minutes * Math.Exp((.3 * random.Normal()) - .045);
                player[PayloadStat.Score] = (100 * player[PayloadStat.Goals]) + (50 * player[PayloadStat.Assists]) + (50 * player[PayloadStat.Saves])
                    + (10 * player[PayloadStat.Shots]) + (2 * Math.Round(touches / 2));
            }
        }
        var winners = played.Side(played.Match.OrangeGoals > played.Match.BlueGoals).Where(p => p.Member is not null);
        if (SeededRandom.Share(played.Match.Seed, 0x3B9) < .95 && winners.MaxBy(p => p[PayloadStat.Score]) is { } best) best.Mvp = true;
    }

    private static void ShareBall(PlayedMatch played, ref SeededRandom random)
    {
        var live = played.Match.Duration * played.LiveShare;
        var possession = live * random.Between(.78, .92);
        var share = Math.Clamp(.5 + (.045 * played.Push) + (.04 * random.Normal()), .25, .75);
        played.BluePossession = Math.Round(possession * share, 2);
        played.OrangePossession = Math.Round(possession * (1 - share), 2);
        var inBlue = Math.Clamp(.5 - (.06 * played.Push) + (.02 * random.Normal()), .2, .8);
        played.BlueSide = Math.Round(live * .985 * inBlue, 2);
        played.OrangeSide = Math.Round(live * .985 * (1 - inBlue), 2);
    }

    private static void TradeDemos(PlayedMatch played, ref SeededRandom random)
    {
        foreach (var player in played.Players)
        {
            if (player.End <= 0) continue;
            PlayedPlayer[] others = [.. played.Side(!player.Orange)];
            var rate = RankNorms.Mean(Norm.Inflicted, player.Skill, played.Match.TeamSize) * (player.Member is { } m ? MemberRates.Demos(m) : .5);
            var demos = random.Poisson(rate * player.Minutes * others.Average(o => o.Member is { } m ? MemberRates.Demolished(m) : 1));
            var victims = Weights(others, MemberRates.Demolished);
            for (; demos > 0; demos--)
            {
                player[PayloadStat.DemosInflicted]++;
                others[random.Pick(victims)][PayloadStat.DemosTaken]++;
            }
        }
    }

    private static double[] Weights(PlayedPlayer[] side, Func<LeagueMember, double> rate) =>
        [.. side.Select(p => p.End <= 0 ? 0 : p.Minutes * (p.Member is { } m ? rate(m) : .4))];
}
