using System.Globalization;
using System.Runtime.InteropServices;

namespace RocketTrainer.Core.Ballchasing.Sandbox;

/// <summary>A rank as a replay states it. Division is 1 to 4, or 0 for Supersonic Legend, which has none.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct LeagueRank(int Tier, int Division);

/// <summary>
/// The 22 rank tiers. A player's skill is a number on the same scale: its whole part is the tier (1 = Bronze I,
/// 21 = Grand Champion III), its fraction runs through the divisions.
/// </summary>
internal static class RankScale
{
    private static readonly string[] Leagues = ["Bronze", "Silver", "Gold", "Platinum", "Diamond", "Champion", "Grand Champion"];
    private static readonly string[] Steps = ["I", "II", "III"];

    private static readonly string[] Ids =
        [.. Enumerable.Range(0, 23).Select(tier => tier switch
        {
            0 => "unranked",
            22 => "supersonic-legend",
            _ => string.Create(CultureInfo.InvariantCulture, $"{Leagues[(tier - 1) / 3].ToLowerInvariant().Replace(' ', '-')}-{((tier - 1) % 3) + 1}"),
        })];

    public static LeagueRank Of(double skill)
    {
        var tier = Math.Clamp((int)skill, 1, 22);
        return tier == 22 ? new(22, 0) : new(tier, 1 + Math.Clamp((int)((skill - tier) * 4), 0, 3));
    }

    public static string Id(int tier) => Ids[tier];

    public static string TierName(int tier) => tier == 22 ? "Supersonic Legend" : $"{Leagues[(tier - 1) / 3]} {Steps[(tier - 1) % 3]}";

    public static string LeagueName(double skill) => Math.Clamp((int)skill, 1, 22) is 22 ? "Supersonic Legend" : Leagues[(Math.Clamp((int)skill, 1, 21) - 1) / 3];

    public static string Name(LeagueRank rank) =>
        rank.Division == 0 ? TierName(rank.Tier) : string.Create(CultureInfo.InvariantCulture, $"{TierName(rank.Tier)} Division {rank.Division}");

    /// <summary>The tier of a <c>min-rank</c> or <c>max-rank</c> value, or -1 when there is no such rank.</summary>
    public static int TierOf(string id) =>
        string.Equals(id, "grand-champion", StringComparison.OrdinalIgnoreCase) ? 19 : Array.FindIndex(Ids, x => string.Equals(x, id, StringComparison.OrdinalIgnoreCase));
}
