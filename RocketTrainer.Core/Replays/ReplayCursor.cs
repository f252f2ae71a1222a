using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace RocketTrainer.Core.Replays;

/// <summary>The place in a list of matches, newest first, after which the next page begins. Opaque outside.</summary>
public readonly record struct ReplayCursor(DateTimeOffset PlayedAt, Guid ReplayId)
{
    public override string ToString() =>
        Base64Url.EncodeToString(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{PlayedAt.UtcTicks}_{ReplayId:N}")));

    public static bool TryParse(string? text, out ReplayCursor cursor)
    {
        cursor = default;
        if (string.IsNullOrEmpty(text) || text.Length > 100 || !Base64Url.IsValid(text))
            return false;
        var parts = Encoding.ASCII.GetString(Base64Url.DecodeFromChars(text)).Split('_');
        if (parts.Length != 2 || !long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
            || ticks > DateTimeOffset.MaxValue.UtcTicks || !Guid.TryParseExact(parts[1], "N", out var id))
            return false;
        cursor = new(new DateTimeOffset(ticks, TimeSpan.Zero), id);
        return true;
    }
}

/// <summary>Something that a filter can be set to.</summary>
/// <param name="Id">What the filter takes.</param>
/// <param name="Name">What it is called.</param>
public sealed record ReplayChoice(string Id, string Name);

public sealed record ReplayChoices(IReadOnlyList<ReplayChoice> Maps, IReadOnlyList<ReplayChoice> Seasons);

/// <param name="Next">Where the next page begins; null on the last one.</param>
public sealed record ReplayListing(IReadOnlyList<ReplayRow> Items, ReplayCursor? Next);
