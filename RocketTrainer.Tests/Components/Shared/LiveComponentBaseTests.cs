using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Components.Web;
using RocketTrainer.Core.Live;
using RocketTrainer.Web.Components.Shared;

namespace RocketTrainer.Tests.Components.Shared;

public sealed class LiveComponentBaseTests : ComponentTest
{
    private readonly LiveTopic<int> _first = new(1);
    private readonly LiveTopic<int> _second = new(10);

    [Fact]
    public void Watch_OnFirstRender_ShowsTheLatestValue() => Assert.Equal("1 10", RenderProbe().Markup);

    [Fact]
    public async Task Watch_ValuePublished_RendersAtOnce()
    {
        var probe = RenderProbe();
        await PublishAsync(probe, _first, 2);
        probe.WaitForAssertion(() => Assert.Equal("2 10", probe.Markup));
    }

    [Fact]
    public async Task Watch_ManyValuesWithinTheSpacing_RendersOnceMoreWithTheNewest()
    {
        var probe = RenderProbe();
        await PublishAsync(probe, _first, 2);
        probe.WaitForAssertion(() => Assert.Equal("2 10", probe.Markup));
        var renders = probe.RenderCount;

        for (var value = 3; value <= 50; value++)
            _first.Publish(value);
        Assert.Equal(renders, probe.RenderCount);

        await AdvanceUntilAsync(() => probe.Markup == "50 10");
        Assert.Equal(renders + 1, probe.RenderCount);
    }

    [Fact]
    public async Task Watch_TwoTopicsOfOneComponent_ShareTheRenders()
    {
        var probe = RenderProbe();
        await PublishAsync(probe, _first, 2);
        probe.WaitForAssertion(() => Assert.Equal("2 10", probe.Markup));
        var renders = probe.RenderCount;

        await PublishAsync(probe, _second, 20);
        await AdvanceUntilAsync(() => probe.Instance.Second == 20, TimeSpan.Zero); // taken, but its render waits its turn
        Assert.Equal(renders, probe.RenderCount);

        await AdvanceUntilAsync(() => probe.Markup == "2 20");
        Assert.Equal(renders + 1, probe.RenderCount);
    }

    [Fact]
    public async Task Watch_WhilePrerendering_TakesTheValueButWatchesNothing()
    {
        SetRendererInfo(new RendererInfo("Static", isInteractive: false));
        var instance = RenderProbe().Instance;
        _first.Publish(2);
        await DisposeComponentsAsync(); // would have waited for a pump
        Assert.Equal(1, instance.FirstValue);
    }

    [Fact]
    public void Watch_ApplyThrows_ReachesTheErrorBoundary()
    {
        var boundary = Render<ErrorBoundary>(p => p
            .AddChildContent<Probe>(probe => probe.Add(x => x.First, _first).Add(x => x.Other, _second))
            .Add(x => x.ErrorContent, fault => fault.Message));
        _first.Publish(-1);
        boundary.WaitForAssertion(() => Assert.Equal("no negatives", boundary.Markup));
    }

    [Fact]
    public async Task DisposeAsync_WhileWatching_EndsEveryPump()
    {
        var probe = RenderProbe();
        await PublishAsync(probe, _first, 2);
        var instance = probe.Instance;

        await DisposeComponentsAsync();

        _first.Publish(3);
        Assert.NotEqual(3, instance.FirstValue); // disposal waited for the pumps: nobody is left to take it
    }

    private static Task PublishAsync(IRenderedComponent<Probe> probe, LiveTopic<int> topic, int value) =>
        probe.InvokeAsync(() => topic.Publish(value));

    private IRenderedComponent<Probe> RenderProbe() =>
        Render<Probe>(p => p.Add(x => x.First, _first).Add(x => x.Other, _second));

    private sealed class Probe : LiveComponentBase
    {
        [Parameter]
        public LiveTopic<int> First { get; set; } = null!;

        [Parameter]
        public LiveTopic<int> Other { get; set; } = null!;

        public int FirstValue { get; private set; }

        public int Second { get; private set; }

        protected override void OnInitialized()
        {
            Watch(First, value => FirstValue = value >= 0 ? value : throw new InvalidOperationException("no negatives"));
            Watch(Other, value => Second = value);
        }

        protected override void BuildRenderTree(RenderTreeBuilder builder) => builder.AddContent(0, $"{FirstValue} {Second}");
    }
}
