using Bunit;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Web.Features.Account;

namespace RocketTrainer.Tests.Components.Features.Account;

public sealed class ActivityPageTests(EmptyDatabase empty) : PersonPageTest<ActivityPage>(empty)
{
    protected override string Loading => "Loading your activity";

    protected override string Failed => "Your activity could not be read.";

    protected override string Content => "section.card";

    [Fact]
    public void Activity_OfNothing_SaysSo()
    {
        var page = Read();
        Assert.Equal("Nothing yet.", page.Find("section.card p").TextContent);
        Assert.DoesNotContain("Older", page.FindAll("a").Select(a => a.TextContent));
    }

    [Fact]
    public async Task Activity_OfMoreThanAPage_LeadsToWhatIsOlder()
    {
        await StoreAsync([.. Enumerable.Range(0, 52).Select(i => Line(Me, i)), Line(Guid.NewGuid(), 52)]); // and one of somebody else
        var page = Read();
        Assert.Equal(Enumerable.Range(0, 50).Select(i => $"rt_{i}"), page.FindAll(".lines .grow .quiet").Select(s => s.TextContent));

        var older = page.FindAll("a").Single(a => a.TextContent == "Older").GetAttribute("href")!;
        page = Read(older);
        Assert.Equal(["rt_50", "rt_51"], page.FindAll(".lines .grow .quiet").Select(s => s.TextContent));
        Assert.DoesNotContain("Older", page.FindAll("a").Select(a => a.TextContent));
    }

    [Fact]
    public async Task SignOutEverywhere_EndsEverySession()
    {
        var users = Get<Users>();
        var before = (await users.FindAsync(Me, Cancel))!.SessionStamp;
        var page = Read();
        await Button(page, "Sign out everywhere").ClickAsync();
        page.WaitForAssertion(() => Assert.EndsWith("/sign-in?out=yes", Navigation.Uri, StringComparison.Ordinal));
        Assert.NotEqual(before, (await users.FindAsync(Me, Cancel))!.SessionStamp);
    }

    private static AuditEvent Line(Guid user, int age) =>
        new() { Id = Guid.NewGuid(), At = Now.AddMinutes(-age), Kind = AuditKind.KeyCreated, UserId = user, Subject = $"rt_{age}" };
}
