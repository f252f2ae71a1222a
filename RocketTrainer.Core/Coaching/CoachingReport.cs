using System.Text.Json.Serialization;
using RocketTrainer.Core.Coaching.Labels;
using RocketTrainer.Core.Coaching.Readings;
using RocketTrainer.Core.Coaching.RankModels;
using RocketTrainer.Core.Coaching.Weaknesses;
using RocketTrainer.Core.Progress;
using RocketTrainer.Core.Replays;

namespace RocketTrainer.Core.Coaching;

/// <summary>How far the coach gets with what is stored.</summary>
public enum CoachingState
{
    /// <summary>No match of the playlist is stored, or none counts.</summary>
    NoMatches,

    /// <summary>Fewer than <see cref="CoachingReports.FewestMatches"/> count.</summary>
    TooFewMatches,

    /// <summary>Nobody in these matches has a rank, so that there is nobody to be held against.</summary>
    NoRank,

    /// <summary>Too few games of the rank and playlist are stored to say what is usual.</summary>
    TooFewPeers,

    /// <summary>All is known, and told when the viewer, who coaches the player, has named the weakest skill himself or said that he won't.</summary>
    WaitsForLabel,

    Ready,
}

/// <summary>What can be said of a group.</summary>
public enum Standing
{
    /// <summary>Below the peers beyond chance.</summary>
    Weak,

    /// <summary>Above them beyond chance.</summary>
    Strong,

    /// <summary>Within what chance allows, and enough matches to tell half of a usual difference.</summary>
    Usual,

    /// <summary>Too few matches to tell.</summary>
    NotYetKnown,
}

/// <summary>What the coach says about a player in one playlist.</summary>
/// <param name="Rank">His newest known one.</param>
/// <param name="Tier">Whom he is held against, 1 to 22; null where nobody's rank is known.</param>
/// <param name="Count">Which of the newest matches count, and why the others don't.</param>
/// <param name="OtherPlaylists">Matches that are not looked at, by playlist.</param>
/// <param name="From">The oldest match that counts.</param>
/// <param name="Passport">Whom the percentiles are among; null unless the state is ready.</param>
/// <param name="Groups">All twelve that are known of, the weakest first; empty unless the state is ready.</param>
/// <param name="Label">What the viewer, who coaches the player, called weakest before he was told; null where there is none.</param>
/// <param name="RankReading">Null outside ranked 3v3, which is all that the model knows, and without matches.</param>
public sealed record CoachingReport(
    CoachingState State, string Playlist, Rank? Rank, int? Tier, LevelSource Source, MatchCount Count, IReadOnlyDictionary<string, int> OtherPlaylists, DateTimeOffset? From, DateTimeOffset? To,
    Passport? Passport, IReadOnlyList<GroupReading> Groups, RankReading? RankReading, LabelReading? Label)
{
    /// <summary>The flagged ones, the weakest first, at most three.</summary>
    [JsonIgnore]
    public IEnumerable<GroupReading> Matters => Groups.Where(g => g.Standing == Standing.Weak).Take(3);
}

/// <param name="Group">Null unless the kind is a group.</param>
/// <param name="Place">Where it stood among the twelve when it was named, 1 for the weakest; null where it wasn't told.</param>
/// <param name="First">The one that came out weakest then.</param>
/// <param name="IsFlagged">Whether that one was below the peers beyond chance.</param>
public sealed record LabelReading(LabelKind Kind, SkillGroup? Group, int? Place, SkillGroup First, bool IsFlagged, DateTimeOffset LabelledAt);

/// <summary>The people that a percentile is among.</summary>
/// <param name="Ruler">Id of the norms.</param>
/// <param name="MadeAt">When they were reckoned.</param>
/// <param name="LowestTier">Players of this tier and up to <paramref name="HighestTier"/>.</param>
/// <param name="Season">The newest one's id; empty where unknown.</param>
/// <param name="Games">Player-games; 0 where only shipped figures are known.</param>
/// <param name="VaryingPlayers">How many players say what players vary by here; the fewer, the more the shipped figures count.</param>
/// <param name="IsShippedToo">Whether shipped figures of ranked 3v3 are mixed in.</param>
/// <param name="Since">The earlier norms that a change of percentiles is told against; null where none are kept that are a week older, or too few matches were played before.</param>
public sealed record Passport(
    string Ruler, DateTimeOffset MadeAt, string Playlist, int LowestTier, int HighestTier, string Season, int Games, int Players, int VaryingPlayers, bool IsShippedToo, EarlierRuler? Since);

/// <param name="Ruler">Id of the norms.</param>
public sealed record EarlierRuler(string Ruler, DateTimeOffset MadeAt);

/// <summary>How a percentile moved since earlier norms were made, in points: the parts add up to the whole.</summary>
/// <param name="Total">The sum of the two.</param>
/// <param name="You">By other matches, held against the earlier norms.</param>
/// <param name="Ruler">By other norms, for the same matches.</param>
public sealed record PercentileChange(double Total, double You, double Ruler);

/// <summary>What the matches say about one group.</summary>
/// <param name="Own">Percentile among players of the tier, drawn towards its middle, with an 80 % interval.</param>
/// <param name="Next">The same among those of the next tier; null where they aren't known.</param>
/// <param name="Level">In standard deviations of one game, lower is worse; 80 % interval.</param>
/// <param name="Probability">To be the odd one out, if one group is, 0 to 1.</param>
/// <param name="Stability">Share of the resampled histories in which it stays the weakest (of a high one: the strongest), 0 to 1.</param>
/// <param name="AmongThree">The same of the three weakest, or strongest.</param>
/// <param name="SameLobby">His own less the mean of the others in the same matches, in standard deviations of a game; 80 % interval.</param>
/// <param name="Matches">Those that carry the reading most, the strongest first, at most three.</param>
/// <param name="Gain">What players who are better at it by as much as he lacks differ in; null where he lacks nothing, or nobody differs.</param>
/// <param name="Known">Matches in which some stat of the group is known.</param>
/// <param name="Needed">Until half of a difference is signal (reliability 0.5); null where players don't differ.</param>
/// <param name="ToFlag">About so many more matches like these would settle it; null where it isn't low or is settled.</param>
/// <param name="Stats">What the group is made of.</param>
/// <param name="Moved">Since the earlier norms that the passport names; null without any.</param>
public sealed record GroupReading(
    SkillGroup Group, string Label, Standing Standing, Percentile Own, Percentile? Next, Estimate Level, double Probability, double Stability, double AmongThree, Estimate? SameLobby,
    IReadOnlyList<CarryingMatch> Matches, ExpectedGain? Gain, int Known, int? Needed, int? ToFlag, IReadOnlyList<StatReading> Stats, PercentileChange? Moved);

/// <param name="Weight">How much less evidence there is without it, in log likelihood.</param>
/// <param name="Level">The group's mean in this match, in standard deviations of a game.</param>
public sealed record CarryingMatch(Guid ReplayId, DateTimeOffset PlayedAt, MatchResult? Result, double Weight, double Level);

/// <summary>One stat over the matches.</summary>
/// <param name="Mean">As it is told: per minute where it adds up over time.</param>
/// <param name="Usual">The mean of the tier's players, told in the same way; null where it isn't known.</param>
/// <param name="Level">In standard deviations of one game from what is usual, the match's pace taken off; higher is better.</param>
public sealed record StatReading(string Stat, double Mean, double? Usual, double Level);

/// <summary>An association among other players, not a promise.</summary>
/// <param name="Tiers">By how many tiers players differ who are better at this by as much as he lacks, everything else alike; 80 % interval. Null where higher ranks aren't better at it beyond chance.</param>
/// <param name="WinChance">By how much an even match's chance to be won differs, 0 to 1; null where winning is part of the group itself, or hangs on it by chance at most.</param>
public sealed record ExpectedGain(Estimate? Tiers, double? WinChance)
{
    /// <summary>Null where neither rank nor winning goes with it beyond chance: nobody should train what goes with nothing.</summary>
    /// <param name="level">In standard deviations of one game from the peers' mean.</param>
    internal static ExpectedGain? Of(SkillGroup group, double level)
    {
        var (payoff, lack) = (ShippedPayoff.Of(group), -level);
        var tiers = payoff.TiersPerSd is { Low: > 0 } per ? new Estimate(lack * per.Value, lack * per.Low, lack * per.High) : null;
        double? chance = payoff.WinLogitPerSd is { Low: > 0 } logit ? (1 / (1 + Math.Exp(-lack * logit.Value))) - 0.5 : null;
        return tiers is null && chance is null ? null : new(tiers, chance);
    }
}

/// <summary>What rank the stats of the newest matches speak of.</summary>
/// <param name="Model">Its id.</param>
/// <param name="Estimated">With everybody in the match looked at.</param>
/// <param name="PlaysLike">By his own stats alone.</param>
/// <param name="Matches">How many were looked at, 20 at most.</param>
public sealed record RankReading(string Model, RankEstimate Estimated, RankEstimate PlaysLike, int Matches);
