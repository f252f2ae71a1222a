using RocketTrainer.Core.Coaching.RankModels;

namespace RocketTrainer.Tests.Unit.Coaching.RankModels;

public sealed class RankSplitTests
{
    private static readonly DateTimeOffset Evening = new(2026, 3, 1, 20, 0, 0, TimeSpan.Zero);

    private static readonly double[] Values = RankRows.Player(10);

    [Fact]
    public void Split_OfACrowd_HasNoMatchAndNoAskedPlayerOnBothSides()
    {
        var random = new Random(1);
        var games = Enumerable.Range(0, 600).Select(i => Game(i, [.. Enumerable.Range(0, 6).Select(_ => $"steam:{random.Next(1500)}")])).ToList();

        var split = RankSplit.Of(games);

        Assert.Equal(games.Count, split.Learn.Concat(split.HeldOut).Select(r => r.Match).Distinct().Count());
        Assert.Empty(split.Learn.Select(r => r.Match).Intersect(split.HeldOut.Select(r => r.Match)));
        var learnt = games.Where(g => split.Learn.Any(r => r.Match == g.Match)).SelectMany(g => g.Players).Select(p => p.Account).ToHashSet();
        Assert.DoesNotContain(split.HeldOutPlayers, account => account is not null && learnt.Contains(account));
        Assert.All(split.HeldOut.Zip(split.HeldOutPlayers), row => Assert.Equal(row.First.Tier > 0, row.Second is not null));
        // Whoever is held out by his account is so wherever he plays, and there are about as many matches as that makes.
        Assert.DoesNotContain(learnt, account => RankSplit.IsHeldOut(account!));
        Assert.InRange(split.HeldOut.Count / 6.0 / games.Count, 0.15, 0.4);
        Assert.Equal(split.HeldOutPlayers.OfType<string>().Distinct().Count(), split.Supply.HeldOutPlayers);
        Assert.Equal(split.Learn.Count, split.Supply.Games);
    }

    [Fact]
    public void Split_WithARegularInEveryMatch_HoldsOutStrangersAndNotHim()
    {
        var regular = Enumerable.Range(0, 1000).Select(i => $"steam:regular-{i}").First(RankSplit.IsHeldOut);
        var games = Enumerable.Range(0, 400).Select(i => Game(i, [regular, .. Enumerable.Range(0, 5).Select(j => $"steam:{(i * 5) + j}")])).ToList();

        var split = RankSplit.Of(games);

        Assert.InRange(split.Supply.Matches, 250, 350);
        Assert.DoesNotContain(regular, split.HeldOutPlayers);
        Assert.Equal(RankSplit.MostOfOnePlayer, split.Learn.Where((_, i) => i % 6 == 0).Count(r => r.Tier > 0)); // he stands first in each match
        Assert.Equal(MatchesOf(split.Learn).Take(RankSplit.MostOfOnePlayer), MatchesOf([.. split.Learn.Where((r, i) => i % 6 == 0 && r.Tier > 0)])); // the newest
        Assert.InRange(split.HeldOutPlayers.OfType<string>().Distinct().Count(), 250, 750); // all strangers of the held-out matches
    }

    [Fact]
    public void Split_OfPlayersWithoutAccountOrRank_KeepsThemAsContext()
    {
        var game = Game(1, ["steam:1", null, "steam:3", "steam:4", "steam:5", "steam:6"]);
        game = game with { Players = [.. game.Players.Select((p, i) => i == 2 ? p with { Tier = 0 } : p)] };

        var split = RankSplit.Of([game]);

        var rows = split.Learn.Concat(split.HeldOut).ToList();
        Assert.Equal([10, 0, 0, 10, 10, 10], rows.Select(r => r.Tier));
        Assert.All(rows, r => Assert.True(r.IsWhole && r.IsRecent && r.Seconds == 300));
    }

    [Fact]
    public void Split_OfNothing_IsNotEnough()
    {
        var split = RankSplit.Of([]);
        Assert.Equal(new RankSupply(0, 0, 0, 0, 0), split.Supply);
        Assert.False(split.Supply.IsEnough);
    }

    [Fact]
    public void Hash_OfOtherRows_IsAnotherOne()
    {
        RankGame[] games = [Game(2, ["steam:1", "steam:2", "steam:3", "steam:4", "steam:5", "steam:6"]), Game(1, ["steam:7", "steam:8", "steam:9", "steam:10", "steam:11", "steam:12"])];
        var changed = games[0] with { Players = [games[0].Players[0] with { Values = RankRows.Player(11) }, .. games[0].Players.Skip(1)] };

        Assert.Equal(RankSplit.Of(games).Hash, RankSplit.Of([.. games]).Hash);
        Assert.NotEqual(RankSplit.Of(games).Hash, RankSplit.Of([changed, games[1]]).Hash);
        Assert.NotEqual(RankSplit.Of(games).Hash, RankSplit.Of([games[0]]).Hash);
    }

    [Fact]
    public void Groups_KeepMatchesOfAPlayerTogether_ButNotThoseOfARegular()
    {
        // Three matches of one stranger each, over and over, and somebody who is in all of them.
        var games = Enumerable.Range(0, 300).Select(i => Game(i, ["steam:regular", $"steam:{i / 3}", .. Enumerable.Range(0, 4).Select(j => $"steam:{i}-{j}")])).ToList();

        var groups = MatchGroups.Of(games);

        Assert.All(Enumerable.Range(0, 100), stranger => Assert.Single(Enumerable.Range(0, 3).Select(i => groups[games[(stranger * 3) + i].Match]).Distinct()));
        Assert.True(groups.Values.GroupBy(g => g).Max(g => g.Count()) <= 300 / 20);
        Assert.InRange(groups.Values.Distinct().Count(), 20, 100);
    }

    [Fact]
    public void Needs_AreMetFromTheNumberOn()
    {
        Assert.True(new RankSupply(3000, 500, 500, 6, 100).IsEnough);
        Assert.All(
            new RankSupply[] { new(2999, 500, 500, 6, 100), new(3000, 499, 500, 6, 100), new(3000, 500, 499, 6, 100), new(3000, 500, 500, 5, 100), new(3000, 500, 500, 6, 99) },
            supply => Assert.Single(supply.Needs, need => !need.IsMet));
    }

    private static IEnumerable<string> MatchesOf(IEnumerable<RankRow> rows) => rows.Select(r => r.Match).Distinct();

    /// <summary>Newer ones have lower numbers.</summary>
    private static RankGame Game(int number, string?[] accounts) =>
        new($"m{number}", Evening.AddMinutes(-number), 300, [.. accounts.Select(a => new RankGamePlayer(a, 10, Values))]);
}
