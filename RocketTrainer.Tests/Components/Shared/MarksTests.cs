using Bunit;
using RocketTrainer.Core.Replays;
using RocketTrainer.Web.Components.Shared;

namespace RocketTrainer.Tests.Components.Shared;

public sealed class MarksTests : ComponentTest
{
    [Theory]
    [InlineData(MatchResult.Win, "W", "Win")]
    [InlineData(MatchResult.Loss, "L", "Loss")]
    [InlineData(MatchResult.Draw, "D", "Draw")]
    [InlineData(null, "–", "No result")]
    public void ResultMark_EachResult_HasALetterAndAName(MatchResult? result, string letter, string name)
    {
        var mark = Render<ResultMark>(p => p.Add(x => x.Result, result)).Find("[role=img]");
        Assert.Equal(letter, mark.TextContent);
        Assert.Equal(name, mark.GetAttribute("aria-label"));
    }

    [Theory]
    [InlineData("steam", "Steam")]
    [InlineData("ps4", "PlayStation")]
    [InlineData("newbox", "newbox")]
    [InlineData(null, "Bot")]
    public void PlatformMark_EachPlatform_HasAName(string? platform, string name) =>
        Assert.Equal(name, Render<PlatformMark>(p => p.Add(x => x.Platform, platform)).Find("[role=img]").GetAttribute("aria-label"));

    [Fact]
    public void TeamScore_UnknownGoals_AreNotZero()
    {
        var score = Render<TeamScore>(p => p.Add(x => x.Blue, 0).Add(x => x.Orange, null)).Find("[role=img]");
        Assert.Equal("Blue 0, Orange not given", score.GetAttribute("aria-label"));
        Assert.Equal("–", score.QuerySelector(".team-orange")!.TextContent);
    }
}
