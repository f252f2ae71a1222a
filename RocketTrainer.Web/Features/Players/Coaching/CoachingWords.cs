using System.Globalization;
using RocketTrainer.Core.Coaching;
using RocketTrainer.Core.Coaching.Labels;
using RocketTrainer.Core.Coaching.Readings;
using RocketTrainer.Core.Coaching.RankModels;
using RocketTrainer.Core.Replays;
using RocketTrainer.Web.Components.Shared;

namespace RocketTrainer.Web.Features.Players.Coaching;

/// <summary>The coach's numbers in sentences: the same numbers, the same words.</summary>
public static class CoachingWords
{
    /// <summary>Where something would tell a coach the verdict before he has looked himself.</summary>
    public const string LabelFirst = "You coach this player: name his weakest skill on his coaching page first, or skip that there.";

    /// <summary>Better than 18 of 100 players around Champion I, likely 9 to 31.</summary>
    public static string Place(Percentile place, int tier) =>
        $"Better than {Whole(place.Value)} of 100 players around {Tier(tier)}, likely {Whole(place.Low)} to {Whole(place.High)}.";

    public static string Next(Percentile place, int tier) => $"Around {Tier(tier + 1)}: better than {Whole(place.Value)} of 100, likely {Whole(place.Low)} to {Whole(place.High)}.";

    /// <summary>Since 1 Nov: +7.0 of 100, +5.0 by these matches and +2.0 by other norms.</summary>
    /// <param name="since">On the reader's clock.</param>
    public static string Moved(PercentileChange change, DateTime since) =>
        $"Since {since.ToString("d MMM", CultureInfo.CurrentCulture)}: {Points(change.Total)} of 100, {Points(change.You)} by these matches and {Points(change.Ruler)} by other norms.";

    public static string Stability(GroupReading reading) =>
        $"Drawn anew from these sessions, it comes out {Extreme(reading)} in {Whole(100 * reading.Stability)} and among the three {Extreme(reading)} in {Whole(100 * reading.AmongThree)} of 100 histories.";

    public static string Evidence(GroupReading reading) =>
        $"If one skill is out of line with the rest, it is this one with {Whole(100 * reading.Probability)} %. It was seen in {Count(reading.Known)}.";

    public static string? SameLobby(GroupReading reading) => reading.SameLobby is not { Low: { } low, High: { } high } same ? null
        : $"Held only against the others in the same matches: {Steps(same.Value)}, likely {Signed(low)} to {Signed(high)}. A step is how much one match usually differs from another.";

    public static string? Needed(GroupReading reading) => reading.Needed switch
    {
        null => "Players of one rank hardly differ in it as it is measured: it is only shown.",
        { } needed when reading.Known < needed => $"Not enough matches yet: {reading.Known} of {needed}, until half of a difference is more than chance.",
        { } needed => $"From {needed} matches on half of a difference is more than chance.",
    };

    /// <summary>In a word, why there is no number yet.</summary>
    public static string Known(GroupReading reading) =>
        reading.Needed is { } needed ? $"{StatFormat.Count(reading.Known)} of {Count(needed)}" : "only shown";

    public static string? ToFlag(GroupReading reading) => reading.ToFlag is { } more ? $"About {Count(more)} more like these would settle it." : null;

    public static string? Gain(ExpectedGain? gain)
    {
        if (gain is null)
            return null;
        var rank = gain.Tiers is { Low: { } low, High: { } high } tiers ? $"stand {Number(tiers.Value)} tiers higher ({Number(low)} to {Number(high)})" : null;
        var win = gain.WinChance is { } chance ? $"win {(100 * chance).ToString("0.#", CultureInfo.CurrentCulture)} more of 100 even matches" : null;
        return $"Players who have what is missing here {string.Join(" and ", new[] { rank, win }.OfType<string>())}, all else alike. That goes together; whether one brings the other nobody measured.";
    }

    public static string Stat(StatReading reading)
    {
        var stat = StatCatalog.Get(reading.Stat);
        var perMinute = stat.GrowsWithTime ? " per minute" : "";
        return $"{Told(stat, reading.Mean)}{perMinute}{(reading.Usual is { } usual ? $", usual here {Told(stat, usual)}" : "")}";
    }

    /// <param name="madeAt">On the reader's clock.</param>
    public static string Passport(Passport passport, DateTime madeAt)
    {
        var made = madeAt.ToString("d MMM yyyy", CultureInfo.CurrentCulture);
        var season = passport.Season.Length > 0 ? $", season {passport.Season}" : "";
        var shipped = !passport.IsShippedToo ? "" : passport.Games == 0 ? "published figures of ranked 3v3 alone" : "with published figures of ranked 3v3 the fewer there are";
        var games = passport.Games == 0 ? "" : $"{Count(passport.Games, "game")} of {Count(passport.Players, "player")}";
        return $"{Playlists.NameOf(passport.Playlist)}, {Tier(passport.LowestTier)} to {Tier(passport.HighestTier)}{season}: {string.Join(", ", new[] { games, shipped }.Where(t => t.Length > 0))}. Norms {passport.Ruler} of {made}.";
    }

    public static string Estimated(RankEstimate estimate) => estimate.Low == estimate.High ? $"{Tier(estimate.Low)} and no tier beside it" : $"{Tier(estimate.Low)} to {Tier(estimate.High)}";

    /// <summary>You named boost control before you were told; it came out 2nd of twelve then.</summary>
    public static string Label(LabelReading label)
    {
        var first = SkillGroups.Of(label.First).Label.ToLowerInvariant();
        var weakest = $"{first} came out weakest then{(label.IsFlagged ? "" : ", within chance")}";
        return label switch
        {
            { Kind: LabelKind.Skipped } => $"You were told without naming a skill; {weakest}.",
            { Kind: LabelKind.Nothing } => $"You said that nothing stands out, before you were told; {weakest}.",
            { Place: 1 } => $"You named {first} before you were told, and it came out weakest{(label.IsFlagged ? "" : ", within chance")}.",
            { Place: { } place } => $"You named {Named(label)} before you were told; it came out in place {place} of {SkillGroups.All.Length}, and {weakest}.",
            _ => $"You named {Named(label)} before you were told; too little was known of it then, and {weakest}.",
        };

        static string Named(LabelReading label) => SkillGroups.Of(label.Group!.Value).Label.ToLowerInvariant();
    }

    /// <summary>The one thing that matters most, or why there is none.</summary>
    public static string Today(CoachingReport report) => report.State switch
    {
        CoachingState.Ready when report.Matters.FirstOrDefault() is { } first => $"{first.Label}. {Place(first.Own, report.Tier!.Value)}",
        CoachingState.Ready => $"No reliable weakness in the last {Count(report.Count.Counted)} that count.",
        CoachingState.WaitsForLabel => "You coach this player: name his weakest skill first, or skip that.",
        CoachingState.TooFewMatches => $"Not enough matches that count yet: {report.Count.Counted} of {CoachingReports.FewestMatches}.",
        CoachingState.NoMatches => "The coach looks at ranked matches of full teams; there is none here.",
        CoachingState.NoRank => "Nobody in these matches has a known rank to be held against.",
        _ => $"Too few players around {Tier(report.Tier!.Value)} are stored here to be held against.",
    };

    public static string Why(NotCounted reason, int matches) => reason switch
    {
        NotCounted.NotRanked => $"{Count(matches)} not ranked",
        NotCounted.Bots => $"{Count(matches)} with a bot",
        NotCounted.UnevenTeams => $"{Count(matches)} without full, equal teams",
        NotCounted.TooShort => $"{Count(matches)} shorter than two and a half minutes",
        NotCounted.Leaver => $"{Count(matches)} in which somebody came late or left",
        _ => $"{Count(matches)} without a time on the field",
    };

    /// <summary>Why a single match doesn't count.</summary>
    public static string WhyThis(NotCounted reason) => reason switch
    {
        NotCounted.NotRanked => "it isn't ranked",
        NotCounted.Bots => "a bot played in it",
        NotCounted.UnevenTeams => "the teams weren't full and equal",
        NotCounted.TooShort => "it was shorter than two and a half minutes",
        NotCounted.Leaver => "somebody came late or left",
        _ => "Ballchasing gave no time on the field",
    };

    /// <summary>What stood out in one match, the clearest first.</summary>
    public static string StoodOut(MatchReading reading) => reading.Groups.Where(g => g.StandsOut).ToList() is { Count: > 0 } clear
        ? $"{string.Join(", ", clear.Select(Changed))}."
        : "Nothing beyond what matches usually differ by.";

    public static string Changed(MatchGroup group) => $"{group.Label} {Number(Math.Abs(group.Change.Value))} steps {(group.Change.Value < 0 ? "worse" : "better")} than usual";

    public static string Counted(CoachingReport report) => Counted(report.Count, Playlists.NameOf(report.Playlist)) + (report.OtherPlaylists.Count == 0 ? ""
        : $" Not looked at here: {string.Join(", ", report.OtherPlaylists.OrderByDescending(p => p.Value).ThenBy(p => p.Key, StringComparer.Ordinal).Select(p => $"{StatFormat.Count(p.Value)} of {Playlists.NameOf(p.Key)}"))}.");

    /// <summary>How many matches count, and why the others don't.</summary>
    public static string Counted(MatchCount count, string? playlist = null) =>
        $"{Count(count.Counted)}{(playlist is null ? "" : $" of {playlist}")} count{(count.Counted == 1 ? "s" : "")}"
        + (count.Left.Count == 0 ? "." : $"; left out: {string.Join(", ", count.Left.OrderByDescending(l => l.Value).ThenBy(l => l.Key).Select(l => Why(l.Key, l.Value)))}.");

    public static string Tier(int tier) => RankName.Tier(new Rank(tier, null, null, null));

    public static string Count(int number, string what = "match") => $"{StatFormat.Count(number)} {(number == 1 ? what : what.EndsWith('h') ? what + "es" : what + "s")}";

    private static string Told(Stat stat, double value) =>
        value.ToString(Math.Abs(value) < 10 ? "0.##" : Math.Abs(value) < 100 ? "0.#" : "#,0", CultureInfo.CurrentCulture) + (StatFormat.Unit(stat.Unit) is { Length: > 0 } unit && unit != "per min" ? $" {unit}" : "");

    private static string Points(double value) => value.ToString("+0.0;−0.0;±0", CultureInfo.CurrentCulture);

    private static string Extreme(GroupReading reading) => reading.Level.Value > 0 ? "strongest" : "weakest";

    private static string Steps(double value) => $"{Number(Math.Abs(value))} steps {(value < 0 ? "lower" : "higher")}";

    private static string Signed(double value) => value.ToString("+0.0;−0.0;0.0", CultureInfo.CurrentCulture);

    private static string Number(double value) => value.ToString("0.0;−0.0", CultureInfo.CurrentCulture);

    private static string Whole(double value) => Math.Round(value).ToString("0", CultureInfo.CurrentCulture);
}
