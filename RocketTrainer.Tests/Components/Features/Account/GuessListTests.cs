using Bunit;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Web.Features.Account.Parts;

namespace RocketTrainer.Tests.Components.Features.Account;

public sealed class GuessListTests : ComponentTest
{
    private static readonly LinkedAccountView Linked = new(Guid.NewGuid(), "ps4", "ps4:PadPlayer", "PadPlayer", Now, Verified: false, Proof: null, Syncs: true, SyncedAt: null, NextSyncAt: null);

    private static readonly RowGuess[] Rows =
    [
        new(new Guid("00000000-0000-4000-8000-000000000001"), 3, Now.AddDays(-1), "DFH Stadium", "Ranked Doubles", ["Rival"]),
        new(new Guid("00000000-0000-4000-8000-000000000002"), 0, Now.AddDays(-2), null, null, []),
    ];

    [Fact]
    public void Guesses_None_ShowNothing() => Assert.Empty(Show([], []).FindAll("h3"));

    [Fact]
    public void AccountGuesses_AreTheUsersToConfirm()
    {
        string? confirmed = null;
        var list = Show([new("epic:aa", "Ana", 2, Now), new("epic:bb", "Ana", 1, Now)], [], confirm: id => confirmed = id);
        Assert.Equal(["epic:aa", "epic:bb"], list.FindAll("li .small").Select(s => s.TextContent));
        Assert.Contains("1 match,", list.FindAll("li")[1].TextContent, StringComparison.Ordinal);
        list.FindAll("li button")[1].Click();
        Assert.Equal("epic:bb", confirmed);
    }

    [Theory]
    [InlineData("These are mine", true)]
    [InlineData("Not mine", false)]
    public void RowGuesses_ChosenOnes_AreAnsweredTogether(string button, bool mine)
    {
        RowAnswer? answer = null;
        var list = Show([], Rows, decide: given => answer = given);
        Assert.All(list.FindAll(".doing button").Skip(1), b => Assert.True(b.HasAttribute("disabled"))); // nothing chosen
        list.FindAll("input[type=checkbox]")[1].Change(true);
        list.FindAll(".doing button").Single(b => b.TextContent.Contains(button, StringComparison.Ordinal)).Click();
        Assert.Equal((mine, (Rows[1].ReplayId, 0)), (answer!.Mine, answer.Rows.Single()));
    }

    [Fact]
    public void RowGuesses_ChooseAll_ChoosesAllAndNoneAgain()
    {
        var list = Show([], Rows);
        var all = list.Find(".doing button");
        all.Click();
        Assert.All(list.FindAll("input[type=checkbox]"), box => Assert.True(box.HasAttribute("checked")));
        list.Find(".doing button").Click();
        Assert.All(list.FindAll("input[type=checkbox]"), box => Assert.False(box.HasAttribute("checked")));
    }

    private IRenderedComponent<GuessList> Show(IReadOnlyList<AccountGuess> accounts, IReadOnlyList<RowGuess> rows, Action<string>? confirm = null, Action<RowAnswer>? decide = null) =>
        Render<GuessList>(p => p.Add(x => x.Account, Linked).Add(x => x.Accounts, accounts).Add(x => x.Rows, rows)
            .Add(x => x.OnConfirm, confirm ?? (_ => { })).Add(x => x.OnDecide, decide ?? (_ => { })));
}
