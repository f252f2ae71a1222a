using Bunit;
using RocketTrainer.Core.Importing;
using RocketTrainer.Web.Features.Admin;

namespace RocketTrainer.Tests.Components.Features.Admin;

public sealed class RemappingPageTests(EmptyDatabase empty) : PersonComponentTest(empty)
{
    [Theory]
    [InlineData(false, 0, 0, false, "Every stored match is up to date", false)]
    [InlineData(false, 30, 0, false, "Waiting to begin", true)]
    [InlineData(true, 20, 10, false, "Reading stored replies again", true)]
    [InlineData(false, 20, 10, true, "Stopped before the end", true)]
    public void Page_HowFarItIs_IsToldInWordsAndABar(bool running, int outdated, int done, bool ended, string words, bool bar)
    {
        var topic = Get<Remapping>().Progress;
        topic.Publish(topic.Latest with { IsRunning = running, Outdated = outdated, Done = done, FinishedAt = ended ? Now : null });
        var page = Show<RemappingPage>("/admin/remapping");
        Assert.Equal(words, page.Find("[role=status]").TextContent);
        Assert.Equal(bar, page.FindAll("[role=progressbar]").Count > 0);
        var facts = page.FindAll("dl div").ToDictionary(d => d.QuerySelector("dt")!.TextContent, d => d.QuerySelector("dd")!.TextContent, StringComparer.Ordinal);
        Assert.Equal(($"{outdated}", $"{done}", "0"), (facts["Still to read"], facts["Read again"], facts["Unreadable"]));
    }

    [Fact]
    public void Page_WithSomethingUnreadable_SaysWhatBecomesOfIt()
    {
        var topic = Get<Remapping>().Progress;
        topic.Publish(topic.Latest with { Done = 10, Unreadable = 2, FinishedAt = Now });
        Assert.Contains("tried again at the next start", Show<RemappingPage>("/admin/remapping").Markup, StringComparison.Ordinal);
    }
}
