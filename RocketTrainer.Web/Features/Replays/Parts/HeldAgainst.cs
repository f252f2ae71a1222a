using System.Globalization;
using RocketTrainer.Core.Coaching;
using RocketTrainer.Core.Replays;
using RocketTrainer.Web.Components.Shared;
using RocketTrainer.Web.Features.Glossary;

namespace RocketTrainer.Web.Features.Replays.Parts;

/// <summary>One player's match held against the games of players of the lobby's rank.</summary>
/// <param name="Name">The player's.</param>
/// <param name="Rank">The lobby's: the middle one of the ranks that are known in it.</param>
public sealed record HeldAgainst(string Name, StatValues Stats, double Minutes, RankWindow Window, string Rank, string Playlist)
{
    /// <summary>Null where nobody stands out there, the match was too short, or too few games of this rank are stored.</summary>
    public static HeldAgainst? Of(ReplayDetail replay, ReplayPlayer? player, PopulationNorms? norms)
    {
        if (player is null || norms is null || LobbyTier(replay) is not { } tier || norms.At(tier) is not { IsEnough: true } window || PlayerMinutes(player) is not { } minutes)
            return null;
        return new(PlayerNames.Of(player), player.Stats, minutes, window, RankName.Tier(new Rank(tier, null, null, null)), replay.Match.Playlist);
    }

    public static int? LobbyTier(ReplayDetail replay)
    {
        var tiers = replay.Blue.Players.Concat(replay.Orange.Players).Select(p => p.Rank?.Tier).OfType<int>().Where(tier => tier > 0).Order().ToList();
        return tiers.Count == 0 ? null : tiers[tiers.Count / 2];
    }

    /// <summary>0 to 100, turned so that more is better where less of the stat is; null where there is no norm or no number.</summary>
    public double? Percentile(Stat stat) => Stats[stat.Key] is { } value && Window.Stats.TryGetValue(stat.Key, out var norm)
        ? norm.Percentile(Rate(stat, value)) is var percentile && stat.Better == Better.Lower ? 100 - percentile : percentile
        : null;

    /// <summary>What the percentile is among whom.</summary>
    public string Passport(Stat stat, double percentile)
    {
        var rate = Rate(stat, Stats[stat.Key]!.Value);
        var word = stat.Better == Better.Neither ? "More than" : "Better than";
        return string.Create(CultureInfo.CurrentCulture,
            $"{stat.Label} {rate:#,0.##} {GlossaryWords.Unit(stat)}: {word.ToLowerInvariant()} {percentile:0} % of {Window.Games:#,0} games of {Window.Players:#,0} players around {Rank} in {Playlist}, {Window.From:MMM yyyy} to {Window.To:MMM yyyy}");
    }

    private double Rate(Stat stat, double value) => PlayerGame.Rate(stat, value, Minutes);

    private static double? PlayerMinutes(ReplayPlayer player)
    {
        double[] values = [.. PlayerGame.Stats.Select(stat => player.Stats[stat.Key] ?? double.NaN)];
        return PlayerGame.Minutes(values) is >= PlayerGame.ShortestMinutes and var minutes ? minutes : null;
    }
}
