using Bunit;
using RocketTrainer.Core.Players;
using RocketTrainer.Web.Features.Players;

namespace RocketTrainer.Tests.Components.Features.Players;

public sealed class PlayerPickerTests(StoredMatches stored) : StoredComponentTest(stored)
{
    private NamedPlayer? _chosen;

    [Fact]
    public async Task Picker_ALetter_FindsNobodyAndSaysNothing()
    {
        var picker = Show();
        await WriteAsync(picker, "p");
        Assert.Empty(picker.FindAll(".found"));
    }

    [Fact]
    public async Task Picker_PartOfAName_FindsEightAtMost()
    {
        var expected = await Get<PlayerSearch>().FindAsync(Viewer, "player", 8, Cancel);
        Assert.Equal(8, expected.Count);
        var picker = Show();
        await WriteAsync(picker, "player");
        picker.WaitForAssertion(() => Assert.Equal(expected.Select(p => p.Name), picker.FindAll("ul.found button").Select(b => b.LastChild!.TextContent.Trim())));
        Assert.Equal(("true", picker.Find("ul").Id), (picker.Find("input").GetAttribute("aria-expanded"), picker.Find("input").GetAttribute("aria-controls")));
    }

    [Fact]
    public async Task Picker_SomebodyChosen_IsToldAndTheFieldIsEmptyAgain()
    {
        var picker = Show();
        await WriteAsync(picker, Rival.Player.ToString());
        picker.WaitForElement("ul.found button").Click();
        Assert.Equal(Rival.Player, _chosen!.Id);
        Assert.Empty(picker.FindAll(".found"));
        Assert.Equal("", picker.Find("input").GetAttribute("value"));
    }

    [Fact]
    public async Task Picker_ANameThatNobodyHas_SaysSo()
    {
        var picker = Show();
        await WriteAsync(picker, "nobody at all");
        picker.WaitForAssertion(() => Assert.Equal("Nobody of this name stands in a match that you may see.", picker.Find("[role=status]").TextContent));
    }

    [Fact]
    public async Task Picker_ASearchThatFails_SaysSoUntilOneWorks()
    {
        var picker = Show();
        Database.Break();
        await WriteAsync(picker, "player");
        Assert.Equal("Searching failed. Try it again in a moment.", picker.Find("[role=status]").TextContent);

        Database.Mend();
        await WriteAsync(picker, "player ");
        picker.WaitForAssertion(() => Assert.Equal(8, picker.FindAll("ul.found button").Count));
        Assert.Empty(picker.FindAll("[role=status]"));
    }

    [Fact]
    public async Task Picker_AnAnswerToAnEarlierText_IsNotShown()
    {
        var picker = Show();
        var first = Database.Hold();
        picker.Find("input").Input("player");
        Database.Mend();
        picker.Find("input").Input(Rival.Player.ToString());
        picker.WaitForAssertion(() => Assert.Single(picker.FindAll("ul.found button")));

        first.SetResult();
        await picker.InvokeAsync(() => { });
        Assert.Single(picker.FindAll("ul.found button"));
    }

    private IRenderedComponent<PlayerPicker> Show() => Render<PlayerPicker>(p => p.Add(x => x.Label, "Add a player").Add(x => x.Viewer, Viewer).Add(x => x.OnChosen, player => _chosen = player));

    private static Task WriteAsync(IRenderedComponent<PlayerPicker> picker, string text) => picker.Find("input").InputAsync(new() { Value = text });
}
