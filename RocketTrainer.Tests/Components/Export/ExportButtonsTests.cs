using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using RocketTrainer.Web.Export;

namespace RocketTrainer.Tests.Components.Export;

public sealed class ExportButtonsTests : ComponentTest
{
    private static readonly Sheet Some = new("Form", ["stat"], [["core.goals"]]);

    [Theory]
    [InlineData("CSV", 1, "regular-dashboard.csv")]
    [InlineData("CSV", 2, "regular-dashboard.zip")]
    [InlineData("Excel", 2, "regular-dashboard.xlsx")]
    public async Task Button_Clicked_SavesTheFile(string button, int sheets, string file)
    {
        var buttons = Show(() => [.. Enumerable.Range(1, sheets).Select(i => Some with { Name = $"Form {i}" })]);
        await ClickAsync(buttons, button);

        var saved = Assert.Single(JSInterop.Invocations["rocketPage.save"]);
        Assert.Equal(file, saved.Arguments[0]);
        Assert.IsType<DotNetStreamReference>(saved.Arguments[1]);
        Assert.Empty(buttons.FindAll("[role=alert]"));
        Assert.DoesNotContain(buttons.FindAll("button"), b => b.HasAttribute("disabled"));
    }

    [Fact]
    public async Task Button_WithNothingOnTheScreen_SaysSo()
    {
        var buttons = Show(() => []);
        await ClickAsync(buttons, "CSV");
        Assert.Equal("There is nothing to take along yet.", buttons.Find("[role=alert]").TextContent);
        Assert.Empty(JSInterop.Invocations["rocketPage.save"]);
    }

    [Fact]
    public async Task Button_ThatFails_SaysSoUntilItWorks()
    {
        var works = false;
        var buttons = Show(() => works ? [Some] : throw new InvalidOperationException("No numbers."));
        await ClickAsync(buttons, "Excel");
        Assert.Equal("The file could not be made. Try it again in a moment.", buttons.Find("[role=alert]").TextContent);

        works = true;
        await ClickAsync(buttons, "Excel");
        Assert.Empty(buttons.FindAll("[role=alert]"));
        Assert.Single(JSInterop.Invocations["rocketPage.save"]);
    }

    [Fact]
    public void Button_WhileTheFileGoesOut_CannotBeClickedAgain()
    {
        var save = JSInterop.SetupVoid("rocketPage.save", _ => true);
        var buttons = Show(() => [Some]);
        var click = ClickAsync(buttons, "CSV");
        buttons.WaitForAssertion(() => Assert.All(buttons.FindAll("button"), b => Assert.True(b.HasAttribute("disabled"))));

        save.SetVoidResult();
        buttons.WaitForAssertion(() => Assert.All(buttons.FindAll("button"), b => Assert.False(b.HasAttribute("disabled"))));
        Assert.NotNull(click);
    }

    [Theory]
    [InlineData("a/b: c=1", "a-b--c-1.csv")]
    [InlineData("..", "rockettrainer.csv")]
    [InlineData("", "rockettrainer.csv")]
    [InlineData("Zoë-ドリフト", "Zoë-ドリフト.csv")]
    public async Task Button_APlayersName_IsAFilesName(string name, string file)
    {
        await ClickAsync(Show(() => [Some], name), "CSV");
        Assert.Equal(file, Assert.Single(JSInterop.Invocations["rocketPage.save"]).Arguments[0]);
    }

    [Fact]
    public void Buttons_BeforeThePageListens_TakeNoClicks()
    {
        SetRendererInfo(new RendererInfo("Static", isInteractive: false));
        Assert.All(Show(() => [Some]).FindAll("button"), b => Assert.True(b.HasAttribute("disabled")));
    }

    private IRenderedComponent<ExportButtons> Show(Func<IReadOnlyList<Sheet>> of, string name = "regular-dashboard") => Render<ExportButtons>(p => p.Add(x => x.Of, of).Add(x => x.FileName, name));

    private static Task ClickAsync(IRenderedComponent<ExportButtons> buttons, string text) => buttons.FindAll("button").Single(b => b.TextContent == text).ClickAsync();
}
