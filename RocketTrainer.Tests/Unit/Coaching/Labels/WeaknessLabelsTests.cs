using Microsoft.EntityFrameworkCore;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Coaching;
using RocketTrainer.Core.Coaching.Labels;
using RocketTrainer.Core.Progress;
using RocketTrainer.Core.Teams;
using RocketTrainer.Tests.Support;
using RocketTrainer.Tests.Unit.Coaching.Readings;
using static RocketTrainer.Tests.Support.StoredMatches;

namespace RocketTrainer.Tests.Unit.Coaching.Labels;

public sealed class WeaknessLabelsTests
{
    private const string Doubles = "ranked-doubles";

    private static readonly Viewer.Person Coach = new(Guid.NewGuid());
    private static readonly Viewer.Person Mate = new(Guid.NewGuid());

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Verdict_ForHisCoach_WaitsForALabelEverywhere()
    {
        await using var stored = await TeamAsync();

        var report = await ReadAsync(stored, Coach);
        var wheel = await stored.Get<SkillWheels>().ReadAsync(Coach, OfHero, Doubles, Cancel);

        var progress = await stored.Get<ProgressReports>().ReadAsync(Coach, OfHero, Doubles, Cancel);

        Assert.Null(await MovingAsync(stored, Coach));
        Assert.Equal(CoachingState.WaitsForLabel, progress.State);
        Assert.Empty(progress.Groups);
        Assert.Equal((CoachingState.WaitsForLabel, null, 75), (report.State, report.Passport, report.Count.Counted));
        Assert.Empty(report.Groups);
        Assert.True(wheel!.WaitsForLabel);
        Assert.Empty(wheel.Skills);
    }

    [Fact]
    public async Task Verdict_ForThePlayerAndHisMates_DoesNotWait()
    {
        await using var stored = await TeamAsync();

        foreach (var viewer in new[] { stored.Me, Mate })
        {
            Assert.Equal(CoachingState.Ready, (await ReadAsync(stored, viewer)).State);
            Assert.NotEmpty((await stored.Get<ProgressReports>().ReadAsync(viewer, OfHero, Doubles, Cancel)).Groups);
            Assert.NotEmpty((await MovingAsync(stored, viewer))!.Points);
            Assert.NotEmpty((await stored.Get<SkillWheels>().ReadAsync(viewer, OfHero, Doubles, Cancel))!.Skills);
            Assert.Equal(LabelOutcome.NotTheCoach, await LabelAsync(stored, viewer, LabelKind.Skipped));
        }
    }

    [Theory]
    [InlineData(LabelKind.Group, SkillGroup.Speed, 1)]
    [InlineData(LabelKind.Nothing, null, null)]
    [InlineData(LabelKind.Skipped, null, null)]
    public async Task Label_OnceGiven_TellsTheVerdictAndStays(LabelKind kind, SkillGroup? group, int? place)
    {
        await using var stored = await TeamAsync();

        Assert.Equal(LabelOutcome.Kept, await LabelAsync(stored, Coach, kind, group));
        var told = await ReadAsync(stored, Coach);
        Assert.Equal(CoachingState.Ready, told.State);
        Assert.Equal((kind, group, place, SkillGroup.Speed, true), (told.Label!.Kind, told.Label.Group, told.Label.Place, told.Label.First, told.Label.IsFlagged));
        Assert.NotEmpty((await stored.Get<SkillWheels>().ReadAsync(Coach, OfHero, Doubles, Cancel))!.Skills);

        Assert.Equal(LabelOutcome.Late, await LabelAsync(stored, Coach, LabelKind.Group, SkillGroup.Aerial));
        Assert.Equal(told.Label, (await ReadAsync(stored, Coach)).Label);
        Assert.Null((await ReadAsync(stored, stored.Me)).Label); // nobody else is told
    }

    [Fact]
    public async Task Label_FromTwoTabsAtOnce_IsOne()
    {
        await using var stored = await TeamAsync();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => LabelAsync(stored, Coach, LabelKind.Nothing)));

        Assert.Equal([LabelOutcome.Kept, LabelOutcome.Late, LabelOutcome.Late, LabelOutcome.Late], outcomes.Order());
    }

    [Fact]
    public async Task Label_OfTooFewMatches_IsNotKept()
    {
        await using var stored = await TeamAsync(matches: 3);

        Assert.Equal(LabelOutcome.NoVerdict, await LabelAsync(stored, Coach, LabelKind.Group, SkillGroup.Speed));
        Assert.Equal(CoachingState.TooFewMatches, (await ReadAsync(stored, Coach)).State);
    }

    [Fact]
    public async Task Agreement_CountsWhatWasNamedBlind()
    {
        await using var stored = await TeamAsync();
        var labels = stored.Get<WeaknessLabels>();
        Assert.Equal(new LabelAgreement(0, 0, null, null, null, 0, null), await labels.AgreementAsync(Cancel));

        await using (var db = stored.OpenDatabase())
        {
            var coaches = Enumerable.Range(0, 7).Select(_ => new Viewer.Person(Guid.NewGuid())).ToList();
            foreach (var coach in coaches)
                await stored.PersonAsync(coach);
            db.WeaknessLabels.AddRange(
                Label(coaches[0], LabelKind.Group, place: 1), Label(coaches[1], LabelKind.Group, place: 3), Label(coaches[2], LabelKind.Group, place: 4), Label(coaches[3], LabelKind.Group, place: null),
                Label(coaches[4], LabelKind.Nothing, isFlagged: true), Label(coaches[5], LabelKind.Nothing), Label(coaches[6], LabelKind.Skipped));
            await db.SaveChangesAsync(Cancel);
        }

        Assert.Equal(new LabelAgreement(4, 1, Estimate.OfShare(1, 3), Estimate.OfShare(2, 2), null, 2, Estimate.OfShare(1, 1)), await labels.AgreementAsync(Cancel));
    }

    private static WeaknessLabel Label(Viewer.Person coach, LabelKind kind, int? place = null, bool isFlagged = false) => new()
    {
        UserId = coach.UserId, PlayerId = Hero.ToString(), Playlist = Doubles, LabelledAt = Evening, Kind = kind, Group = kind == LabelKind.Group ? SkillGroup.Aerial : null,
        First = SkillGroup.Speed, IsFlagged = isFlagged, Place = place, Matches = 60, Ruler = "0123456789ab",
    };

    private static Task<CoachingReport> ReadAsync(StoredMatches stored, Viewer viewer) => stored.Get<CoachingReports>().ReadAsync(viewer, OfHero, Doubles, Cancel);

    private static Task<MovingTrend?> MovingAsync(StoredMatches stored, Viewer viewer) =>
        stored.Get<SkillWheels>().MovingAsync(viewer, OfHero, Doubles, SkillGroups.Of(SkillGroup.Speed), window: 20, Cancel);

    private static Task<LabelOutcome> LabelAsync(StoredMatches stored, Viewer.Person coach, LabelKind kind, SkillGroup? group = null) =>
        stored.Get<WeaknessLabels>().LabelAsync(coach, Hero, Doubles, kind, group, Cancel);

    /// <summary>A slow player, his team-mate and their coach.</summary>
    private static async Task<StoredMatches> TeamAsync(int matches = 75)
    {
        var stored = await EmptyAsync();
        await stored.AddAsync(new InventedLobbies(seed: 41).Matches(matches, nameof(SkillGroup.Speed), by: 2));
        await stored.PersonAsync(Mate);
        await stored.PersonAsync(Coach);
        await using var db = stored.OpenDatabase();
        await db.TeamAsync((stored.Me.UserId, TeamRole.Player), (Mate.UserId, TeamRole.Player), (Coach.UserId, TeamRole.Coach));
        await db.Users.Where(u => u.Id == stored.Me.UserId).ExecuteUpdateAsync(s => s.SetProperty(u => u.Visibility, ProfileVisibility.Team), Cancel);
        return stored;
    }
}
