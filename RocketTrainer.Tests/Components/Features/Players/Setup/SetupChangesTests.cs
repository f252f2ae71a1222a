using Bunit;
using RocketTrainer.Core.Coaching;
using RocketTrainer.Core.Coaching.Readings;
using RocketTrainer.Core.Progress;
using RocketTrainer.Core.Progress.Settings;
using RocketTrainer.Core.Replays;
using RocketTrainer.Web.Features.Players.Setup;

namespace RocketTrainer.Tests.Components.Features.Players.Setup;

public sealed class SetupChangesTests : ComponentTest
{
    private static readonly SetupChange Lowered = new(Now, new(Span(height: 110), Span(height: 100)), null);

    private static readonly SetupExperiment Experiment = new(Lowered, "ranked-standard", Won(24, 24), Won(33, 28), false,
        [new(nameof(SkillGroup.Speed), new(.61, .4, .82), .001, true), new(nameof(SkillGroup.Aerial), new(-.1, -.4, .2), .6, false)], IsAlone: true);

    private static readonly MatchCount Count = new(109, new Dictionary<NotCounted, int> { [NotCounted.Leaver] = 1, [NotCounted.NotRanked] = 12 });

    [Fact]
    public void Change_AfterWhichNothingMoved_SaysSo()
    {
        var list = Show(new([Experiment with { Skills = [Experiment.Skills[1]] }], [], Count));
        Assert.Equal("Since lowering the camera's height from 110 to 100 on 14 Mar 2026 (48 matches before, 61 after, Ranked Standard): nothing moved beyond chance.", Text(list, "summary"));
        Assert.False(list.Find("details").HasAttribute("open"));
        Assert.Contains("109 matches count; left out: 12 matches not ranked, 1 match in which somebody came late or left.", list.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Change_AfterWhichSomethingMoved_NamesIt()
    {
        var list = Show(new([Experiment with { Before = Won(10, 38), IsWinRateClear = true, Skills = [Experiment.Skills[0], Experiment.Skills[1] with { IsClear = true }] }], [], Count));
        Assert.EndsWith("(48 matches before, 61 after, Ranked Standard): ▲ win rate better, ▲ speed better, ▼ aerial worse.", Text(list, "summary"), StringComparison.Ordinal);
        Assert.Contains("needn't come from it", list.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Details_HoldWinRateAndEverySkill()
    {
        var rows = Show(new([Experiment], [], Count)).FindAll("details tbody tr");

        Assert.Equal(["Win rate", "Speed", "Aerial"], rows.Select(r => r.Children[0].TextContent));
        Assert.Equal(["50% → 54%", "+0.61", "−0.10"], rows.Select(r => r.Children[1].TextContent));
        Assert.Equal(["≈ within noise", "▲ better", "≈ within noise"], rows.Select(r => r.Children[3].TextContent));
        Assert.Equal("Speed: +0.61 of what one match varies by, 80 % interval +0.40 to +0.82", rows[1].QuerySelector("svg")!.GetAttribute("aria-label"));
    }

    [Fact]
    public void Change_BesideAnother_SaysSo()
    {
        Assert.Equal("The car changed among these matches, too.", Show(new([Experiment with { IsAlone = false }], [], Count)).Find("details p").TextContent);
        var car = Experiment with { IsAlone = false, Change = new(Now, null, new(new(23, "Octane", Now), new(4284, null, Now))) };
        var list = Show(new([car], [], Count));
        Assert.Equal("Camera or steering changed among these matches, too.", list.Find("details p").TextContent);
        Assert.StartsWith("Since switching from Octane to car 4284 on 14 Mar 2026", Text(list, "summary"), StringComparison.Ordinal);
        Assert.Empty(Show(new([Experiment], [], Count)).FindAll("details p"));
    }

    [Fact]
    public void Change_OfManySettings_NamesThem()
    {
        var before = Span(height: 110);
        string Told(SetupSpan after, SetupSpan? from = null) => SetupWords.Of(new(Now, new(from ?? before, after), null));

        Assert.Equal("raising the field of view from 100 to 110 and lowering the camera's height from 110 to 90", Told(before with { Camera = before.Camera with { Fov = 110, Height = 90 } }));
        Assert.Equal("changing the field of view, the camera's height and the steering sensitivity", Told(new(before.Camera with { Fov = 110, Height = 90 }, 1.5, Now, Now, Won(1, 1))));
        Assert.Equal("changing the camera's height", Told(before, from: Span(height: null)));
    }

    [Fact]
    public void Card_WithoutExperiments_SaysWhatIsMissing()
    {
        Assert.Equal("Neither settings nor car ever changed in these matches.", Show(new([], [], Count)).Find(".missing").TextContent);
        Assert.Equal("Not enough matches around any change yet. Around the newest, of 14 Mar 2026: 30 before, 12 after. It takes 20 of one ranked playlist on either side, in several sessions. 109 matches count; left out: 12 matches not ranked, 1 match in which somebody came late or left.",
            Show(new([], [new(Lowered, 30, 12)], Count)).Find(".missing").TextContent);
        Assert.Contains("Around 2 further changes there are too few matches.", Show(new([Experiment], [new(Lowered, 30, 12), new(Lowered, 30, 12)], Count)).Markup, StringComparison.Ordinal);
    }

    private IRenderedComponent<SetupChanges> Show(SetupOutcomes outcomes) => Render<SetupChanges>(p => p.Add(c => c.Outcomes, outcomes).Add(c => c.When, at => at.UtcDateTime));

    private static string Text(IRenderedComponent<SetupChanges> list, string selector) => string.Join(' ', list.Find(selector).TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static SetupSpan Span(double? height) => new(new CameraSettings(100, height, -4, 270, .5, 5, 1.2), 1.2, Now, Now, Won(10, 10));

    private static WinLoss Won(int wins, int losses) => new(wins + losses, wins, losses, 0, 0);
}
