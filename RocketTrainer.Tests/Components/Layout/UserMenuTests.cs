using System.Security.Claims;
using Bunit;
using RocketTrainer.Web.Auth;
using RocketTrainer.Web.Components.Layout;

namespace RocketTrainer.Tests.Components.Layout;

public sealed class UserMenuTests : ComponentTest
{
    [Fact]
    public void Menu_ForNobody_OffersToSignIn() => Assert.Equal("/sign-in", Render<UserMenu>().Find("a").GetAttribute("href"));

    [Fact]
    public void Menu_ForSomebody_NamesHimAndLetsHimOut()
    {
        User.SetAuthorized("Hero");
        var menu = Render<UserMenu>();
        Assert.Equal("Hero", menu.Find(".name").TextContent);
        Assert.Equal("H", menu.Find(".initial").TextContent);
        Assert.Equal(("post", "/sign-out"), (menu.Find("form").GetAttribute("method"), menu.Find("form").GetAttribute("action")));
    }

    [Fact]
    public void Menu_ForSomebodyWithAPicture_ShowsItAndTellsSteamNothing()
    {
        User.SetAuthorized("Hero").SetClaims(new Claim(Principals.AvatarClaim, "https://avatars.steamstatic.com/x.jpg"));
        var picture = Render<UserMenu>().Find("img");
        Assert.Equal("https://avatars.steamstatic.com/x.jpg", picture.GetAttribute("src"));
        Assert.Equal("no-referrer", picture.GetAttribute("referrerpolicy"));
    }

    [Fact]
    public void Menu_ForTheDemoPlayer_OffersToSignInInsteadOfOut()
    {
        User.SetAuthorized("Demo player").SetAuthenticationType(DemoSignIn.Scheme);
        var menu = Render<UserMenu>();
        Assert.Empty(menu.FindAll("form"));
        Assert.Equal("/sign-in", menu.Find("a.way").GetAttribute("href"));
    }
}
