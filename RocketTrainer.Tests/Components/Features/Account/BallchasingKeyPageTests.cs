using Bunit;
using RocketTrainer.Core.Accounts.Keys;
using RocketTrainer.Core.Ballchasing;
using RocketTrainer.Web.Features.Account;

namespace RocketTrainer.Tests.Components.Features.Account;

public sealed class BallchasingKeyPageTests(EmptyDatabase empty) : PersonPageTest<BallchasingKeyPage>(empty)
{
    protected override string Loading => "Loading your key";

    protected override string Failed => "Your key could not be read or kept.";

    protected override string Content => "section[aria-labelledby=own-key]";

    [Fact]
    public void Key_NotGiven_IsAskedFor()
    {
        var page = Read();
        Assert.StartsWith("You gave none", page.Find($"{Content} p").TextContent, StringComparison.Ordinal);
        Assert.Equal("Give a key", page.Find("form h2").TextContent);
    }

    [Fact]
    public async Task Key_Given_IsNamedAndTakenBackOnTheSecondClick()
    {
        await StoreAsync(Key(refusedAt: null));
        var page = Read();
        Assert.Equal("Marlowe", page.Find($"{Content} strong").TextContent);
        Assert.Contains("tier gold", page.Find($"{Content} .quiet").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("[role=alert]"));

        await Button(page, "Take it back").ClickAsync();
        Assert.NotNull(await Get<BallchasingKeys>().FindAsync(Me, Cancel)); // not yet
        await Button(page, "Really take it back").ClickAsync();
        page.WaitForAssertion(() => Assert.StartsWith("You gave none", page.Find($"{Content} p").TextContent, StringComparison.Ordinal));
        Assert.Null(await Get<BallchasingKeys>().FindAsync(Me, Cancel));
    }

    [Fact]
    public async Task Key_ThatBallchasingRefused_SaysSo()
    {
        await StoreAsync(Key(refusedAt: Now.AddHours(-2)));
        Assert.StartsWith("Ballchasing refused it 2 h ago", Read().Find("[role=alert]").TextContent.Trim(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no key", "That is no key")]
    [InlineData("g/AbCdEf", "That is a group's key")]
    [InlineData("AbCdEf", "This server invents its matches")]
    public async Task Key_ThatIsNotTaken_IsToldAtItsField(string token, string wrong)
    {
        var page = Read();
        await Field(page, "Key").ChangeAsync(new() { Value = token });
        await page.Find("form").SubmitAsync();
        page.WaitForAssertion(() => Assert.StartsWith(wrong, page.Find("form .mud-input-error.mud-input-helper-text, form .mud-input-helper-text.mud-input-error").TextContent.Trim(), StringComparison.Ordinal));
        Assert.Null(await Get<BallchasingKeys>().FindAsync(Me, Cancel));
    }

    private OwnBallchasingKey Key(DateTimeOffset? refusedAt) => new()
    {
        UserId = Me, Sealed = [1], Fingerprint = new BallchasingKey("theirs").Fingerprint, OwnerName = "Marlowe", Tier = "gold", AddedAt = Now.AddDays(-3), RefusedAt = refusedAt,
    };
}
