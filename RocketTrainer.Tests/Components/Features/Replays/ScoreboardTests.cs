using Bunit;
using RocketTrainer.Web.Features.Replays.Parts;

namespace RocketTrainer.Tests.Components.Features.Replays;

public sealed class ScoreboardTests : ComponentTest
{
    [Fact]
    public void Board_BotLateJoinerAndLeaver_AreToldApart()
    {
        var replay = Sample.Detail(
            [Sample.Player(0, "Marlowe"), Sample.Player(1, "Saltie", platform: null) with { StartTime = 200, CarName = null }],
            [Sample.Player(2, "Ostra"), Sample.Player(3, null, end: 120)]);
        var notes = Render<Scoreboard>(p => p.Add(x => x.Replay, replay)).FindAll(".notes").Select(n => n.TextContent);
        Assert.Equal(["Octane", "bot · came late", "Octane", "Octane · left early"], notes);
    }

    [Fact]
    public void Board_NamesWithAnAccount_LeadToTheirDashboards()
    {
        var guest = Sample.Player(1, "Guest") with { PlayerNumber = 1 };
        var bot = Sample.Player(2, "Saltie", platform: null);
        var board = Render<Scoreboard>(p => p.Add(x => x.Replay, Sample.Detail([Sample.Player(0, "Marlowe"), guest], [bot])));
        Assert.Equal("/players/steam%3A76561190000000001", Assert.Single(board.FindAll("tbody a")).GetAttribute("href"));
    }

    [Fact]
    public void Board_WhoseSideIsTaken_IsPointedOut()
    {
        var replay = Sample.Detail([Sample.Player(0, "Marlowe")], [Sample.Player(1, "Ostra", platform: "epic")]);
        var board = Render<Scoreboard>(p => p.Add(x => x.Replay, replay).Add(x => x.Player, "steam:76561190000000001"));
        Assert.Contains("Marlowe", Assert.Single(board.FindAll("tr.viewer")).TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Board_NumbersNotGiven_AreDashes()
    {
        var player = Sample.Player(0, "Marlowe");
        player.Stats["core.goals"] = 0;
        var cells = Render<Scoreboard>(p => p.Add(x => x.Replay, Sample.Detail([player], []))).FindAll("tbody tr:first-child td").Select(c => c.TextContent);
        Assert.Equal(["–", "0", "–", "–", "–", "–"], cells.Take(6));
    }

    [Fact]
    public void Board_TheMvp_IsMarked() => Assert.Equal("MVP",
        Render<Scoreboard>(p => p.Add(x => x.Replay, Sample.Detail([Sample.Player(0, "Marlowe") with { Mvp = true }], [Sample.Player(1, "Ostra")]))).Find(".mvp").TextContent);
}
