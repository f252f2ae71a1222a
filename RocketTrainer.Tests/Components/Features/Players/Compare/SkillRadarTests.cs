using Bunit;
using RocketTrainer.Core.Coaching;
using RocketTrainer.Core.Replays;
using RocketTrainer.Web.Features.Players.Compare;

namespace RocketTrainer.Tests.Components.Features.Players.Compare;

public sealed class SkillRadarTests : ComponentTest
{
    [Theory]
    [InlineData(2)]
    [InlineData(6)]
    public void Radar_OfPlayers_TellsEveryPercentileOfEach(int players)
    {
        var radar = Show([.. Enumerable.Range(0, players).Select(i => ($"Player {i}", Wheel((SkillGroup.Speed, "Speed", 10 + i), (SkillGroup.Aerial, "Aerial", 80 - i))))]);
        var label = radar.Find(".plot").GetAttribute("aria-label")!;
        Assert.All(Enumerable.Range(0, players), i => Assert.Contains($"Player {i}: Speed {10 + i}, Aerial {80 - i}", label, StringComparison.Ordinal));

        Assert.Equal(["Speed", "Aerial"], Table(radar).Select(r => r[0]));
        Assert.Equal(Enumerable.Range(0, players).Select(i => $"{10 + i}"), Table(radar)[0].Skip(1));
        Assert.Equal(Enumerable.Range(0, players).Select(i => $"{80 - i}"), Table(radar)[1].Skip(1));
    }

    [Fact]
    public void Radar_ASkillKnownOfOneOnly_IsLeftOpenForTheOther()
    {
        var radar = Show(("Marlowe", Wheel((SkillGroup.Speed, "Speed", 40), (SkillGroup.Demos, "Demos", 60))), ("kestrel", Wheel((SkillGroup.Speed, "Speed", 55))));
        Assert.Equal(["Demos", "60", "–"], Table(radar).Single(r => r[0] == "Demos"));
    }

    private IRenderedComponent<SkillRadar> Show(params (string, SkillWheel)[] wheels)
    {
        var radar = Render<SkillRadar>(p => p.Add(r => r.Wheels, [.. wheels.Select((w, i) => (((char)('A' + i)).ToString(), w.Item1, w.Item2))]));
        radar.Find("details").TriggerEvent("ontoggle", EventArgs.Empty);
        return radar;
    }

    private static List<string[]> Table(IRenderedComponent<SkillRadar> radar) => [.. radar.FindAll("tbody tr").Select(r => r.Children.Select(c => c.TextContent).ToArray())];

    private static SkillWheel Wheel(params (SkillGroup Group, string Label, double Value)[] skills) => new(
        "ranked-doubles", new Rank(15, 1, null, null), 50, Own: null, Next: null, [.. skills.Select(s => new Skill(s.Group, s.Label, new(s.Value, s.Value - 5, s.Value + 5), Next: null))]);
}
