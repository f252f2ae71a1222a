namespace RocketTrainer.Core.Replays;

/// <summary>The tiers of competitive play, 0 (unranked) to 22 (Supersonic Legend), as Ballchasing numbers and names them.</summary>
public static class Ranks
{
    private static readonly string[] Ids =
    [
        "unranked",
        "bronze-1", "bronze-2", "bronze-3", "silver-1", "silver-2", "silver-3", "gold-1", "gold-2", "gold-3",
        "platinum-1", "platinum-2", "platinum-3", "diamond-1", "diamond-2", "diamond-3",
        "champion-1", "champion-2", "champion-3", "grand-champion-1", "grand-champion-2", "grand-champion-3", "supersonic-legend",
    ];

    /// <summary>The tier with this id, or null. <c>grand-champion</c> is the old name of tier 19.</summary>
    public static int? TierOf(string? id) => id == "grand-champion" ? 19 : Array.IndexOf(Ids, id) is >= 0 and var tier ? tier : null;

    /// <summary>The id of a tier, or null where there is none.</summary>
    public static string? IdOf(int? tier) => tier is >= 0 and var known && known < Ids.Length ? Ids[known] : null;

    /// <summary>All ids from <c>bronze-1</c> up.</summary>
    public static IReadOnlyList<string> Ranked { get; } = Ids[1..];
}
