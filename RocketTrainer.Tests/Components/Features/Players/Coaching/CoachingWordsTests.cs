using System.Globalization;
using RocketTrainer.Core.Coaching;
using RocketTrainer.Core.Coaching.Labels;
using RocketTrainer.Core.Coaching.Readings;
using RocketTrainer.Core.Progress;
using RocketTrainer.Web.Features.Players.Coaching;

namespace RocketTrainer.Tests.Components.Features.Players.Coaching;

/// <summary>From known numbers, word by word.</summary>
public sealed class CoachingWordsTests
{
    private static readonly DateTime Day = new(2026, 3, 14);

    private static readonly Passport Ruler = new("0123456789ab", new(Day, TimeSpan.Zero), "ranked-standard", 12, 14, "f21", 1234, 56, 20, IsShippedToo: true, Since: null);

    private static readonly GroupReading Aerial = new(SkillGroup.Aerial, "Aerial", Standing.Weak, new(18.4, 9, 31.5), new(7, 3, 15), new(-.31, -.5, -.12), .634, .81, .96, new(-.25, -.4, -.1),
        [], new(new Estimate(.42, .2, .65), .031), Known: 80, Needed: 12, ToFlag: null, [], Moved: null);

    public CoachingWordsTests() => CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("en-US");

    [Fact]
    public void Places_AreToldWithTheirIntervals()
    {
        Assert.Equal("Better than 18 of 100 players around Diamond I, likely 9 to 32.", CoachingWords.Place(Aerial.Own, tier: 13));
        Assert.Equal("Around Diamond II: better than 7 of 100, likely 3 to 15.", CoachingWords.Next(Aerial.Next!, tier: 13));
        Assert.Equal("Since 14 Mar: +7.0 of 100, +5.0 by these matches and +2.0 by other norms.", CoachingWords.Moved(new(7, 5, 2), Day));
    }

    [Fact]
    public void Evidence_IsToldAsCounts()
    {
        Assert.Equal("If one skill is out of line with the rest, it is this one with 63 %. It was seen in 80 matches.", CoachingWords.Evidence(Aerial));
        Assert.Equal("Drawn anew from these sessions, it comes out weakest in 81 and among the three weakest in 96 of 100 histories.", CoachingWords.Stability(Aerial));
        Assert.Equal("Held only against the others in the same matches: 0.3 steps lower, likely −0.4 to −0.1. A step is how much one match usually differs from another.", CoachingWords.SameLobby(Aerial));
        Assert.Null(CoachingWords.SameLobby(Aerial with { SameLobby = null }));
    }

    [Theory]
    [InlineData(80, 12, "From 12 matches on half of a difference is more than chance.", "80 of 12 matches")]
    [InlineData(9, 25, "Not enough matches yet: 9 of 25, until half of a difference is more than chance.", "9 of 25 matches")]
    [InlineData(9, null, "Players of one rank hardly differ in it as it is measured: it is only shown.", "only shown")]
    public void Needed_SaysHowFarOneIs(int known, int? needed, string sentence, string inAWord)
    {
        var reading = Aerial with { Known = known, Needed = needed };
        Assert.Equal((sentence, inAWord), (CoachingWords.Needed(reading), CoachingWords.Known(reading)));
    }

    [Fact]
    public void Gain_IsToldAsAnAssociation()
    {
        const string Hedge = ", all else alike. That goes together; whether one brings the other nobody measured.";
        Assert.Equal("Players who have what is missing here stand 0.4 tiers higher (0.2 to 0.7) and win 3.1 more of 100 even matches" + Hedge, CoachingWords.Gain(Aerial.Gain));
        Assert.Equal("Players who have what is missing here win 3.1 more of 100 even matches" + Hedge, CoachingWords.Gain(Aerial.Gain! with { Tiers = null }));
        Assert.Equal("Players who have what is missing here stand 0.4 tiers higher (0.2 to 0.7)" + Hedge, CoachingWords.Gain(Aerial.Gain! with { WinChance = null }));
        Assert.Null(CoachingWords.Gain(null));
    }

    [Fact]
    public void Stats_AreToldInTheirUnits()
    {
        Assert.Equal("0.5 per minute, usual here 0.4", CoachingWords.Stat(new("core.shots", .5, .4, -.2)));
        Assert.Equal("1,402 uu/s", CoachingWords.Stat(new("movement.avg_speed", 1402.3, null, -.2)));
    }

    [Fact]
    public void Passport_SaysAmongWhom()
    {
        Assert.Equal("Ranked Standard, Platinum III to Diamond II, season f21: 1,234 games of 56 players, with published figures of ranked 3v3 the fewer there are. Norms 0123456789ab of 14 Mar 2026.",
            CoachingWords.Passport(Ruler, Day));
        Assert.Equal("Ranked Standard, Platinum III to Diamond II: published figures of ranked 3v3 alone. Norms 0123456789ab of 14 Mar 2026.",
            CoachingWords.Passport(Ruler with { Games = 0, Players = 0, Season = "" }, Day));
    }

    [Fact]
    public void Rank_IsNeverToldWithoutItsInterval()
    {
        Assert.Equal("Platinum III to Diamond II", CoachingWords.Estimated(new(12.8, 13, 12, 14, [])));
        Assert.Equal("Diamond I and no tier beside it", CoachingWords.Estimated(new(13, 13, 13, 13, [])));
    }

    [Fact]
    public void Counted_SaysWhyTheOthersDoNot() => Assert.Equal(
        "93 matches count; left out: 12 matches not ranked, 3 matches in which somebody came late or left, 1 match with a bot.",
        CoachingWords.Counted(new MatchCount(93, new Dictionary<NotCounted, int> { [NotCounted.Bots] = 1, [NotCounted.Leaver] = 3, [NotCounted.NotRanked] = 12 })));

    [Theory]
    [InlineData(LabelKind.Group, 1, true, "You named aerial before you were told, and it came out weakest.")]
    [InlineData(LabelKind.Group, 3, true, "You named aerial before you were told; it came out in place 3 of 12, and aerial came out weakest then.")]
    [InlineData(LabelKind.Nothing, null, false, "You said that nothing stands out, before you were told; aerial came out weakest then, within chance.")]
    [InlineData(LabelKind.Skipped, null, true, "You were told without naming a skill; aerial came out weakest then.")]
    public void Label_IsHeldAgainstTheVerdict(LabelKind kind, int? place, bool flagged, string sentence) =>
        Assert.Equal(sentence, CoachingWords.Label(new(kind, kind == LabelKind.Group ? SkillGroup.Aerial : null, place, SkillGroup.Aerial, flagged, default)));
}
