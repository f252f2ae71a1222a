using RocketTrainer.Core.Replays;

namespace RocketTrainer.Tests.Unit.Replays;

public sealed class ReplayFilterTests
{
    [Fact]
    public void Parse_EveryName_IsRead()
    {
        var filter = Parse(out var errors, ("player", "steam:76561190000000001"), ("playlist", "ranked-doubles, private"), ("season", "f21"), ("result", "win"),
            ("map", "stadium_p"), ("after", "2026-01-01"), ("before", "2026-02-01T00:00:00+01:00"), ("with", "steam:76561190000000002"), ("rankMin", "gold-1"), ("rankMax", "grand-champion"));

        Assert.Empty(errors);
        Assert.NotNull(filter);
        Assert.Equal("steam:76561190000000001", filter.Player.ToString());
        Assert.Equal(["ranked-doubles", "private"], filter.Playlists);
        Assert.Equal(("f21", MatchResult.Win, "stadium_p", 7, 19), (filter.Season, filter.Result, filter.Map, filter.RankMin, filter.RankMax));
        Assert.Equal(new DateTimeOffset(2026, 1, 31, 23, 0, 0, TimeSpan.Zero), filter.Before);
    }

    [Theory]
    [InlineData("player", "nobody")]
    [InlineData("season", "f0")]
    [InlineData("season", "15")]
    [InlineData("result", "draw")]
    [InlineData("result", "win")] // nobody's
    [InlineData("after", "yesterday")]
    [InlineData("rankMin", "wood-1")]
    [InlineData("tag", "a word that is longer than any tag may be")] // not here yet
    [InlineData("with", "steam:76561190000000002")] // nobody's mate
    public void Parse_Nonsense_NamesTheField(string name, string value)
    {
        Assert.Null(Parse(out var errors, (name, value)));
        Assert.Equal([name], errors.Keys);
    }

    [Fact]
    public void Parse_AfterLaterThanBefore_NamesAfter()
    {
        Assert.Null(Parse(out var errors, ("after", "2026-02-01"), ("before", "2026-01-01")));
        Assert.Equal(["after"], errors.Keys);
    }

    private static ReplayFilter? Parse(out IReadOnlyDictionary<string, string[]> errors, params (string Name, string Value)[] query) =>
        ReplayFilter.Parse(name => query.FirstOrDefault(q => q.Name == name).Value, out errors);
}
