using Bunit;
using RocketTrainer.Core.Replays;
using RocketTrainer.Web.Components.Shared;

namespace RocketTrainer.Tests.Components.Shared;

public sealed class RankBadgeTests : ComponentTest
{
    [Theory]
    [InlineData(1, 4, "Bronze I, division 4", 4)]
    [InlineData(15, 2, "Diamond III, division 2", 2)]
    [InlineData(19, 1, "Grand Champion I, division 1", 1)]
    [InlineData(22, null, "Supersonic Legend", 0)]
    [InlineData(0, null, "Unranked", 0)]
    public void Badge_OfARank_IsNamedAndShowsItsDivision(int tier, int? division, string name, int pips)
    {
        var badge = Render<RankBadge>(p => p.Add(x => x.Rank, new Rank(tier, division, null, null)));
        Assert.Equal(name, badge.Find("svg[role=img]").GetAttribute("aria-label"));
        Assert.Equal(pips, badge.FindAll(".pip.on").Count);
    }

    [Fact]
    public void Badge_WithoutRank_SaysThatNoneWasGiven() =>
        Assert.Equal("Rank not given", Render<RankBadge>(p => p.Add(x => x.Rank, null)).Find("svg").GetAttribute("aria-label"));

    [Fact]
    public void Badge_LegacySpellingOfTheId_GoesByTheTier() =>
        Assert.NotNull(Render<RankBadge>(p => p.Add(x => x.Rank, new Rank(19, 1, "grand-champion", null))).Find(".grand-champion"));
}
