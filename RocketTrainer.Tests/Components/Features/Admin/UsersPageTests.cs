using Bunit;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Web.Features.Admin;

namespace RocketTrainer.Tests.Components.Features.Admin;

public sealed class UsersPageTests(EmptyDatabase empty) : PersonPageTest<UsersPage>(empty)
{
    protected override string Loading => "Loading users";

    protected override string Failed => "The users could not be read or changed.";

    protected override string Content => "section.card";

    [Fact]
    public void Users_WhomNothingFits_AreNone()
    {
        var page = Show("/admin/users?search=xyzzy");
        page.WaitForAssertion(() => Assert.Equal("Nobody found", page.Find(".empty h2").TextContent));
        Assert.Equal("xyzzy", page.Find("input[type=search]").GetAttribute("value"));
    }

    [Fact]
    public async Task Account_VouchedFor_IsVerifiedUntilItIsTakenBack()
    {
        await StoreAsync(
            new LinkedAccount { Id = Guid.NewGuid(), UserId = Me, Platform = "epic", PlayerId = $"epic:{Me:N}", Name = "Ana", LinkedAt = Now },
            new LinkedAccount { Id = Guid.NewGuid(), UserId = Me, Platform = "xbox", PlayerId = null, Name = "kestrel", LinkedAt = Now.AddMinutes(1) });
        var page = Read($"/admin/users?search=epic:{Me:N}");
        Assert.Equal("Only a name so far", page.FindAll("li.account")[1].QuerySelector("span.quiet:not(.small)")!.TextContent);

        await Button(page, "I know it is theirs").ClickAsync();
        page.WaitForAssertion(() => Assert.Equal("Verified", page.Find("li.account .good").TextContent));
        Assert.Equal("Ana is verified.", page.Find("[role=status]").TextContent);
        Assert.Equal(AccountProof.Administrator, (await Get<LinkedAccounts>().ListAsync(Me, Cancel))[0].Proof);

        await Button(page, "Take it back").ClickAsync();
        page.WaitForAssertion(() => Assert.Empty(page.FindAll("li.account .good")));
    }

    [Fact]
    public async Task Roles_OnesOwnAdministration_IsNotTakenFromOneself()
    {
        var boss = new User { Id = Guid.NewGuid(), DisplayName = "Boss", IsAdministrator = true, CreatedAt = Now.AddDays(1), SessionStamp = Guid.NewGuid() };
        await StoreAsync(boss);
        SignIn(boss.Id);
        var page = Read("/admin/users?search=boss");
        await page.Find("input[aria-label='Boss is an administrator']").ChangeAsync(new() { Value = false });
        page.WaitForAssertion(() => Assert.Equal("Somebody else must take administration away from you.", page.Find("[role=status].bad").TextContent));

        await page.Find("input[aria-label='Boss is a coach']").ChangeAsync(new() { Value = true });
        page.WaitForAssertion(() => Assert.Equal("The roles of Boss are changed.", page.Find("[role=status]").TextContent));
        Assert.True((await Get<UserAdministration>().ListAsync("boss", before: null, 1, Cancel))[0].IsCoach);
    }
}
