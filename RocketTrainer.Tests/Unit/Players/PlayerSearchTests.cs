using RocketTrainer.Core.Players;
using RocketTrainer.Core.Replays;
using RocketTrainer.Tests.Support;
using static RocketTrainer.Tests.Support.StoredMatches;

namespace RocketTrainer.Tests.Unit.Players;

public sealed class PlayerSearchTests
{
    [Theory]
    [InlineData("rocket", "RocketXMan", "Rocket_Man", "Sprocket")] // those that begin with it first, then whoever was seen last
    [InlineData("  OCKET ", "Sprocket", "RocketXMan", "Rocket_Man")]
    [InlineData("t_m", "Rocket_Man")]
    [InlineData("0%", "100%")]
    [InlineData("\\e", "back\\end")]
    [InlineData("steam:76561190000000012", "Rocket_Man")]
    [InlineData("r")] // too short
    [InlineData("hidden")] // in a match that Ballchasing doesn't show
    [InlineData("elsewhere")] // in a match that the viewer may not open
    [InlineData("nobody")]
    public async Task Find_ByAnyText_FindsThoseWhomTheViewerMaySee(string text, params string[] expected)
    {
        await using var stored = await EmptyAsync();
        string[] seen = ["Rocket_Man", "RocketXMan", "Sprocket", "100%", "1000", "back\\end"];
        await stored.AddAsync(
        [
            .. seen.Select((name, i) => new StoredMatch(Evening.AddMinutes(i), new StoredLine(Hero), new StoredLine(Account(12 + i), TeamColor.Orange, name))),
            new StoredMatch(Evening, new StoredLine(Hero), new StoredLine(Account(30), TeamColor.Orange, "Hidden rocket")) { IsPublic = false },
            new StoredMatch(Evening, new StoredLine(Account(31), Name: "Elsewhere rocket"), new StoredLine(Account(12))),
        ]);

        var found = await stored.Get<PlayerSearch>().FindAsync(stored.Me, text, 8, TestContext.Current.CancellationToken);

        Assert.Equal(expected, found.Select(p => p.Name));
        Assert.Equal(expected.Take(1), (await stored.Get<PlayerSearch>().FindAsync(stored.Me, text, 1, TestContext.Current.CancellationToken)).Select(p => p.Name));
    }
}
