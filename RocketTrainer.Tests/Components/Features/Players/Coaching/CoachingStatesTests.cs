using System.Runtime.CompilerServices;
using Bunit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RocketTrainer.Core.Coaching;
using RocketTrainer.Core.Data;
using RocketTrainer.Core.Data.Bulk;
using RocketTrainer.Core.Replays;
using RocketTrainer.Tests.Support;
using RocketTrainer.Tests.Unit.Coaching.Readings;
using RocketTrainer.Web.Features.Players;
using RocketTrainer.Web.Features.Players.Coaching;
using static RocketTrainer.Tests.Support.StoredMatches;

namespace RocketTrainer.Tests.Components.Features.Players.Coaching;

/// <summary>What the coach says of made-up matches: most of them don't let him say much.</summary>
public sealed class CoachingStatesTests : ComponentTest
{
    private readonly StrongBox<Support.StoredMatches> _stored;

    public CoachingStatesTests()
        : this(new())
    {
    }

    private CoachingStatesTests(StrongBox<Support.StoredMatches> stored)
        : base(services => services.AddSingleton(_ => stored.Value!.Get<IDbContextFactory<RocketTrainerDb>>())) => _stored = stored;

    [Fact]
    public Task Coaching_OfNoMatchAtAll_SaysSo() => AssertTellsAsync([], "No match that counts", "0 matches of Ranked Standard count. ");

    [Fact]
    public Task Coaching_OfOneMatch_SaysHowManyItTakes() => AssertTellsAsync(new InventedLobbies(seed: 1).Matches(1), "Not enough matches yet: 1 of 5", "1 match of Ranked Doubles counts.");

    [Fact]
    public Task Coaching_OfLobbiesWithBots_CountsThem() => AssertTellsAsync(
        [.. new InventedLobbies(seed: 2).Matches(7).Select((m, i) => i == 0 ? m : m with { Lines = [.. m.Lines[..^1], m.Lines[^1] with { IsBot = true }] })],
        "Not enough matches yet: 1 of 5", "1 match of Ranked Doubles counts; left out: 6 matches with a bot.");

    [Fact]
    public Task Coaching_OfMatchesWithoutARank_HasNobodyToHoldThemAgainst() => AssertTellsAsync(new InventedLobbies(seed: 3, tier: null).Matches(20), "No rank to be held against", "Nobody in these matches has a known rank, so there is no telling what is usual. Ranked matches of the last years have one. 20 matches of Ranked Doubles count.");

    [Fact]
    public Task Coaching_AmongTooFewPlayers_SaysHowManyItTakes() => AssertTellsAsync(new InventedLobbies(seed: 4).Matches(20), "Too few players to be held against",
        "What is usual in Ranked Doubles around Diamond I isn't known: fewer than 200 games of it are stored here.");

    [Fact]
    public Task Coaching_OfAPlaylistThatIsNotRanked_SaysWhichOnesAre() => AssertTellsAsync([.. new InventedLobbies(seed: 5) { Playlist = "something-new" }.Matches(20)], "No match that counts",
        "0 matches of Ranked Standard count. Not looked at here: 20 of something-new. The coach looks at ranked matches of full teams, one playlist at a time.");

    [Fact]
    public async Task Coaching_OfTheSameMatches_InWhateverOrderTheyCameIn_TellsTheSameWords()
    {
        var matches = new InventedLobbies(seed: 6).Matches(80, nameof(SkillGroup.Aerial), by: 1.5).Select((m, i) => m.Replay(i + 1)).ToList();

        var (one, other) = (await TextAsync(matches), await TextAsync([.. matches.AsEnumerable().Reverse()]));

        Assert.Contains("Drawn anew from these sessions", one, StringComparison.Ordinal);
        Assert.Equal(one, other);

        static async Task<string> TextAsync(List<Replay> replays)
        {
            await using var stored = await EmptyAsync();
            await using (var db = stored.OpenDatabase())
                await StoreAsync(db, stored.Get<IBulkWriter>(), replays);
            await using var page = new CoachingStatesTests();
            var view = page.Show(stored);
            view.WaitForAssertion(() => Assert.NotEmpty(view.FindAll(".findings li")));
            return string.Join('\n', view.Nodes.Select(n => n.TextContent));
        }
    }

    private IRenderedComponent<CoachingView> Show(Support.StoredMatches stored)
    {
        _stored.Value = stored;
        return Render<CoachingView>(p => p.Add(v => v.Room, new PlayerRoom(stored.Me, Hero, "Hero", IsMine: true, Base: "", Players: [])).Add(v => v.Filter, OfHero));
    }

    private async Task AssertTellsAsync(StoredMatch[] matches, string title, string text)
    {
        await using var stored = await EmptyAsync();
        await stored.AddAsync(matches);

        var view = Show(stored);

        view.WaitForAssertion(() => Assert.Equal(title, view.Find(".empty h2").TextContent));
        Assert.Contains(text, view.Find(".empty .text").TextContent, StringComparison.Ordinal);
        Assert.Empty(view.FindAll(".findings, .rows"));
        Assert.DoesNotContain("NaN", view.Markup, StringComparison.Ordinal);
        Assert.All(view.Instance.Sheets(), sheet => Assert.Empty(sheet.Rows));
    }
}
