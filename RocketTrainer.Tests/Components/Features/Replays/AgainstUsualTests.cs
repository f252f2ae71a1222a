using Bunit;
using RocketTrainer.Core.Coaching;
using RocketTrainer.Core.Replays;
using RocketTrainer.Web.Features.Players.Coaching;
using RocketTrainer.Web.Features.Replays.Parts;

namespace RocketTrainer.Tests.Components.Features.Replays;

public sealed class AgainstUsualTests(StoredMatches stored) : StoredComponentTest(stored)
{
    [Fact]
    public async Task Part_OfAMatch_SaysWhatStoodOutOfAllThatIsKnown()
    {
        var (match, reading) = await FindAsync(r => r.Groups.Count > 0);
        var part = Show(match);

        part.WaitForAssertion(() => Assert.Equal(reading.Groups.Select(g => g.Label), part.FindAll(".usual li > span:first-child").Select(l => l.TextContent)));
        Assert.Equal(CoachingWords.StoodOut(reading), part.Find(".told").TextContent);
    }

    [Fact]
    public async Task Part_ThatCannotBeRead_SaysSoAndTriesAgain()
    {
        var (match, _) = await FindAsync(r => r.Groups.Count > 0);
        Database.Break();
        var part = Show(match);
        part.WaitForAssertion(() => Assert.Equal("What stood out could not be told.", part.Find("[role=alert] h2").TextContent));

        Database.Mend();
        await part.Find("[role=alert] button").ClickAsync();

        part.WaitForAssertion(() => Assert.NotEmpty(part.FindAll(".usual li")));
    }

    [Fact]
    public async Task Part_WhileItReads_SaysWhat()
    {
        var (match, _) = await FindAsync(r => r.Groups.Count > 0);
        var gate = Database.Hold();
        var part = Show(match);
        Assert.Equal("Holding the match against the ones before", part.Find("[role=status][aria-busy=true] .unseen").TextContent);

        gate.SetResult();

        part.WaitForAssertion(() => Assert.NotEmpty(part.FindAll(".usual li")));
    }

    private IRenderedComponent<AgainstUsual> Show(Guid match) =>
        Render<AgainstUsual>(p => p.Add(x => x.Viewer, Viewer).Add(x => x.Replay, match).Add(x => x.Player, Me.Player).Add(x => x.Name, "Me"));

    private async Task<(Guid Match, MatchReading Reading)> FindAsync(Func<MatchReading, bool> fits)
    {
        var list = await Get<ReplayQueries>().ListAsync(Viewer, Mine, cursor: null, ReplayQueries.LargestPage, Cancel);
        foreach (var row in list.Items)
        {
            if (await Get<MatchReadings>().ReadAsync(Viewer, Me.Player, row.ReplayId, Cancel) is { } reading && fits(reading))
                return (row.ReplayId, reading);
        }

        throw new InvalidOperationException("No such match is stored.");
    }
}
