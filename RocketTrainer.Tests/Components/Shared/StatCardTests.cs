using Bunit;
using RocketTrainer.Web.Components.Shared;

namespace RocketTrainer.Tests.Components.Shared;

public sealed class StatCardTests : ComponentTest
{
    [Fact]
    public void Card_WithContent_ShowsItUnderItsName()
    {
        var card = Render<StatCard>(p => p.Add(x => x.Title, "Form").Add(x => x.About, "last 20").AddChildContent("<b>here</b>"));
        Assert.Equal(("Form", "Form", "last 20", "here"), (card.Find("section").GetAttribute("aria-label"), card.Find("h2").TextContent, card.Find("header p").TextContent, card.Find("b").TextContent));
        Assert.Empty(card.FindAll(".missing"));
    }

    [Fact]
    public void Card_ThatLacksSomething_SaysSoInPlaceOfItsContent()
    {
        var card = Render<StatCard>(p => p.Add(x => x.Title, "Form").Add(x => x.Missing, "Not enough matches yet: 3 of 40.").AddChildContent("<b>here</b>"));
        Assert.Equal("Not enough matches yet: 3 of 40.", card.Find(".missing").TextContent);
        Assert.Empty(card.FindAll("b"));
    }

    [Fact]
    public void Card_WithoutWords_HasNone() => Assert.Empty(Render<StatCard>(p => p.Add(x => x.Title, "Streaks")).FindAll("p"));
}
