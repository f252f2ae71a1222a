using Bunit;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Web.Features.Account;

namespace RocketTrainer.Tests.Components.Features.Account;

public sealed class LinkedAccountsPageTests(EmptyDatabase empty) : PersonPageTest<LinkedAccountsPage>(empty)
{
    protected override string Loading => "Loading your accounts";

    protected override string Failed => "Your accounts could not be read or changed.";

    protected override string Content => "section[aria-labelledby=linked]";

    [Fact]
    public void Accounts_OfNobody_AreNone() => Assert.Equal("None yet.", Read().Find($"{Content} p").TextContent);

    [Fact]
    public async Task Accounts_ProvenAndClaimed_SayHowFarTheyAre()
    {
        await StoreAsync(
            Account("steam", $"steam:{Me:N}", "Marlowe", AccountProof.SignIn), Account("epic", $"epic:{Guid.NewGuid():N}", "Ana", AccountProof.Administrator), Account("xbox", playerId: null, "kestrel", proof: null));
        var lines = Read().FindAll(".lines li").ToDictionary(l => l.QuerySelector("strong")!.TextContent, StringComparer.Ordinal);
        Assert.Equal(3, lines.Count);
        Assert.Equal("You signed in with it.", lines["Marlowe"].QuerySelector(".good")!.GetAttribute("title"));
        Assert.Equal("An administrator said so.", lines["Ana"].QuerySelector(".good")!.GetAttribute("title"));
        Assert.Null(lines["kestrel"].QuerySelector(".good"));
        Assert.Contains("which account it is, is not known yet", lines["kestrel"].TextContent, StringComparison.Ordinal);
        Assert.Equal([true, true, false], new[] { "Marlowe", "Ana", "kestrel" }.Select(name => lines[name].QuerySelector("input[type=checkbox]") is not null)); // what isn't known can't be fetched
    }

    [Fact]
    public async Task Claim_WithoutAName_SaysSoAtItsField()
    {
        var page = Read();
        await page.FindAll("form")[^1].SubmitAsync();
        page.WaitForAssertion(() => Assert.Contains(page.FindAll(".mud-input-error"), e => e.TextContent.Contains("Give the name that the account has in the game", StringComparison.Ordinal)));
        Assert.Empty(await Get<LinkedAccounts>().ListAsync(Me, Cancel));
    }

    [Theory]
    [InlineData("done", "status", "The Steam account is linked.")]
    [InlineData("taken", "alert", "That Steam account belongs to another account here.")]
    [InlineData("failed", "alert", "Steam's answer could not be believed")]
    public void Page_BackFromSteam_SaysHowItEnded(string link, string role, string words) =>
        Assert.StartsWith(words, Read($"/account/accounts?link={link}").Find($".settings > p[role={role}]").TextContent, StringComparison.Ordinal);

    private LinkedAccount Account(string platform, string? playerId, string name, AccountProof? proof) => new()
    {
        Id = Guid.NewGuid(), UserId = Me, Platform = platform, PlayerId = playerId, Name = name, LinkedAt = Now, VerifiedAt = proof is null ? null : Now, Proof = proof,
    };
}
