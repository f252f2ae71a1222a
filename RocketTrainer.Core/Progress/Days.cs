namespace RocketTrainer.Core.Progress;

/// <summary>A day is the one on a reader's calendar; in UTC where no reader's clock is known.</summary>
internal static class Days
{
    private static readonly DateOnly SomeMonday = new(2015, 7, 6);

    public static DateOnly Of(DateTimeOffset instant, TimeZoneInfo? zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, zone ?? TimeZoneInfo.Utc).DateTime);

    public static DateOnly Monday(DateOnly day) => day.AddDays(-((day.DayNumber - SomeMonday.DayNumber) % 7));

    public static bool AreThoseOfUtc(TimeZoneInfo? zone) => zone is null || zone.HasSameRules(TimeZoneInfo.Utc);
}
