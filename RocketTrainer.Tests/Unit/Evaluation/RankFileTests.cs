using System.Globalization;
using RocketTrainer.Benchmarks.Evaluation;
using RocketTrainer.Core.Coaching;
using RocketTrainer.Core.Replays;
using RocketTrainer.Tests.Support;

namespace RocketTrainer.Tests.Unit.Evaluation;

/// <summary>The teams of a match that stand in two games and two groups of a file: a split between them would let a model see what it is asked.</summary>
public sealed class RankFileTests : IDisposable
{
    private readonly TemporaryDirectory _files = new();

    /// <summary>Eight shots and three goals of the one, five and one of the other.</summary>
    private static readonly Side Blue = new("g1", "game-a", Shots: 8, Against: 5, Goals: 3, Conceded: 1);
    private static readonly Side Orange = new("g2", "game-b", Shots: 5, Against: 8, Goals: 1, Conceded: 3);

    public void Dispose() => _files.Dispose();

    [Fact]
    public void Teams_ThatMirrorEachOther_AreOneMatchAndOneGroup()
    {
        var (asInFile, rejoined) = Read(Blue, Orange);

        Assert.Equal((2, 2, false), Shape(asInFile));
        Assert.Equal((1, 1, true), Shape(rejoined));
        Assert.Equal(asInFile.Rows.Select(r => r.Tier), rejoined.Rows.Select(r => r.Tier));
    }

    [Theory]
    [InlineData(9, 3, 300)] // shots that the other didn't get
    [InlineData(8, 5, 300)] // goals
    [InlineData(8, 3, 307)] // seconds
    public void Teams_ThatDoNotMirrorEachOther_AreTwoMatches(int shots, int goals, int seconds) =>
        Assert.Equal((2, 2, false), Shape(Read(Blue with { Shots = shots, Goals = goals, Seconds = seconds }, Orange).Rejoined));

    [Fact]
    public void Teams_OfWhichTwoFitAsWell_AreLeftAlone() => Assert.Equal((3, 3, false), Shape(Read(Blue, Orange, Orange with { Group = "g3", Game = "game-c", Boost = 450 }).Rejoined));

    [Fact]
    public void Teams_OfTwoSources_AreTwoMatches() => Assert.Equal((2, 2, false), Shape(Read(Blue, Orange with { Source = "other" }).Rejoined));

    [Fact]
    public void Groups_ThatHaveAMatchInCommonWithAThird_AreOne()
    {
        var rejoined = Read(
            Blue, Orange,
            new("g2", "game-d", Shots: 11, Against: 2, Goals: 4, Conceded: 0, Boost: 450), new("g3", "game-e", Shots: 2, Against: 11, Goals: 0, Conceded: 4, Boost: 450)).Rejoined;

        Assert.Equal((2, 1, true), Shape(rejoined));
    }

    [Fact]
    public void Match_ThatWasUploadedTwice_IsReadOnce()
    {
        var (asInFile, rejoined) = Read(Blue, Blue with { Game = "game-again" });

        Assert.Equal((6, 3), (asInFile.Rows.Count, rejoined.Rows.Count));
    }

    [Fact]
    public void Row_WithoutATier_IsOfAnUnknownOne() => Assert.All(Read(Blue with { Tier = "" }).AsInFile.Rows, row => Assert.Equal(0, row.Tier));

    private static (int Matches, int Groups, bool AreWhole) Shape(RankFile file) =>
        (file.Rows.Select(r => r.Match).Distinct(StringComparer.Ordinal).Count(), file.Rows.Select(r => r.Group).Distinct(StringComparer.Ordinal).Count(), file.Rows.All(r => r.IsWhole));

    private (RankFile AsInFile, RankFile Rejoined) Read(params Side[] sides)
    {
        var path = _files.File("rows.csv");
        File.WriteAllLines(path, [string.Join(',', "source", "group", "game", "team", "tier", "dur", string.Join(',', PlayerGame.Stats.Select(s => s.Key))), .. sides.SelectMany(s => s.Lines())]);
        return (RankFile.Read(path), RankFile.ReadRejoined(path));
    }

    /// <summary>Three players of one team; the first one shoots and scores.</summary>
    private sealed record Side(string Group, string Game, int Shots, int Against, int Goals, int Conceded, int Seconds = 300, double Boost = 400, string Source = "collection", string Tier = "10")
    {
        public IEnumerable<string> Lines() => Enumerable.Range(0, 3).Select(player => string.Join(',', Source, Group, Game, "blue", Tier, Seconds, string.Join(',', PlayerGame.Stats.Select(stat => Value(stat, player)))));

        private string Value(Stat stat, int player) => (stat.Key switch
        {
            "core.shots" => player == 0 ? Shots : 0,
            "core.goals" => player == 0 ? Goals : 0,
            "core.shots_against" => Against,
            "core.goals_against" => Conceded,
            "boost.bpm" => Boost + player,
            _ => 0,
        }).ToString(CultureInfo.InvariantCulture);
    }
}
