using Bunit;
using Microsoft.AspNetCore.Components;
using RocketTrainer.Core.Replays;
using RocketTrainer.Web.Features.Glossary;

namespace RocketTrainer.Tests.Components.Features.Glossary;

public sealed class GlossaryPageTests : ComponentTest
{
    [Fact]
    public void Glossary_OfAll_HasEveryStatOfTheCatalogue()
    {
        var page = Render<GlossaryPage>();
        Assert.Equal(StatCatalog.All.GroupBy(s => s.Block).SelectMany(b => b).Select(s => ($"/glossary/{s.Key}", s.Label)), page.FindAll("dt a").Select(a => (a.GetAttribute("href")!, a.TextContent)));
        Assert.Equal(StatCatalog.All.Select(s => s.Block.ToString()).Distinct(StringComparer.Ordinal), page.FindAll("h2").Select(h => h.TextContent));
        Assert.Empty(page.FindAll(".empty"));
    }

    [Theory]
    [InlineData("  SUPERSONIC ")]
    [InlineData("demo.taken")]
    [InlineData("per hundred shots")]
    public void Glossary_AWord_FindsNamesExplanationsAndKeys(string text)
    {
        var page = Render<GlossaryPage>();
        page.Find("input").Input(text);
        bool Has(string part) => part.Contains(text.Trim(), StringComparison.OrdinalIgnoreCase);
        var expected = StatCatalog.All.Where(s => Has(s.Label) || Has(s.Description) || Has(s.Key)).Select(s => $"/glossary/{s.Key}").ToHashSet(StringComparer.Ordinal);
        Assert.InRange(expected.Count, 1, StatCatalog.All.Length - 1);
        Assert.Equal(expected, page.FindAll("dt a").Select(a => a.GetAttribute("href")!).ToHashSet(StringComparer.Ordinal));
    }

    [Fact]
    public void Glossary_AWordThatNoStatHas_SaysSoUntilItIsTakenBack()
    {
        var page = Render<GlossaryPage>();
        page.Find("input").Input("xyzzy");
        Assert.Equal("No stat is called so", page.Find(".empty h2").TextContent);
        Assert.Empty(page.FindAll("section.block"));
        page.Find("input").Input("");
        Assert.Equal(StatCatalog.All.Length, page.FindAll("dt").Count);
    }

    [Fact]
    public void Glossary_BeforeThePageListens_TakesNoInput()
    {
        SetRendererInfo(new RendererInfo("Static", isInteractive: false));
        Assert.True(Render<GlossaryPage>().Find("input").HasAttribute("disabled"));
    }
}
