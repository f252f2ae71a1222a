using Bunit;
using RocketTrainer.Core.Notifications;
using RocketTrainer.Web.Features.Account;

namespace RocketTrainer.Tests.Components.Features.Account;

public sealed class NotificationsPageTests(EmptyDatabase empty) : PersonPageTest<NotificationsPage>(empty)
{
    protected override string Loading => "Loading your notifications";

    protected override string Failed => "Your notifications could not be read or changed.";

    protected override string Content => "section[aria-labelledby=webhook]";

    [Theory]
    [InlineData("default", "It can tell you while RocketTrainer is open", true)]
    [InlineData("granted", "It tells you while RocketTrainer is open", false)]
    [InlineData("denied", "It was told not to.", false)]
    [InlineData("missing", "It has no notifications", false)]
    public void Browser_AskedHowItStands_IsToldInWords(string permission, string words, bool asks)
    {
        JSInterop.Setup<string>("rocketPage.notifications").SetResult(permission);
        var page = Read();
        page.WaitForAssertion(() => Assert.StartsWith(words, page.Find("section[aria-labelledby=here] [role=status]").TextContent, StringComparison.Ordinal));
        Assert.Equal(asks, page.FindAll("button").Any(b => b.TextContent.Trim() == "Ask this browser"));
    }

    [Fact]
    public async Task Webhook_ThatIsNoAddress_IsToldAtItsField()
    {
        var page = Read();
        Assert.Equal("You gave no webhook.", page.Find($"{Content} p").TextContent);
        await Field(page, "Address").ChangeAsync(new() { Value = "nonsense" });
        await page.Find("form").SubmitAsync();
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll("form .mud-input-error")));
        Assert.Null(await Get<Webhooks>().FindAsync(Me, Cancel));
    }

    [Fact]
    public async Task Webhook_WhoseMessagesDoNotArrive_SaysWhyAndIsTakenBackOnTheSecondClick()
    {
        await StoreAsync(new Webhook { UserId = Me, Sealed = [1], Host = "discord.com", AddedAt = Now.AddDays(-3), FailedAt = Now.AddHours(-2), Error = "It answered 404." });
        var page = Read();
        Assert.Equal("discord.com", page.Find($"{Content} strong").TextContent);
        Assert.Contains("did not arrive 2 h ago: It answered 404.", page.Find("[role=alert]").TextContent, StringComparison.Ordinal);

        await Button(page, "Take it back").ClickAsync();
        await Button(page, "Really take it back").ClickAsync();
        page.WaitForAssertion(() => Assert.Equal("You gave no webhook.", page.Find($"{Content} p").TextContent));
    }
}
