using AngleSharp.Dom;
using Bunit;
using RocketTrainer.Core.Coaching;
using RocketTrainer.Core.Coaching.RankModels;
using RocketTrainer.Web.Features.Models;

namespace RocketTrainer.Tests.Components.Features.Models;

public sealed class ModelPageTests(ModelsDatabase data) : ModelsTest(data)
{
    [Fact]
    public void Card_OfNoModel_IsNotFound() => Assert.Equal("There is no such model", Show("0000000000000000").Find("h1").TextContent);

    [Fact]
    public void Card_OfTheShippedModel_SaysWhatItIsHowGoodAndWhatItCannotTell()
    {
        var card = RankModel.Shipped.Card;
        var page = Show(card.Id);

        Assert.Equal("in use", page.Find(".state strong").TextContent);
        var facts = page.FindAll(".facts > div").ToDictionary(d => d.QuerySelector("dt")!.TextContent, d => d.QuerySelector("dd")!.TextContent, StringComparer.Ordinal);
        Assert.Equal((card.Data, card.Split), (facts["Data"], facts["Split"]));
        Assert.Equal("Bronze I to Grand Champion III. None above is ever told.", facts["Ranks among it"]);
        Assert.Contains("5,419 player-games", facts["How much"], StringComparison.Ordinal);
        Assert.Equal(Figures("rank", "league"), page.FindAll("tbody th").Select(h => h.TextContent)); // also the missed ones
        var limits = page.FindAll(".limits li").Select(l => l.TextContent).ToList();
        Assert.Contains(limits, l => l.StartsWith("Supersonic Legend was not in the data", StringComparison.Ordinal));
        Assert.DoesNotContain(limits, l => l.Contains("people here", StringComparison.Ordinal));
        Assert.Contains(card.Lobby.MeanError.ToString("0.00", System.Globalization.CultureInfo.InvariantCulture), page.Find("section[aria-label='How good it is']").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Card_OfAModelThatWon_HasEveryFigureWithItsIntervalAgainstBothBaselines()
    {
        var model = await AddAsync(1, won: true);

        var page = Show(model.Card.Id);

        Assert.Contains("240 held-out players in 180 matches", page.Find("section[aria-label='How good it is'] header").TextContent, StringComparison.Ordinal);
        Assert.Contains("It was put in place", page.Markup, StringComparison.Ordinal);
        Assert.Contains("0.30 tiers closer than the model before (95 % interval of the gain 0.26 to 0.35).", page.Markup, StringComparison.Ordinal);
        var rows = page.FindAll("table")[0].QuerySelectorAll("tbody tr").Select(Cells).ToList();
        Assert.Equal(["Tiers off, on average", "1.10", "1.06 to 1.15", "1.40", "1.36 to 1.45", "3.10"], rows[0]);
        Assert.Equal(["Tier hit", "30%", "26% to 35%", "25%", "21% to 30%", "10%"], rows[1]);
        Assert.Equal("–", rows[3][^1]); // what always says one rank has no interval
        Assert.Equal(2, page.FindAll("table").Count);
        Assert.Contains(page.FindAll("a"), a => a.GetAttribute("href") == $"/models/{RankModel.Shipped.Card.Id}");
        Assert.Contains(page.FindAll(".limits li"), l => l.TextContent.Contains("people here", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Card_OfAModelThatLost_SaysSoJustAsPlainly()
    {
        var model = await AddAsync(2, won: false);

        var page = Show(model.Card.Id);

        Assert.Equal("never put in place", page.Find(".state strong").TextContent);
        Assert.Contains("It was not put in place", page.Markup, StringComparison.Ordinal);
        Assert.Contains("0.05 tiers further off than the model before (95 % interval of the gain -0.09 to 0.00).", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Card_OfAnotherModel_TakesThePlaceOfTheFirst()
    {
        var own = await AddAsync(1, won: true);
        var page = Show(RankModel.Shipped.Card.Id);
        page.Render(p => p.Add(m => m.Id, own.Card.Id));
        Assert.Equal("Rank model of the matches stored here", page.Find("h1").TextContent);
    }

    [Fact]
    public void Card_WhileItIsRead_IsLoading()
    {
        var gate = Database.Hold();
        var page = Show(RankModel.Shipped.Card.Id);
        Assert.Equal("Loading the model card", page.Find("[aria-busy=true] .unseen").TextContent);
        Database.Mend();
        gate.SetResult();
        page.WaitForAssertion(() => Assert.Empty(page.FindAll("[aria-busy=true]")));
    }

    [Fact]
    public void Card_ThatCannotBeRead_SaysSoAndIsReadAgain()
    {
        Database.Break();
        var page = Show(RankModel.Shipped.Card.Id);
        Assert.Equal("This model card could not be read.", page.Find("section.error h2").TextContent);
        Database.Mend();
        page.Find("section.error button").Click();
        page.WaitForAssertion(() => Assert.Equal("in use", page.Find(".state strong").TextContent));
    }

    [Theory]
    [InlineData(RankVerdict.Overtaken)]
    [InlineData(RankVerdict.BetterOnUsualTiersOnly)]
    [InlineData(RankVerdict.NotBetter)]
    [InlineData(RankVerdict.Better)]
    public void Verdict_HasWords(RankVerdict verdict) =>
        Assert.Equal(verdict == RankVerdict.Better, ModelWords.Verdict(verdict).StartsWith("It was put in place", StringComparison.Ordinal));

    [Fact]
    public void Weaknesses_HaveACardOfTheirOwn()
    {
        var page = Render<WeaknessModelPage>();
        Assert.Equal("How weak skills are found", page.Find("h1").TextContent);
        Assert.Equal(Figures("weaknesses", "progress", "speed"), page.FindAll("tbody th").Select(h => h.TextContent));
        Assert.Equal(ModelLimits.OfWeaknesses, page.FindAll(".limits li").Select(l => l.TextContent));
    }

    private static IEnumerable<string> Figures(params string[] evaluations) => evaluations.SelectMany(e => EvaluationFigures.All.Where(f => f.Evaluation == e)).Select(f => f.Name);

    private static string[] Cells(IElement row) => [.. row.Children.Select(c => c.TextContent)];

    private IRenderedComponent<ModelPage> Show(string id) => Render<ModelPage>(p => p.Add(m => m.Id, id));
}
