using Bunit;
using RocketTrainer.Core.Progress;
using RocketTrainer.Core.Progress.Stopping;
using RocketTrainer.Web.Features.Players.Sessions;

namespace RocketTrainer.Tests.Components.Features.Players.Sessions;

public sealed class StopCardTests : ComponentTest
{
    private static readonly StopReading Reading = new(312, 60,
        [new(1, 1, Won(40, 20), .6), new(2, 2, Won(35, 20), .6), new(3, 4, Won(50, 40), .58), new(5, null, Won(40, 67), .5)],
        [new(0, 0, Won(120, 90), .57), new(1, 1, Won(30, 30), .5), new(2, null, Won(15, 27), .44)],
        StopVerdict.NoSign, Detectable: new(new(StopCue.LossesInARow, 2), .213));

    [Fact]
    public void Card_WithoutASign_SaysSoAndWhatWouldHaveShown()
    {
        var card = Render<StopCard>(p => p.Add(c => c.Reading, Reading));
        Assert.Equal("No sign in 312 matches of playing worse after losses or late in a session. A win rate 21 points lower after two ranked losses in a row would most likely have shown.", card.Find(".verdict").TextContent);
    }

    [Fact]
    public void Card_WithASuggestion_SaysWhatItRestsOn()
    {
        var reading = Reading with { Verdict = StopVerdict.Stop, Detectable = null, Suggestion = new(new(StopCue.LossesInARow, 2), Won(17, 33), new(-.18, -.26, -.10)) };
        var card = Render<StopCard>(p => p.Add(c => c.Reading, reading));

        Assert.Equal("Suggestion: stop after two ranked losses in a row.", card.Find(".verdict strong").TextContent);
        Assert.Contains("50 matches were played after that all the same in the later half of the sessions, and 34% of them won: 18 points less than comparable ones (80 % interval 10 to 26).", card.Find(".verdict").TextContent, StringComparison.Ordinal);
        Assert.Contains("at most one player in a hundred", card.Find(".verdict + .quiet").TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(StopCue.LossesInARow, 1, "stop after a ranked loss.")]
    [InlineData(StopCue.LossesInARow, 3, "stop after three ranked losses in a row.")]
    [InlineData(StopCue.Matches, 8, "stop after eight ranked matches.")]
    public void Card_WithARule_NamesIt(StopCue cue, int count, string words)
    {
        var reading = Reading with { Verdict = StopVerdict.Stop, Suggestion = new(new(cue, count), Won(17, 33), new(-.18, -.26, -.10)) };
        Assert.EndsWith(words, Render<StopCard>(p => p.Add(c => c.Reading, reading)).Find(".verdict strong").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Curves_HaveEveryBucketWithItsIntervalAndWhatIsUsual()
    {
        var tables = Render<StopCard>(p => p.Add(c => c.Reading, Reading)).FindAll("table");

        Assert.Equal(["none", "1", "2 or more"], tables[0].QuerySelectorAll("tbody th").Select(c => c.TextContent));
        Assert.Equal(["1", "2", "3 to 4", "5 and later"], tables[1].QuerySelectorAll("tbody th").Select(c => c.TextContent));
        Assert.Equal(["42", "36%", "44%"], tables[0].QuerySelectorAll("tbody tr:last-child td:not(.drawn)").Select(c => c.TextContent));
        var rate = Won(15, 27).WinRate!;
        Assert.Equal($"Won 36% of 42, 80 % interval {rate.Low:P0} to {rate.High:P0}; usual 44%", tables[0].QuerySelector("tbody tr:last-child svg")!.GetAttribute("aria-label"));
        Assert.Equal(7, tables.Sum(t => t.QuerySelectorAll("svg .tick").Length));
    }

    [Fact]
    public void Card_WithTooLittle_SaysHowMuchItTakes()
    {
        var few = new StopReading(96, 20, [], [], StopVerdict.TooFew);
        Assert.Equal("Not enough ranked matches to tell yet: 96 of 200.", Missing(few));
        Assert.Equal("A filter by result leaves nothing to compare.", Missing(null));
        Assert.Equal("Nothing to tell from 312 matches: hardly any were played after losses, or late in a session.",
            Render<StopCard>(p => p.Add(c => c.Reading, Reading with { Verdict = StopVerdict.Untested, Detectable = null })).Find(".verdict").TextContent);
    }

    private string Missing(StopReading? reading)
    {
        var card = Render<StopCard>(p => p.Add(c => c.Reading, reading));
        Assert.Empty(card.FindAll("table"));
        return card.Find(".missing").TextContent;
    }

    private static WinLoss Won(int wins, int losses) => new(wins + losses, wins, losses, 0, 0);
}
