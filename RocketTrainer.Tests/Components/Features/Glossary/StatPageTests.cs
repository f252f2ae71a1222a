using Bunit;
using Microsoft.EntityFrameworkCore;
using RocketTrainer.Core.Coaching;
using RocketTrainer.Core.Replays;
using RocketTrainer.Web.Components.Shared;
using RocketTrainer.Web.Features.Glossary;

namespace RocketTrainer.Tests.Components.Features.Glossary;

public sealed class StatPageTests(StoredMatches stored) : StoredComponentTest(stored)
{
    private const string Usual = "section[aria-label='What is usual at each rank']";

    [Fact]
    public void Stat_ThatIsNone_IsNotFound()
    {
        var page = Show("core.nonsense");
        Assert.Equal("There is no such stat", page.Find("h1").TextContent);
        Assert.Empty(page.FindAll(Usual));
    }

    [Fact]
    public void Stat_OfTheCatalogue_IsExplained()
    {
        var stat = StatCatalog.Get("boost.percent_zero_boost");
        var page = Show(stat.Key);
        Assert.StartsWith(stat.Label, page.Find("h1").TextContent, StringComparison.Ordinal);
        Assert.Equal(stat.Description, page.Find(".what").TextContent);
        var facts = page.FindAll(".facts > div").ToDictionary(d => d.QuerySelector("dt")!.TextContent, d => d.QuerySelector("dd")!.TextContent, StringComparer.Ordinal);
        Assert.Equal(("▼ less is better", "per cent", stat.Key), (facts["Which way is good"], facts["Unit"], facts["Name in the API and in exports"]));
    }

    [Theory]
    [InlineData("movement.percent_slow_speed", "100 × Slow ÷ (Slow + Boost speed + Supersonic)", "", false)]
    [InlineData("boost.bcpm", "60 × Boost collected, total ÷ seconds in play", "A team's is the sum of its players'.", false)]
    [InlineData("movement.avg_speed_percentage", "100 × Average speed ÷ 2,300", "2,300 uu/s is the fastest that a car drives.", false)]
    [InlineData("boost.amount_stolen", "Stolen from big pads + Stolen from small pads", "", true)]
    [InlineData("core.saves", null, "The game's own count, as its scoreboard has it at the end.", true)]
    public void Stat_HowItIsReckoned_IsItsOwnFormulaWithEveryStatALink(string key, string? formula, string words, bool perMinute)
    {
        var page = Show(key);
        var facts = page.FindAll(".facts > div").ToDictionary(d => d.QuerySelector("dt")!.TextContent, d => d.QuerySelector("dd")!, StringComparer.Ordinal);
        var reckoned = facts["How it is reckoned"];
        Assert.Equal(formula, reckoned.QuerySelector(".formula")?.TextContent);
        Assert.Equal(StatFormulas.Of(StatCatalog.Get(key))?.Parts.Select(p => p.Stat).OfType<Stat>().Select(s => $"/glossary/{s.Key}") ?? [], reckoned.QuerySelectorAll(".formula a").Select(a => a.GetAttribute("href")!));
        Assert.EndsWith(words, reckoned.TextContent.Trim(), StringComparison.Ordinal);
        Assert.Equal(perMinute, facts["Against other players"].TextContent.Contains("per minute", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("core.mvp")]
    [InlineData("ball.possession_time")]
    public void Stat_ThatNobodyIsHeldAgainst_HasNothingUsual(string key) => Assert.Empty(Show(key).FindAll(Usual));

    [Fact]
    public void Stat_WhileTheUsualIsRead_IsLoadingAndNotMissing()
    {
        var gate = Database.Hold();
        var page = Show("core.goals");
        Assert.Equal("Loading what is usual", page.Find($"{Usual} [aria-busy=true] .unseen").TextContent);
        Assert.Empty(page.FindAll(".missing"));
        gate.SetResult();
        page.WaitForAssertion(() => Assert.Empty(page.FindAll("[aria-busy=true]")));
    }

    [Fact]
    public async Task Stat_WithManyRanksStored_ShowsTheirMedians()
    {
        var known = (await Get<Population>().OfAsync("ranked-standard", Cancel)).Windows.Values.Where(w => w.IsEnough).OrderBy(w => w.Tier).ToList();
        Assert.True(known.Count >= 8); // else what is shipped stands there
        var page = Show("core.shots");
        page.WaitForAssertion(() => Assert.StartsWith("of the players stored here", page.Find($"{Usual} header p").TextContent, StringComparison.Ordinal));
        await page.Find("details").TriggerEventAsync("ontoggle", EventArgs.Empty);
        Assert.Equal(
            known.Select(w => (RankName.Short(w.Tier), $"{w.Stats["core.shots"].Median:#,0.##} per min")),
            page.FindAll("tbody tr").Select(r => (r.Children[0].TextContent, r.Children[2].TextContent)));
    }

    [Fact]
    public async Task Stat_WithFewRanksStored_ShowsWhatIsShippedAndSaysWhereItIsFrom()
    {
        var stat = StatCatalog.Get("core.shots");
        await MoveAsync("ranked-standard", "elsewhere");
        try
        {
            await ShippedAsync(stat);
        }
        finally
        {
            await MoveAsync("elsewhere", "ranked-standard");
        }
    }

    private async Task MoveAsync(string from, string to)
    {
        await using var db = Database.CreateDbContext();
        await db.PlayerStats.Where(p => p.PlaylistId == from).ExecuteUpdateAsync(s => s.SetProperty(p => p.PlaylistId, to), Cancel);
    }

    private async Task ShippedAsync(Stat stat)
    {
        var page = Show(stat.Key);
        page.WaitForAssertion(() => Assert.StartsWith("from public collections", page.Find($"{Usual} header p").TextContent, StringComparison.Ordinal));
        await page.Find("details").TriggerEventAsync("ontoggle", EventArgs.Empty);
        Assert.Equal(ShippedNorms.Of(stat).Select(n => RankName.Short(n.Tier)), page.FindAll("tbody th").Select(h => h.TextContent));
    }

    [Fact]
    public void Stat_OfAPlaylistThatNobodyPlayedHere_SaysWhatItTakes()
    {
        var page = Show("core.goals", "ranked-duels");
        page.WaitForAssertion(() => Assert.Equal(
            $"Too few players of {Playlists.NameOf("ranked-duels")} with a known rank are stored here yet: it takes 200 games of players around a rank.", page.Find(".missing").TextContent));
        Assert.Equal("ranked-duels", page.Find(".choose select").GetAttribute("value"));
    }

    [Fact]
    public async Task Stat_WhoseUsualCannotBeRead_SaysSoAndTriesAgain()
    {
        Database.Break();
        var page = Show("core.goals");
        page.WaitForAssertion(() => Assert.Equal("What is usual could not be read.", page.Find("[role=alert] h2").TextContent));
        Assert.StartsWith("Goals", page.Find("h1").TextContent, StringComparison.Ordinal);

        Database.Mend();
        await page.Find("[role=alert] button").ClickAsync();
        page.WaitForAssertion(() => Assert.Empty(page.FindAll("[role=alert]")));
        Assert.Single(page.FindAll("section.stat-card"));
    }

    [Fact]
    public void Stat_AnotherPlaylist_GoesToTheAddress()
    {
        var page = Show("core.goals");
        page.Find(".choose select").Change("ranked-duels");
        Assert.Equal("http://localhost/glossary/core.goals?playlist=ranked-duels", Navigation.Uri);
    }

    private IRenderedComponent<StatPage> Show(string key, string? playlist = null)
    {
        Navigation.NavigateTo($"/glossary/{key}{(playlist is null ? null : $"?playlist={playlist}")}");
        return Render<StatPage>(p => p.Add(x => x.Key, key));
    }
}
