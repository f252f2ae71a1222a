using System.Globalization;

namespace RocketTrainer.Core.Replays;

/// <summary>Instants as they stand in payloads and requests: RFC 3339, any fraction; a day alone is its beginning in UTC.</summary>
public static class Rfc3339
{
    private const string Day = "yyyy-MM-dd";

    /// <summary>Unlike the framework's reading, nothing is made up: a time without a day is no instant.</summary>
    public static bool TryRead(string? text, out DateTimeOffset instant)
    {
        instant = default;
        return text is { Length: >= 10 and <= 64 }
            && DateOnly.TryParseExact(text.AsSpan(0, Day.Length), Day, CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out instant);
    }
}
