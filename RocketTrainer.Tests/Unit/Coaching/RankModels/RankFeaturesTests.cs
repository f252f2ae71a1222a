using RocketTrainer.Core.Coaching;
using RocketTrainer.Core.Coaching.RankModels;
using static RocketTrainer.Tests.Unit.Coaching.RankModels.RankRows;

namespace RocketTrainer.Tests.Unit.Coaching.RankModels;

public sealed class RankFeaturesTests
{
    private const int Own = 59;
    private const int WithOpponents = 61;

    [Fact]
    public void OfPlayer_ByHand_IsRatesThenAveragesThenRatios()
    {
        // Five minutes on the field.
        var values = Values(1, ("positioning.time_defensive_third", 150), ("positioning.time_neutral_third", 100), ("positioning.time_offensive_third", 50),
            ("core.shots", 20), ("demo.taken", 5), ("core.shots_against", 45), ("boost.bpm", 300), ("core.shooting_percentage", 25),
            ("boost.amount_stolen", 500), ("boost.amount_collected", 2000), ("boost.amount_collected_small", 800), ("boost.amount_used_while_supersonic", 150),
            ("movement.avg_speed", 1600), ("movement.count_powerslide", 40), ("movement.total_distance", 400_000),
            ("positioning.avg_distance_to_ball_possession", 2600), ("positioning.avg_distance_to_ball_no_possession", 2900));

        var own = RankFeatures.OfPlayer(values, withOpponents: false);

        Assert.Equal(Own, own.Length);
        Assert.Equal((2, 1, 300, 25), (own[0], own[21], own[22], own[51])); // √(20 / 5), √(5 / 5), as given, as given
        Assert.Equal([.25f, .4f, .1f, 4, 10, 300, 400_000 / 300f], own[52..]);
        var lobby = RankFeatures.OfPlayer(values, withOpponents: true);
        Assert.Equal((WithOpponents, 3), (lobby.Length, lobby[22])); // √(45 / 5)
        Assert.Equal([.. own[..22], .. own[22..]], [.. lobby[..22], .. lobby[24..]]);
    }

    [Fact]
    public void OfPlayer_WithoutBoostOrDistance_HasNoShareOfThem()
    {
        var own = RankFeatures.OfPlayer(Values(0), withOpponents: false);

        Assert.All(own, v => Assert.Equal(0, v));
    }

    [Fact]
    public void WithLobby_IsThePlayerAndTheMeanOfAllInHisMatch()
    {
        List<RankRow> rows = [Row("a", Values(1)), Row("b", Values(7)), Row("a", Values(3)), Row("a", Values(5))];

        var x = RankFeatures.WithLobby(rows);

        var bpm = 24; // the first average
        Assert.All(x, row => Assert.Equal((2 * WithOpponents) + 3, row.Length));
        Assert.Equal([1, 7, 3, 5], x.Select(row => row[bpm]));
        Assert.Equal([3, 7, 3, 3], x.Select(row => row[WithOpponents + bpm]));
        Assert.Equal([2, 0, 2, 2], x.Select(row => row[2 * WithOpponents])); // others
        Assert.Equal([300, 1], x[0][^2..]);
    }

    [Fact]
    public void WithLobby_WhereOneHasNoNumber_IsTheMeanOfTheOthers()
    {
        var unknown = Values(1);
        unknown[Place("boost.bpm")] = double.NaN;

        var x = RankFeatures.WithLobby([Row("a", unknown), Row("a", Values(5)), Row("a", Values(7)), Row("b", unknown)]);

        Assert.Equal(6, x[0][WithOpponents + 24]);
        Assert.Equal((float.NaN, float.NaN), (x[0][24], x[3][WithOpponents + 24]));
    }

    private static RankRow Row(string match, double[] values) => new(match, match, values, 10, 300, IsRecent: true, IsWhole: true);

    private static double[] Values(double all, params (string Key, double Value)[] but)
    {
        var values = Array.ConvertAll([.. PlayerGame.Stats], _ => all);
        foreach (var (key, value) in but)
            values[Place(key)] = value;
        return values;
    }
}
