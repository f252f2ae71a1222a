using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using RocketTrainer.Web.Features.Players;
using RocketTrainer.Web.Features.Replays.Parts;

namespace RocketTrainer.Tests.Components.Features.Replays;

/// <summary>The filter row with a browser that answers late.</summary>
public sealed class FilterBarOverALineTests : ComponentTest
{
    private readonly LaggingNavigation _browser;

    public FilterBarOverALineTests()
        : this(new())
    {
    }

    private FilterBarOverALineTests(LaggingNavigation browser)
        : base(services => services.AddSingleton<NavigationManager>(browser)) => _browser = browser;

    [Fact]
    public void Bar_TwoChoicesBeforeTheBrowserAnswers_BothCount()
    {
        var bar = Render<ReplayFilterBar>(p => p
            .Add(x => x.Errors, new Dictionary<string, string[]>(StringComparer.Ordinal)).Add(x => x.Choices, new([], [])).Add(x => x.HasPlayer, true).Add(x => x.Fields, PlayerViews.All[0].Filters));
        bar.Find(".result select").Change("win");
        bar.Find(".before input").Change("2026-02-28");
        Assert.Equal("http://localhost/?result=win&before=2026-02-28", _browser.Asked[^1]);
    }
}
