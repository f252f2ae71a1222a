using Bunit;
using RocketTrainer.Core.Replays;
using RocketTrainer.Web.Features.Replays.Parts;

namespace RocketTrainer.Tests.Components.Features.Replays;

public sealed class MatchHeaderTests : ComponentTest
{
    private readonly ReplayDetail _replay = Sample.Detail([Sample.Player(0, "Marlowe")], [Sample.Player(1, "Ostra")]);

    [Fact]
    public void Header_LinksToTheReplayOnBallchasing() => Assert.Equal(
        $"https://ballchasing.com/replay/{_replay.Match.ReplayId}", Show(_replay).Find("a").GetAttribute("href"));

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(null, false)]
    public void Header_ZoneUnknown_SaysSo(bool? known, bool said) => Assert.Equal(said,
        Show(_replay with { Match = _replay.Match with { TimeZoneKnown = known } }).Markup.Contains("local time, zone unknown", StringComparison.Ordinal));

    [Fact]
    public void Header_Overtime_TellsHowLong() => Assert.Contains("+1:02",
        Show(_replay with { Match = _replay.Match with { Overtime = true }, OvertimeSeconds = 62 }).Markup, StringComparison.Ordinal);

    [Fact]
    public void Header_FromAPlayersSide_NamesWhoWon() => Assert.Equal("Marlowe won",
        Render<MatchHeader>(p => p.Add(x => x.Replay, _replay).Add(x => x.Viewer, "Marlowe")).Find(".result span:last-child").TextContent);

    private IRenderedComponent<MatchHeader> Show(ReplayDetail replay) => Render<MatchHeader>(p => p.Add(x => x.Replay, replay));
}
