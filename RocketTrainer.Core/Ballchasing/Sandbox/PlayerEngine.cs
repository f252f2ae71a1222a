using static RocketTrainer.Core.Ballchasing.Sandbox.PayloadStat;

namespace RocketTrainer.Core.Ballchasing.Sandbox;

/// <summary>
/// Plays one player's part: boost, movement and place on the field, around the norms of the player's skill. Times come
/// first, rounded as Ballchasing gives them; shares are computed from the rounded times.
/// </summary>
internal static class PlayerEngine
{
    public static void Play(PlayedMatch played, PlayedPlayer player, int copy)
    {
        if (player.End <= 0)
        {
            player[DistanceToMates] = double.NaN;
            return;
        }
        var dice = new PlayerDice(played, player, copy);
        // Measured: the field times add up to a little less than the time between start and end.
        var active = Math.Round((player.End - player.Start) * dice.Between(.9925, .9985), 2);
        var live = (player.End - player.Start) * played.LiveShare;
        PlayBoost(player, ref dice, active, live);
        PlayMovement(player, ref dice, active);
        PlayField(played, player, ref dice, active);
    }

    private static void PlayBoost(PlayedPlayer player, ref PlayerDice dice, double active, double live)
    {
        var minutes = active / 60;
        // Big pads don't go with small ones: who takes many of the one kind has no time for the other.
        var bigs = dice.Whole(dice.Rate(Norm.CountBig, spread: .9) * dice.Weakened(SkillGroup.BoostEconomy, .22) * minutes);
        var smalls = dice.Whole(dice.Rate(Norm.CountSmall, SkillGroup.BoostEconomy, 1) * minutes);
        // Who takes more big pads overfills more: what varies between players is the overfill per pad.
        var perBig = dice.Rate(Norm.Overfill, SkillGroup.BoostEconomy, -1, spread: .85) / dice.Mean(Norm.CountBig);
        var overfill = Math.Round(Math.Min(perBig * bigs, (55 * bigs) + (3 * smalls)));
        var fromBigs = Math.Round(Math.Clamp((100 * bigs) - (.93 * overfill), 45 * bigs, 100 * bigs));
        var fromSmalls = Math.Round(smalls * dice.Mean(Norm.AmountSmall) / dice.Mean(Norm.CountSmall) * (1 + (.035 * dice.Normal())));
        var stolenBigs = dice.Successes(bigs, dice.Mean(Norm.StolenBig) / dice.Mean(Norm.CountBig) * dice.Wobble(SkillGroup.BoostEconomy, .1));
        var stolenSmalls = dice.Successes(smalls, dice.Mean(Norm.StolenSmall) / dice.Mean(Norm.CountSmall) * dice.Wobble(SkillGroup.BoostEconomy, .12));
        var fromStolenBigs = bigs == 0 ? 0 : Math.Round(Math.Min(fromBigs, Math.Min(100, fromBigs / bigs * dice.Between(.9, 1.1)) * stolenBigs));
        var fromStolenSmalls = smalls == 0 ? 0 : Math.Round(Math.Min(fromSmalls, fromSmalls / smalls * stolenSmalls));

        (player[CountCollectedBig], player[CollectedBig], player[CountStolenBig], player[StolenBig]) = (bigs, fromBigs, stolenBigs, fromStolenBigs);
        (player[CountCollectedSmall], player[CollectedSmall], player[CountStolenSmall], player[StolenSmall]) = (smalls, fromSmalls, stolenSmalls, fromStolenSmalls);
        (player[Collected], player[Stolen]) = (fromBigs + fromSmalls, fromStolenBigs + fromStolenSmalls);
        player[Overfill] = overfill;
        player[OverfillStolen] = Math.Round(overfill * Math.Min(1, dice.Mean(Norm.OverfillStolen) / dice.Mean(Norm.Overfill) * Math.Exp((.7 * dice.Normal()) - .245)));
        player[UsedWhileSupersonic] = Math.Round(dice.Rate(Norm.UsedWhileSupersonic, SkillGroup.BoostControl, -1) * minutes);
        player[Bcpm] = player[Collected] / live * 60;
        player[Bpm] = Math.Round(Math.Max(0, player[Bcpm] + dice.Mean(Norm.Bpm) - dice.Mean(Norm.Bcpm) + (12 * dice.Normal())));

        var low = Math.Max(2, dice.Value(Norm.Boost0To25, SkillGroup.BoostControl, -1));
        var high = Math.Max(2, dice.Value(Norm.Boost75To100) - (.45 * (low - dice.Mean(Norm.Boost0To25))));
        var lower = Math.Max(2, dice.Value(Norm.Boost25To50));
        var upper = Math.Max(2, dice.Value(Norm.Boost50To75));
        var known = active * .967 / (low + lower + upper + high);
        (player[Time0To25], player[Time25To50]) = (dice.Seconds(low * known), dice.Seconds(lower * known));
        (player[Time50To75], player[Time75To100]) = (dice.Seconds(upper * known), dice.Seconds(high * known));
        Shares(player, [(Time0To25, Percent0To25), (Time25To50, Percent25To50), (Time50To75, Percent50To75), (Time75To100, Percent75To100)]);

        player[TimeZero] = dice.Seconds(Math.Min(player[Time0To25] * .92, dice.Rate(Norm.ZeroBoost, SkillGroup.BoostControl, -1) / 100 * live));
        player[TimeFull] = dice.Seconds(Math.Min(player[Time75To100] * .97, dice.Rate(Norm.FullBoost) / 100 * live));
        (player[PercentZero], player[PercentFull]) = (player[TimeZero] / live * 100, player[TimeFull] / live * 100);
        var middle = ((.12 * (player[Percent0To25] - dice.Mean(Norm.Boost0To25))) + (.37 * (player[Percent25To50] - dice.Mean(Norm.Boost25To50)))
            + (.62 * (player[Percent50To75] - dice.Mean(Norm.Boost50To75))) + (.89 * (player[Percent75To100] - dice.Mean(Norm.Boost75To100))));
        player[AvgAmount] = Math.Round(Math.Clamp(dice.Mean(Norm.AvgAmount) + middle + dice.Normal(), 1, 97) + dice.Twitch(.02), 2);
    }

    private static void PlayMovement(PlayedPlayer player, ref PlayerDice dice, double active)
    {
        var slow = Math.Clamp(dice.Value(Norm.Slow, SkillGroup.Speed, -1), 12, 92);
        var supersonic = Math.Clamp(dice.Rate(Norm.Supersonic, SkillGroup.Speed, 1), 0, 96 - slow);
        player[TimeSlow] = dice.Seconds(slow / 100 * active);
        player[TimeSupersonic] = dice.Seconds(supersonic / 100 * active);
        player[TimeBoostSpeed] = Math.Round(active - player[TimeSlow] - player[TimeSupersonic], 2);
        Shares(player, [(TimeSlow, PercentSlow), (TimeBoostSpeed, PercentBoostSpeed), (TimeSupersonic, PercentSupersonic)]);

        var high = Math.Clamp(dice.Rate(Norm.HighAir, SkillGroup.Aerial, 1), 0, 25);
        var low = Math.Clamp(dice.Value(Norm.LowAir, SkillGroup.Aerial, 1), 5, 70);
        player[TimeHighAir] = dice.Seconds(high / 100 * active);
        player[TimeLowAir] = dice.Seconds(low / 100 * active);
        player[TimeGround] = Math.Round(active - player[TimeHighAir] - player[TimeLowAir], 2);
        Shares(player, [(TimeGround, PercentGround), (TimeLowAir, PercentLowAir), (TimeHighAir, PercentHighAir)]);

        player[AvgSpeed] = Math.Round(Math.Clamp(dice.Value(Norm.AvgSpeed, SkillGroup.Speed, 1), 600, 2150) + dice.Twitch(1));
        player[AvgSpeedPercentage] = player[AvgSpeed] / 2300 * 100;
        var covered = Math.Clamp((dice.Mean(Norm.Distance) / (60 * dice.Mean(Norm.AvgSpeed))) + (.01 * dice.Normal()), .86, .975);
        player[TotalDistance] = Math.Round(player[AvgSpeed] * active * covered);

        player[CountPowerslide] = dice.Whole(dice.Rate(Norm.Powerslides, SkillGroup.Powerslide, 1) * active / 60);
        var length = Math.Clamp(dice.Rate(Norm.PowerslideLength, SkillGroup.Powerslide, -1, spread: .45), .05, .9);
        player[TimePowerslide] = Math.Round(player[CountPowerslide] * length, 2);
        player[AvgPowerslideDuration] = player[CountPowerslide] > 0 ? Math.Round(player[TimePowerslide] / player[CountPowerslide], 2) : 0;
    }

    private static void PlayField(PlayedMatch played, PlayedPlayer player, ref PlayerDice dice, double active)
    {
        var push = player.Orange ? -played.Push : played.Push;
        var back = Math.Clamp(dice.Value(Norm.DefensiveThird) - (.35 * push * dice.Spread(Norm.DefensiveThird)), 15, 85);
        var backness = (back - dice.Mean(Norm.DefensiveThird)) / dice.Spread(Norm.DefensiveThird);
        var ahead = Math.Clamp(dice.Mean(Norm.OffensiveThird) + (dice.Spread(Norm.OffensiveThird) * ((-.72 * backness) + (.6 * dice.Normal()))), 2, 92 - back);
        player[TimeDefensiveThird] = dice.Seconds(back / 100 * active);
        player[TimeOffensiveThird] = dice.Seconds(ahead / 100 * active);
        player[TimeNeutralThird] = Math.Round(active - player[TimeDefensiveThird] - player[TimeOffensiveThird], 2);
        Shares(player, [(TimeDefensiveThird, PercentDefensiveThird), (TimeNeutralThird, PercentNeutralThird), (TimeOffensiveThird, PercentOffensiveThird)]);

        player[TimeDefensiveHalf] = Math.Round(player[TimeDefensiveThird] + (player[TimeNeutralThird] * Math.Clamp(.53 + (.05 * dice.Normal()), .3, .75)), 2);
        player[TimeOffensiveHalf] = Math.Round(active - player[TimeDefensiveHalf], 2);
        Shares(player, [(TimeDefensiveHalf, PercentDefensiveHalf), (TimeOffensiveHalf, PercentOffensiveHalf)]);

        player[TimeBehindBall] = dice.Seconds(Math.Clamp(dice.Value(Norm.BehindBall, SkillGroup.Goalside, 1), 30, 97) / 100 * active);
        player[TimeInfrontBall] = Math.Round(active - player[TimeBehindBall], 2);
        Shares(player, [(TimeBehindBall, PercentBehindBall), (TimeInfrontBall, PercentInfrontBall)]);

        var distance = Math.Clamp(dice.Value(Norm.BallDistance, SkillGroup.BallProximity, -1), 900, 6000);
        var own = distance + dice.Mean(Norm.BallDistancePossession) - dice.Mean(Norm.BallDistance) + (.5 * dice.Spread(Norm.BallDistancePossession) * dice.Normal());
        var theirs = distance + dice.Mean(Norm.BallDistanceNoPossession) - dice.Mean(Norm.BallDistance) + (.4 * dice.Spread(Norm.BallDistanceNoPossession) * dice.Normal());
        player[DistanceToBall] = Math.Round(distance + dice.Twitch(1));
        player[DistanceToBallPossession] = Math.Round(Math.Max(600, own) + dice.Twitch(1));
        player[DistanceToBallNoPossession] = Math.Round(Math.Max(600, theirs) + dice.Twitch(1));
    }

    private static void Shares(PlayedPlayer player, ReadOnlySpan<(PayloadStat Time, PayloadStat Percent)> parts)
    {
        var total = 0.0;
        foreach (var (time, _) in parts) total += player[time];
        foreach (var (time, percent) in parts) player[percent] = player[time] / total * 100;
    }
}
