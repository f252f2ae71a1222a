using RocketTrainer.Web.Components.Shared;

namespace RocketTrainer.Tests.Components.Shared;

public sealed class PageAddressTests : IDisposable
{
    private readonly LaggingNavigation _browser = new();
    private readonly PageAddress _address;

    public PageAddressTests() => _address = new(_browser);

    public void Dispose() => _address.Dispose();

    [Fact]
    public void Address_ChangedAgainBeforeTheBrowserAnswers_KeepsBothChanges()
    {
        _address.Change(("season", "f21"));
        _address.Change(("result", "win"));
        _browser.Arrive();
        _address.Change(("playlist", "ranked-duels"));
        Assert.Equal("http://localhost/?season=f21&result=win&playlist=ranked-duels", _browser.Asked[^1]);
        Assert.Equal(_browser.Asked[^1], _address.Next);
    }

    [Fact]
    public void Address_AfterTheBrowsersAnswers_IsTheBrowsers()
    {
        _address.Change(("season", "f21"));
        _address.Change(("result", "win"));
        _browser.Arrive();
        _browser.Arrive();
        _browser.Go("http://localhost/?season=f20", byLink: false); // back
        _address.Change(("result", "loss"));
        Assert.Equal("http://localhost/?season=f20&result=loss", _browser.Asked[^1]);
    }

    [Fact]
    public void Address_LeftByALink_ForgetsWhatWasUnderWay()
    {
        _address.Change(("season", "f21"));
        _browser.Go("http://localhost/trends", byLink: true);
        Assert.Equal("http://localhost/trends", _address.Next);
    }

    [Fact]
    public void Address_ANull_TakesTheNameOut()
    {
        _browser.Go("http://localhost/?season=f21&cursor=z", byLink: true);
        _address.Change(("season", "f20"), ("cursor", null));
        Assert.Equal("http://localhost/?season=f20", _browser.Asked[^1]);
    }
}
