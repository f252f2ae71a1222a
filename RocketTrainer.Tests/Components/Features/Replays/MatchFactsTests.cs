using Bunit;
using RocketTrainer.Core.Replays;
using RocketTrainer.Web.Features.Replays.Parts;

namespace RocketTrainer.Tests.Components.Features.Replays;

public sealed class MatchFactsTests : ComponentTest
{
    private const string LastMan = "positioning.goals_against_while_last_defender";

    [Fact]
    public void Facts_OfAnUnremarkableMatch_AreNotThere() => Assert.Empty(Show(Match([Sample.Player(0, "Marlowe")], [Sample.Player(1, "Ostra")])).Markup.Trim());

    [Theory]
    [InlineData(65, "Decided after 1:05 of overtime")]
    [InlineData(null, "Went to overtime")]
    public void Facts_Overtime_IsToldAsFarAsItIsKnown(int? seconds, string told)
    {
        var match = Match([Sample.Player(0, "Marlowe")], [Sample.Player(1, "Ostra")]);
        Assert.Equal([told], Told(match with { OvertimeSeconds = seconds, Match = match.Match with { Overtime = true } }));
    }

    [Fact]
    public void Facts_OfEverything_AreToldInTheirOrder()
    {
        var (late, leaver) = (Sample.Player(1, "kestrel") with { StartTime = 75 }, Sample.Player(3, name: null, end: 200));
        var mvp = Sample.Player(0, "Marlowe") with { Mvp = true };
        var bot = Sample.Player(2, name: null, platform: null);
        (mvp.Stats[LastMan], leaver.Stats[LastMan], bot.Stats[LastMan]) = (1, 3, 0);
        Assert.Equal(["Marlowe was MVP", "kestrel came 1:15 into it", "No name left after 3:20", "Last man at goals against: No name 3, Marlowe 1"], Told(Match([mvp, late], [bot, leaver])));
    }

    [Fact]
    public void Facts_AFewSecondsAtEitherEnd_AreNothing() =>
        Assert.Empty(Told(Match([Sample.Player(0, "Marlowe") with { StartTime = 10 }], [Sample.Player(1, "Ostra", end: 350)])));

    [Fact]
    public void Facts_OfAnotherMatch_AreThatMatchs()
    {
        var facts = Show(Match([Sample.Player(0, "Marlowe") with { Mvp = true }], []));
        facts.Render(p => p.Add(x => x.Replay, Match([Sample.Player(0, "Ostra") with { Mvp = true }], [])));
        Assert.Equal(["Ostra was MVP"], facts.FindAll("li").Select(li => li.TextContent.Trim()));
    }

    private IEnumerable<string> Told(ReplayDetail match) => Show(match).FindAll("li").Select(li => li.TextContent.Trim());

    private IRenderedComponent<MatchFacts> Show(ReplayDetail match) => Render<MatchFacts>(p => p.Add(x => x.Replay, match));

    private static ReplayDetail Match(IReadOnlyList<ReplayPlayer> blue, IReadOnlyList<ReplayPlayer> orange) => Sample.Detail(blue, orange);
}
