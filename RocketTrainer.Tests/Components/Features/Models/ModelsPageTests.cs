using Bunit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using RocketTrainer.Core.Coaching.RankModels;
using RocketTrainer.Tests.Support;
using RocketTrainer.Web.Auth;
using RocketTrainer.Web.Features.Models;

namespace RocketTrainer.Tests.Components.Features.Models;

public sealed class ModelsPageTests(ModelsDatabase data) : ModelsTest(data)
{
    [Fact]
    public void Models_WithoutAnyMadeHere_AreTheShippedOneInUse()
    {
        var page = Render<ModelsPage>();

        var line = page.Find("ul.lines li");
        Assert.Equal($"/models/{RankModel.Shipped.Card.Id}", line.QuerySelector("a")!.GetAttribute("href"));
        Assert.Contains("5,419 player-games", line.TextContent, StringComparison.Ordinal);
        Assert.Equal("in use", line.QuerySelector(".good")!.TextContent);
        Assert.Contains("Nobody has looked yet.", page.Markup, StringComparison.Ordinal);
        Assert.Equal("/models/weaknesses", page.Find("section[aria-label=Weaknesses] a").GetAttribute("href"));
        Assert.Empty(page.FindAll("button"));
    }

    [Fact]
    public async Task Models_MadeHere_StandWithWhetherTheyAreInUse()
    {
        var won = await AddAsync(1, won: true);
        var lost = await AddAsync(2, won: false);

        var page = Render<ModelsPage>();

        Assert.Equal(
            [($"/models/{lost.Card.Id}", "never put in place"), ($"/models/{won.Card.Id}", "in use"), ($"/models/{RankModel.Shipped.Card.Id}", "not in use")],
            page.FindAll("ul.lines li").Select(l => (l.QuerySelector("a")!.GetAttribute("href")!, l.LastElementChild!.TextContent)));
        Assert.Contains("1.10 tiers off; by own stats 1.50", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Models_WithABrokenOne_SayWhatIsUsedInstead()
    {
        var elsewhere = new StoredRankModels(Database, Clock, NullLogger<StoredRankModels>.Instance);
        var basis = await elsewhere.HeldAsync(Cancel);
        await elsewhere.AddAsync(StoredModels.Train(1), StoredModels.Won(basis), "rows", basis, Cancel);
        await using (var db = Database.CreateDbContext())
            await db.OwnRankModels.ExecuteUpdateAsync(s => s.SetProperty(m => m.Content, new byte[] { 1, 2, 3 }), Cancel);

        var page = Render<ModelsPage>();

        Assert.Equal(["can't be read", "in use"], page.FindAll("ul.lines li").Select(l => l.LastElementChild!.TextContent));
        Assert.Contains("ranks are told by the one that comes with RocketTrainer", page.Find("p.bad").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Models_AfterALook_SayWhatThereWasAndWhatItTakes()
    {
        await Models.NoteAsync(RankTrainingOutcome.NotEnough, new(1204, 611, 380, 7, 88), Cancel);

        var page = Render<ModelsPage>();

        Assert.Contains("Too little is stored here for a model of its own.", page.Markup, StringComparison.Ordinal);
        Assert.Equal(
            ["· 1,204 of 3,000 player-games with a rank to learn from: not enough", "✓ 611 of 500 players with a rank among them: enough", "· 380 of 500 matches that they are of: not enough"],
            page.FindAll(".needs li").Take(3).Select(l => l.TextContent));
        Assert.Equal(2, page.FindAll(".needs li.met").Count);
    }

    [Fact]
    public async Task Models_WhileSomebodyLooks_AreReadAgainOnceHeIsDone()
    {
        var page = Render<ModelsPage>();
        await Models.NoteAsync(RankTrainingOutcome.NothingNew, new(9000, 3000, 1500, 12, 400), Cancel);
        page.WaitForAssertion(() => Assert.Contains("Nothing new is stored", page.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public void Models_WhileTheyAreRead_AreLoading()
    {
        var gate = Database.Hold();
        var page = Render<ModelsPage>();
        Assert.Equal("Loading models", page.Find("[aria-busy=true] .unseen").TextContent);
        Database.Mend();
        gate.SetResult();
        page.WaitForAssertion(() => Assert.Empty(page.FindAll("[aria-busy=true]")));
    }

    [Fact]
    public void Models_ThatCannotBeRead_SaySoAndAreReadAgain()
    {
        Database.Break();
        var page = Render<ModelsPage>();
        Assert.Equal("The models could not be read.", page.Find("section.error h2").TextContent);
        Database.Mend();
        page.Find("section.error button").Click();
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll("ul.lines li")));
    }

    [Fact]
    public void Administrator_MayHaveItLookedNow()
    {
        User.SetAuthorized("Boss").SetPolicies(Access.AdministratorPolicy);
        var page = Render<ModelsPage>();

        page.Find(".doing button").Click();

        Assert.Equal(1, Asked.Count);
        Assert.Contains("That takes some minutes", page.Find("[role=status]").TextContent, StringComparison.Ordinal);
        Assert.True(page.Find(".doing button").HasAttribute("disabled"));
    }

    [Fact]
    public void Administrator_WhoseWishCannotBeScheduled_IsToldSo()
    {
        User.SetAuthorized("Boss").SetPolicies(Access.AdministratorPolicy);
        Asked.Fault = FitfulDatabase.Fault();
        var page = Render<ModelsPage>();

        page.Find(".doing button").Click();

        Assert.Contains("could not be started", page.Find("[role=status]").TextContent, StringComparison.Ordinal);
        Assert.False(page.Find(".doing button").HasAttribute("disabled"));
    }
}
