using Bunit;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Web.Features.Account;

namespace RocketTrainer.Tests.Components.Features.Account;

public sealed class ProfilePageTests(EmptyDatabase empty) : PersonPageTest<ProfilePage>(empty)
{
    protected override string Loading => "Loading your profile";

    protected override string Failed => "Your profile could not be read or stored.";

    protected override string Content => "form.card";

    [Fact]
    public async Task Name_Saved_IsStored()
    {
        var page = Read();
        Assert.Equal(Name, Field(page, "Display name").GetAttribute("value"));
        await Field(page, "Display name").ChangeAsync(new() { Value = "  Marlowe " });
        await page.Find("form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Equal("Saved.", page.Find(".doing [role=status]").TextContent));
        Assert.Equal("Marlowe", (await Get<Profiles>().FindAsync(Me, Cancel))!.DisplayName);
    }

    [Fact]
    public async Task Name_OfNothing_IsToldAtItsField()
    {
        var page = Read();
        await Field(page, "Display name").ChangeAsync(new() { Value = " " });
        await page.Find("form").SubmitAsync();
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll(".mud-input-error")));
        Assert.Equal(Name, (await Get<Profiles>().FindAsync(Me, Cancel))!.DisplayName);
    }

    [Fact]
    public void Zone_OfNobody_IsTheBrowsersUntilItIsSaved()
    {
        JSInterop.Setup<string?>("rocketPage.timeZone").SetResult("Europe/Berlin");
        var page = Read();
        page.WaitForAssertion(() => Assert.Equal("Europe/Berlin", Field(page, "Time zone").GetAttribute("value")));
        Assert.Equal("Your browser's time zone is filled in; save to keep it.", page.Find(".doing [role=status]").TextContent);
    }
}
