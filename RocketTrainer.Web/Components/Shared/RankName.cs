using System.Globalization;
using RocketTrainer.Core.Replays;

namespace RocketTrainer.Web.Components.Shared;

/// <summary>What a rank is called. Goes by the tier's number: Ballchasing spells the ids in more than one way.</summary>
public static class RankName
{
    private const int SupersonicLegend = 22;
    private static readonly string[] Groups = ["Bronze", "Silver", "Gold", "Platinum", "Diamond", "Champion", "Grand Champion"];
    private static readonly string[] Numerals = ["I", "II", "III"];

    /// <summary>The group in lower-case with hyphens, <c>grand-champion</c>, or <c>none</c> for unranked and unknown.</summary>
    public static string Group(int? tier) => tier switch
    {
        >= 1 and < SupersonicLegend => Groups[(tier.Value - 1) / 3].ToLowerInvariant().Replace(' ', '-'),
        SupersonicLegend => "supersonic-legend",
        _ => "none",
    };

    /// <summary>I, II or III; null for tiers that have none.</summary>
    public static string? Numeral(int? tier) => tier is >= 1 and < SupersonicLegend ? Numerals[(tier.Value - 1) % 3] : null;

    /// <summary>Without the division: Diamond III.</summary>
    public static string Tier(Rank? rank) => rank?.Tier switch
    {
        0 => "Unranked",
        >= 1 and < SupersonicLegend and var tier => $"{Groups[(tier - 1) / 3]} {Numeral(tier)}",
        SupersonicLegend => "Supersonic Legend",
        _ => rank?.Name ?? "Rank not given",
    };

    /// <summary>As players write it where there is little room: D3, GC1, SSL.</summary>
    public static string Short(int tier) => tier switch
    {
        >= 1 and < SupersonicLegend => string.Concat(Groups[(tier - 1) / 3].Split(' ').Select(word => word[0])) + ((tier - 1) % 3 + 1).ToString(CultureInfo.InvariantCulture),
        SupersonicLegend => "SSL",
        _ => "–",
    };

    /// <summary>With the division where there is one: Diamond III, division 2.</summary>
    public static string Full(Rank? rank) => rank is { Tier: >= 1, Division: { } division }
        ? string.Create(CultureInfo.CurrentCulture, $"{Tier(rank)}, division {division}")
        : Tier(rank);
}
