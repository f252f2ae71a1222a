using Bunit;
using RocketTrainer.Web.Components.Shared;

namespace RocketTrainer.Tests.Components.Shared;

public sealed class ErrorPanelTests : ComponentTest
{
    [Fact]
    public void ErrorPanel_WithoutRetry_HasNoButton() =>
        Assert.Empty(Render<ErrorPanel>(p => p.Add(x => x.What, "It broke.")).FindAll("button"));

    [Fact]
    public async Task ErrorPanel_RetryClicked_CallsBack()
    {
        var retried = false;
        var panel = Render<ErrorPanel>(p => p.Add(x => x.What, "It broke.").Add(x => x.OnRetry, () => retried = true));
        await panel.Find("button").ClickAsync();
        Assert.True(retried);
    }
}
