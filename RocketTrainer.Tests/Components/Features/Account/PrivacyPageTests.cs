using Bunit;
using Microsoft.EntityFrameworkCore;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Accounts.Privacy;
using RocketTrainer.Web.Features.Account;

namespace RocketTrainer.Tests.Components.Features.Account;

public sealed class PrivacyPageTests(EmptyDatabase empty) : PersonPageTest<PrivacyPage>(empty)
{
    protected override string Loading => "Loading your settings";

    protected override string Failed => "Your settings could not be read or stored.";

    protected override string Content => "section[aria-labelledby=who]";

    [Fact]
    public async Task Visibility_Chosen_IsStoredAndALinkCanBeMadeAndTakenBack()
    {
        var page = Read();
        Assert.Equal("Only you", page.Find(".choice.on strong").TextContent);
        Assert.EndsWith("Yours isn't public.", page.Find("section[aria-labelledby=link] p").TextContent, StringComparison.Ordinal);

        await page.Find("input[value=Public]").ChangeAsync(new() { Value = "Public" });
        page.WaitForAssertion(() => Assert.Equal("Everybody", page.Find(".choice.on strong").TextContent));
        Assert.Equal(ProfileVisibility.Public, (await Get<Profiles>().FindAsync(Me, Cancel))!.Visibility);

        await Button(page, "Make a link").ClickAsync();
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll(".secret code")));
        var link = (await Get<Profiles>().FindAsync(Me, Cancel))!.ProfileLink;
        Assert.Equal($"http://localhost/p/{link}", page.Find(".secret code").TextContent);
        Assert.Equal($"http://localhost/p/{link}", page.Find("[data-copy]").GetAttribute("data-copy"));

        await Button(page, "Take the link back").ClickAsync();
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".secret")));
        Assert.Null((await Get<Profiles>().FindAsync(Me, Cancel))!.ProfileLink);
    }

    [Fact]
    public void Names_WithoutAProvenAccount_AreAskedForElsewhere() =>
        Assert.Equal("/not-named", Read().Find("section[aria-labelledby=names] a").GetAttribute("href"));

    [Fact]
    public async Task Name_TakenOut_BeginsOnTheSecondClick()
    {
        await StoreAsync(new LinkedAccount { Id = Guid.NewGuid(), UserId = Me, Platform = "xbox", PlayerId = "xbox:2533270000000404", Name = "Marlowe", LinkedAt = Now, VerifiedAt = Now, Proof = AccountProof.Administrator });
        var page = Read();
        await Button(page, "Take my name out").ClickAsync();
        Assert.Empty(await Get<NameRemovals>().OfAsync(Me, Cancel));
        await Button(page, "Really take it out, for good").ClickAsync();
        page.WaitForAssertion(() => Assert.Equal("Being taken out: 0 matches so far", page.Find("section[aria-labelledby=names] li > .quiet").TextContent));

        await using (var db = Database.CreateDbContext())
            await db.NameRemovals.ExecuteUpdateAsync(s => s.SetProperty(r => r.State, RemovalState.Done).SetProperty(r => r.Matches, 1209), Cancel);
        page = Read();
        Assert.Equal("Not named any more, in 1,209 matches", page.Find("section[aria-labelledby=names] .good").TextContent);
    }
}
