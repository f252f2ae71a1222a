namespace RocketTrainer.Core.Data;

/// <summary>
/// The finest time that every database keeps. What is finer would be one instant in memory and another one once stored.
/// </summary>
public static class Microseconds
{
    /// <summary>The computer's clock in whole microseconds.</summary>
    public static TimeProvider Clock { get; } = new SystemClock();

    /// <summary>The instant in UTC, without what is finer.</summary>
    public static DateTimeOffset Whole(DateTimeOffset instant) => new(instant.UtcTicks - (instant.UtcTicks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);

    private sealed class SystemClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Whole(base.GetUtcNow());
    }
}
