using AngleSharp.Html.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;
using RocketTrainer.Web.Components.Shared;

namespace RocketTrainer.Tests.Components.Shared;

public sealed class ChoiceTests : ComponentTest
{
    private static readonly (string, string)[] Options = [("", "none"), ("day", "a day"), ("week", "a week")];

    [Fact]
    public void Choice_AValue_IsTheOneThatStandsThere()
    {
        var choice = Show("day", _ => { });
        Assert.Equal("Each point is", choice.Find("label").TextContent);
        Assert.Equal(choice.Find("select").Id, choice.Find("label").GetAttribute("for"));
        Assert.Equal(["none", "a day", "a week"], choice.FindAll("option").Select(o => o.TextContent));
        Assert.Equal(["a day"], choice.FindAll("option").Cast<IHtmlOptionElement>().Where(o => o.IsSelected).Select(o => o.Text));
    }

    [Theory]
    [InlineData("week")]
    [InlineData("")]
    public void Choice_AnotherOne_IsToldByItsValue(string value)
    {
        string? chosen = null;
        Show("day", v => chosen = v).Find("select").Change(value);
        Assert.Equal(value, chosen);
    }

    [Fact]
    public void Choice_BeforeThePageListens_TakesNone()
    {
        SetRendererInfo(new RendererInfo("Static", isInteractive: false));
        Assert.True(Show("day", _ => { }).Find("select").HasAttribute("disabled"));
    }

    private IRenderedComponent<Choice> Show(string value, Action<string?> chosen) =>
        Render<Choice>(p => p.Add(x => x.Label, "Each point is").Add(x => x.Value, value).Add(x => x.Options, Options).Add(x => x.OnChosen, chosen));
}
