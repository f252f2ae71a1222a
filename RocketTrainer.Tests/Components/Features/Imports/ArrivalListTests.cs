using Bunit;
using RocketTrainer.Core.Importing;
using RocketTrainer.Core.Replays;
using RocketTrainer.Web.Features.Imports.Parts;

namespace RocketTrainer.Tests.Components.Features.Imports;

public sealed class ArrivalListTests : ComponentTest
{
    private static readonly ArrivedReplay Old = new(Sample.ReplayId, Now.AddMinutes(-2), "DFH Stadium", "Ranked Doubles", 4, 2, MatchResult.Win, Now);
    private static readonly ArrivedReplay New = Old with { ReplayId = Guid.Parse("6f1e3a5c-0000-4000-8000-000000000002"), Result = null };

    [Fact]
    public void List_AnArrival_LeadsToItsMatch()
    {
        var list = Render<ArrivalList>(p => p.Add(x => x.Arrivals, [Old]));
        Assert.Equal($"/replays/{Sample.ReplayId}", list.Find("a").GetAttribute("href"));
        Assert.Equal("2 min ago", list.Find("time").TextContent);
    }

    [Fact]
    public void List_OnlyWhatReallyArrives_SlidesIn()
    {
        var list = Render<ArrivalList>(p => p.Add(x => x.Arrivals, [Old]));
        Assert.Empty(list.FindAll(".fresh"));

        list.Render(p => p.Add(x => x.Arrivals, [New, Old]));
        Assert.Equal($"/replays/{New.ReplayId}", list.Find(".fresh a").GetAttribute("href"));
        Assert.Single(list.FindAll(".fresh"));
    }
}
