using System.Text.Json;
using System.Text.Json.Serialization;
using RocketTrainer.Core.Coaching;
using RocketTrainer.Core.Coaching.Readings;
using RocketTrainer.Tests.Support;
using RocketTrainer.Tests.Unit.Coaching.Readings;
using static RocketTrainer.Tests.Support.StoredMatches;

namespace RocketTrainer.Tests.Unit.Coaching;

public sealed class CoachingReportsTests
{
    private const string Doubles = "ranked-doubles";

    private static readonly JsonSerializerOptions WithNaN = new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(SkillGroup.BoostControl)]
    [InlineData(SkillGroup.Aerial)]
    [InlineData(SkillGroup.Speed)]
    public async Task Report_OfAPlantedWeakness_PutsItFirstWithItsEvidence(SkillGroup weakness)
    {
        var report = await ReadAsync(new InventedLobbies(seed: 2).Matches(80, weakness.ToString(), by: 1.5));

        Assert.Equal(CoachingState.Ready, report.State);
        var first = report.Matters.First();
        Assert.Equal((weakness, Standing.Weak), (first.Group, first.Standing));
        Assert.True(first.Own is { Value: < 15, Low: >= 0 } && first.Own.Low < first.Own.Value && first.Own.Value < first.Own.High, $"{first.Own}");
        Assert.True(first.Stability > .8, $"{first.Stability}");
        Assert.True(first.SameLobby is { High: < 0 }, $"{first.SameLobby}");
        Assert.Equal(3, first.Matches.Count);
        Assert.All(first.Matches, m => Assert.True(m is { Weight: > 0, Level: < 0 }));
        Assert.Equal(80, first.Known);
    }

    [Fact]
    public async Task Prepare_WhereSomebodyPlaysWhatThereAreNormsOf_ReadsHisReport()
    {
        await using var stored = await EmptyAsync();
        var reports = stored.Get<CoachingReports>();
        Assert.Null(await reports.PrepareAsync(Cancel));

        await stored.AddAsync(new InventedLobbies(seed: 2).Matches(20));
        Assert.Null(await reports.PrepareAsync(Cancel)); // nobody has asked for norms yet
        await stored.Get<Population>().OfAsync(Doubles, Cancel);
        Assert.Equal(Hero, await reports.PrepareAsync(Cancel));
    }

    [Fact]
    public async Task Report_OfTheTwinWithoutAWeakness_FindsNone()
    {
        var report = await ReadAsync(new InventedLobbies(seed: 2).Matches(80));

        Assert.Empty(report.Matters);
        Assert.Equal(12, report.Groups.Count);
    }

    [Theory]
    [InlineData(0, CoachingState.NoMatches)]
    [InlineData(1, CoachingState.TooFewMatches)]
    [InlineData(4, CoachingState.TooFewMatches)]
    [InlineData(5, CoachingState.TooFewPeers)] // 5 lobbies of four
    public async Task Report_OfFewMatches_SaysHowFarItGets(int matches, CoachingState expected)
    {
        var report = await ReadAsync(new InventedLobbies(seed: 3).Matches(matches));

        Assert.Equal((expected, matches), (report.State, report.Count.Counted));
        Assert.Empty(report.Groups);
    }

    [Fact]
    public async Task Report_OfFiveMatches_AmongEnoughOthers_HasNumbersAndCallsLittleKnown()
    {
        var others = new InventedLobbies(seed: 4).Matches(90).Select(m => m with { Lines = [m.Lines[0] with { Player = Account(99) }, .. m.Lines[1..]] }).ToArray();
        var report = await ReadAsync([.. others, .. new InventedLobbies(seed: 5).Matches(5)]);

        Assert.Equal((CoachingState.Ready, 5), (report.State, report.Count.Counted));
        Assert.Contains(report.Groups, g => g is { Group: SkillGroup.Playmaking, Standing: Standing.NotYetKnown, Needed: > 5 });
        AllNumbersAreNumbers(report);
    }

    [Fact]
    public async Task Report_WithoutAnyRank_SaysSo() =>
        Assert.Equal((CoachingState.NoRank, null), await StateAsync(new InventedLobbies(seed: 6, tier: null).Matches(20)));

    [Fact]
    public async Task Report_OfDuels_LeavesOutWhatTakesMates()
    {
        var report = await ReadAsync("ranked-duels", [.. new InventedLobbies(seed: 7, teamSize: 1) { Playlist = "ranked-duels" }.Matches(200).Select(m => m with
        {
            Lines = [.. m.Lines.Select(l => l with { Stats = [.. l.Stats.Where(s => !s.Key.Contains("most_", StringComparison.Ordinal)).Select(s => s.Key == "core.assists" ? (s.Key, 0) : s)] })],
        })]);

        Assert.Equal(CoachingState.Ready, report.State);
        Assert.DoesNotContain(report.Groups, g => g.Group is SkillGroup.Rotation or SkillGroup.Playmaking);
        Assert.Equal(10, report.Groups.Count);
        AllNumbersAreNumbers(report);
    }

    [Fact]
    public async Task Report_OfAnUnknownPlaylist_HasNoMatchThatCounts()
    {
        await using var stored = await EmptyAsync();
        await stored.AddAsync([.. new InventedLobbies(seed: 8) { Playlist = "something-new" }.Matches(10)]);

        var report = await stored.Get<CoachingReports>().ReadAsync(stored.Me, OfHero, "something-new", Cancel);
        var other = await stored.Get<CoachingReports>().ReadAsync(stored.Me, OfHero, Doubles, Cancel);

        Assert.Equal((CoachingState.NoMatches, 10), (report.State, report.Count.Left[NotCounted.NotRanked]));
        Assert.Equal((CoachingState.NoMatches, 10), (other.State, other.OtherPlaylists["something-new"]));
        Assert.Null(await stored.Get<CoachingReports>().MainPlaylistAsync(stored.Me, OfHero, Cancel));
    }

    [Fact]
    public async Task Report_OfANewSeason_IsHeldAgainstBothSeasons()
    {
        var matches = new InventedLobbies(seed: 9).Matches(80).Select((m, i) => m with { Season = i < 75 ? 21 : 22 }).ToArray();

        var report = await ReadAsync(matches);

        Assert.Equal((CoachingState.Ready, "f22"), (report.State, report.Passport!.Season));
        AllNumbersAreNumbers(report);
    }

    [Fact]
    public async Task Report_OfTheSameMatches_IsTheSameToTheLastDigit()
    {
        var matches = new InventedLobbies(seed: 10).Matches(70, nameof(SkillGroup.Aerial), by: 1);

        Assert.Equal(JsonSerializer.Serialize((await ReadAsync(matches)) with { Passport = null }), JsonSerializer.Serialize((await ReadAsync(matches)) with { Passport = null }));
    }

    [Fact]
    public async Task Ruler_OfTheSamePopulation_HasTheSameId()
    {
        var matches = new InventedLobbies(seed: 11).Matches(70);

        var (one, other, another) = (await ReadAsync(matches), await ReadAsync(matches), await ReadAsync(new InventedLobbies(seed: 12).Matches(70)));

        Assert.Equal(one.Passport!.Ruler, other.Passport!.Ruler);
        Assert.NotEqual(one.Passport.Ruler, another.Passport!.Ruler);
    }

    private static void AllNumbersAreNumbers(CoachingReport report) => Assert.DoesNotContain("NaN", JsonSerializer.Serialize(report, WithNaN), StringComparison.Ordinal);

    private static async Task<(CoachingState, int?)> StateAsync(StoredMatch[] matches)
    {
        var report = await ReadAsync(matches);
        return (report.State, report.Tier);
    }

    private static Task<CoachingReport> ReadAsync(StoredMatch[] matches) => ReadAsync(Doubles, matches);

    private static async Task<CoachingReport> ReadAsync(string playlist, StoredMatch[] matches)
    {
        await using var stored = await EmptyAsync();
        if (matches.Length > 0)
            await stored.AddAsync(matches);
        return await stored.Get<CoachingReports>().ReadAsync(stored.Me, OfHero, playlist, Cancel);
    }
}
