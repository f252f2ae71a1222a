namespace RocketTrainer.Core.Ballchasing.Budget;

/// <summary>Growing pauses.</summary>
internal static class Backoff
{
    private static readonly TimeSpan UsualLongest = TimeSpan.FromMinutes(1);

    /// <summary>
    /// <paramref name="first"/> doubled <paramref name="times"/> times, at most <paramref name="longest"/> (a minute when
    /// null), lengthened by up to a quarter by <paramref name="jitter"/> (0 to 1).
    /// </summary>
    public static TimeSpan Pause(TimeSpan first, int times, double jitter, TimeSpan? longest = null)
    {
        var pause = Math.Min(first.TotalSeconds * Math.Pow(2, Math.Min(times, 16)), (longest ?? UsualLongest).TotalSeconds);
        return TimeSpan.FromSeconds(pause * (1 + jitter / 4));
    }
}
