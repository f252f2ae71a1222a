namespace RocketTrainer.Core.Replays;

public static class MatchResults
{
    /// <summary>How the match ended for a side; null without a side or without both teams' goals.</summary>
    public static MatchResult? For(TeamColor? side, int? blueGoals, int? orangeGoals)
    {
        if (side is null || blueGoals is null || orangeGoals is null)
            return null;
        var difference = (blueGoals - orangeGoals) * (side == TeamColor.Blue ? 1 : -1);
        return difference switch { > 0 => MatchResult.Win, < 0 => MatchResult.Loss, _ => MatchResult.Draw };
    }
}
