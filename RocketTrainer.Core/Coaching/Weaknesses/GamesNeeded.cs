namespace RocketTrainer.Core.Coaching.Weaknesses;

/// <summary>How many games a group's mean takes.</summary>
public static class GamesNeeded
{
    /// <summary>
    /// Until the mean of so many games tells players apart with this reliability, 0 to 1 (Spearman and Brown): the error of N games
    /// is (game + g · session) / N. Infinite where players don't differ.
    /// </summary>
    /// <param name="gamesPerSession">g, 1 or more.</param>
    public static double ForReliability(WeaknessDetector detector, int group, double gamesPerSession, double reliability)
    {
        var (between, session, game) = detector.VarianceOf(group);
        return Math.Max(1, Math.Ceiling(reliability / (1 - reliability) * (game + (gamesPerSession * session)) / between));
    }
}
