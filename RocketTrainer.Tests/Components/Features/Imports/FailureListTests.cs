using Bunit;
using RocketTrainer.Core.Importing;
using RocketTrainer.Web.Features.Imports.Parts;

namespace RocketTrainer.Tests.Components.Features.Imports;

public sealed class FailureListTests : ComponentTest
{
    private static readonly ImportFailure Broken = new("id-1", "The file can't be read.", 1, Retryable: false);
    private static readonly ImportFailure Busy = new("id-2", "Ballchasing was busy.", 3, Retryable: true);

    [Fact]
    public void List_AFailure_SaysWhyHowOftenAndWhetherARetryHelps()
    {
        var items = Render<FailureList>(p => p.Add(x => x.Failures, [Broken, Busy])).FindAll("li");
        Assert.Contains("The file can't be read.", items[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("tried once · a retry won't help", items[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("tried 3 times · a retry can help", items[1].TextContent, StringComparison.Ordinal);
        Assert.Equal("id-2", items[1].QuerySelector("button")!.GetAttribute("data-copy"));
    }

    [Fact]
    public async Task List_RetryButtons_AskForOneOrForAllThatItCanHelp()
    {
        var asked = new List<string?>();
        var list = Render<FailureList>(p => p.Add(x => x.Failures, [Broken, Busy]).Add(x => x.OnRetry, (string? id) => asked.Add(id)));
        await list.FindAll("button.retry")[0].ClickAsync();
        await list.Find("button.retry-all").ClickAsync();
        Assert.Equal(["id-1", null], asked);

        var hopeless = Render<FailureList>(p => p.Add(x => x.Failures, [Broken]).Add(x => x.OnRetry, (string? _) => { }));
        Assert.Empty(hopeless.FindAll("button.retry-all"));
        Assert.Single(hopeless.FindAll("button.retry"));
        Assert.Empty(Render<FailureList>(p => p.Add(x => x.Failures, [Busy])).FindAll("button.retry, button.retry-all"));
    }

    [Fact]
    public void List_VeryMany_ShowsTheFirstFiftyAndHowManyMoreThereAre()
    {
        var list = Render<FailureList>(p => p.Add(x => x.Failures, [.. Enumerable.Repeat(Broken, 1070).Select((f, i) => f with { ReplayId = $"id-{i}" })]));
        Assert.Equal(50, list.FindAll("li").Count);
        Assert.Contains("and 1,020 more", list.Markup, StringComparison.Ordinal);
    }
}
