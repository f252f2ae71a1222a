using Microsoft.Extensions.Time.Testing;
using RocketTrainer.Core.Coaching.RankModels;
using static RocketTrainer.Tests.Unit.Coaching.RankModels.RankRows;

namespace RocketTrainer.Tests.Unit.Coaching.RankModels;

public sealed class RankModelTests
{
    private static readonly DateTimeOffset Made = new(2026, 4, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly Lazy<RankModel> Trained = new(() => Train(Matches(126, seed: 3)));

    [Fact]
    public void Train_OnMadeUpRanks_TellsHigherOnesForBetterStats()
    {
        var points = new[] { 2, 8, 14, 20 }.Select(tier => Trained.Value.Estimate(Match(tier))[0].Point).ToList();
        var own = new[] { 2, 8, 14, 20 }.Select(tier => Trained.Value.PlaysLike(Match(tier))[0].Point).ToList();

        Assert.Equal(points.Order(), points);
        Assert.Equal(own.Order(), own);
        Assert.All(points.Zip([2.0, 8, 14, 20]), p => Assert.InRange(p.First, p.Second - 2.5, p.Second + 2.5));
    }

    [Fact]
    public void Train_Twice_MakesTheSameModel()
    {
        var again = Train(Matches(126, seed: 3));

        Assert.Equal(Trained.Value.Card, again.Card);
        AssertSame(Trained.Value, again);
    }

    [Fact]
    public void Train_WithoutTrees_SaysSoAndWorks()
    {
        var model = new RankTrainer(new FakeTimeProvider(Made)).Train(Matches(63, seed: 3), new("made up", "matches", WithTrees: false), TestContext.Current.CancellationToken);

        Assert.Equal("Kernel ridge regression alone, as asked", model.Card.Learners);
        Assert.True(model.Estimate(Match(18))[0].Point > model.Estimate(Match(4))[0].Point);
        AssertSame(model, SavedAndLoaded(model));
    }

    [Fact]
    public void Train_WithPlayersWithoutRank_LearnsNothingFromThem()
    {
        List<RankRow> rows = [.. Matches(126, seed: 3), .. Matches(21, seed: 9).Select(r => r with { Match = "unranked " + r.Match, Tier = 0 })];

        var model = Train(rows);

        Assert.Equal((756, new TierRange(1, 21)), (model.Card.Rows, model.Card.Tiers));
        Assert.Equal(Trained.Value.Card.Id, model.Card.Id);
    }

    [Fact]
    public void Train_OnTooFewRows_SaysHowManyItTakes()
    {
        var failure = Assert.Throws<ArgumentException>(() => Train(Matches(21, seed: 3)));

        Assert.Contains("126 player-games with a rank; it takes 200", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Card_TellsWhatTheModelIs()
    {
        var card = Trained.Value.Card;

        Assert.Equal((Made, "made up", "5 folds by group: matches", 756, 126), (card.MadeAt, card.Data, card.Split, card.Rows, card.Matches));
        Assert.Matches("^[0-9a-f]{16}$", card.Id);
        Assert.InRange(card.Lobby.MeanError, 0, card.Own.MeanError);
        Assert.InRange(card.Own.Exact, 0.01, card.Own.WithinOne);
    }

    [Fact]
    public void Load_OfWhatWasSaved_PredictsTheSame()
    {
        var loaded = SavedAndLoaded(Trained.Value);

        Assert.Equal(Trained.Value.Card, loaded.Card);
        AssertSame(Trained.Value, loaded);
    }

    [Fact]
    public void Load_OfSomethingElse_SaysSo() =>
        Assert.Equal("This is no rank model, or one of another version.", Assert.Throws<InvalidDataException>(() => RankModel.Load(new MemoryStream("Hello"u8.ToArray()))).Message);

    [Fact]
    public void Load_OfAFileThatEndsEarly_SaysSo()
    {
        var file = Saved(Trained.Value);

        Assert.All([9, 12, 200, file.Length / 2, file.Length - 1], length =>
            Assert.StartsWith("The rank model is broken", Assert.Throws<InvalidDataException>(() => RankModel.Load(new MemoryStream(file[..length]))).Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(40)] // in its card
    [InlineData(-100)] // in what it learnt
    [InlineData(-1)]
    public void Load_OfAFileWithAChangedByte_SaysSo(int at)
    {
        var file = Saved(Trained.Value);
        file[at < 0 ? file.Length + at : at]++;

        Assert.Equal("The rank model is broken: It isn't what was written.", Assert.Throws<InvalidDataException>(() => RankModel.Load(new MemoryStream(file))).Message);
    }

    [Fact]
    public void Load_OfACardOfAnotherModel_SaysSo() => Assert.Contains("not that of model 0123456789abcdef", Refused(content => content, "0123456789abcdef"), StringComparison.Ordinal);

    [Fact]
    public void Load_OfWhatIsNoNumber_SaysSo() => Assert.EndsWith("is broken: NaN among its numbers.", Refused(content =>
    {
        BitConverter.TryWriteBytes(content.AsSpan(sizeof(int)), float.NaN);
        return content;
    }), StringComparison.Ordinal);

    [Fact]
    public void Load_OfAModelOfOtherFeatures_SaysSo() => Assert.Matches("is broken: It looks at [0-9]+ features; there are [0-9]+.$", Refused(content =>
    {
        using var reader = new BinaryReader(new MemoryStream(content));
        var lobby = RankEstimator.Read(reader, RankRecipe.Lobby);
        return RankModel.Content(RankEstimator.Read(reader, RankRecipe.Own), lobby);
    }));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Estimates_OfLobbiesOfAnySize_WithStatsMissing_AreRanksWithAnInterval(int team)
    {
        var random = new Random(team);
        foreach (var tier in Enumerable.Range(1, 21))
        {
            var players = Enumerable.Range(0, 2 * team).Select(_ => Array.ConvertAll(Player(tier, random), v => random.Next(10) == 0 ? double.NaN : v)).ToList();
            if (team == 1)
                players.ForEach(p => p[Place("positioning.avg_distance_to_mates")] = double.NaN);
            players[0] = Array.ConvertAll(players[0], _ => double.NaN); // nothing known
            var match = new RankMatch(Made, double.NaN, players);

            foreach (var model in new[] { Trained.Value, RankModel.Shipped })
            {
                Assert.All([.. model.Estimate(match), .. model.PlaysLike(match)], AssertRank);
                AssertRank(model.Combine(model.Estimate(match)));
            }
        }
    }

    [Fact]
    public void Estimates_OfStatsBeyondAnybodys_StayRanks()
    {
        foreach (var factor in new[] { -100.0, 0, 100 })
        {
            var match = new RankMatch(Made, 300, [.. Enumerable.Range(0, 6).Select(_ => Array.ConvertAll(Player(21), v => v * factor))]);
            Assert.All([.. RankModel.Shipped.Estimate(match), .. RankModel.Shipped.PlaysLike(match)], AssertRank);
        }
    }

    [Fact]
    public void Combine_OfSeveralMatches_IsTheirMean()
    {
        var model = RankModel.Shipped;
        List<RankEstimate> estimates = [model.Estimate(Match(8))[0], model.Estimate(Match(12))[0], model.Estimate(Match(13))[0]];

        var combined = model.Combine(estimates);

        Assert.Equal(estimates.Average(e => e.Point), combined.Point, 12);
        Assert.Equal(estimates[0].Point, model.Combine([estimates[0]]).Point);
        AssertRank(combined);
    }

    [Fact]
    public void Shipped_OfALowAMiddleAndAHighPlayer_TellsTheirRanks()
    {
        // What is usual for a rank tells more of it than any real match does; both ends are drawn towards the middle.
        var low = (RankModel.Shipped.Estimate(Match(3))[0], RankModel.Shipped.PlaysLike(Match(3))[0]);
        var middle = (RankModel.Shipped.Estimate(Match(11))[0], RankModel.Shipped.PlaysLike(Match(11))[0]);
        var high = (RankModel.Shipped.Estimate(Match(20))[0], RankModel.Shipped.PlaysLike(Match(20))[0]);

        Assert.True(low.Item1.Tier <= 7 && low.Item2.Tier <= 8, $"{low}");
        Assert.True(middle.Item1.Tier is >= 9 and <= 13 && middle.Item2.Tier is >= 9 and <= 14, $"{middle}");
        Assert.True(high.Item1.Tier >= 17 && high.Item2.Tier >= 16, $"{high}");
    }

    [Fact]
    public void Shipped_HoldsWhatItsCardSays()
    {
        var card = RankModel.Shipped.Card;

        Assert.Equal((5419, new TierRange(1, 21), "Kernel ridge regression and LightGBM"), (card.Rows, card.Tiers, card.Learners));
        Assert.InRange(card.Lobby.MeanError, 1.0, 1.20);
        Assert.InRange(card.Own.MeanError, 1.4, 1.65);
        Assert.InRange(Saved(RankModel.Shipped).Length, 1, 1_000_000);
    }

    private static RankModel Train(List<RankRow> rows) => new RankTrainer(new FakeTimeProvider(Made)).Train(rows, new("made up", "matches"));

    private static byte[] Saved(RankModel model)
    {
        var file = new MemoryStream();
        model.Save(file);
        return file.ToArray();
    }

    /// <summary>What is said of a file whose content was changed by somebody who knows the format.</summary>
    private static string Refused(Func<byte[], byte[]> changed, string? id = null)
    {
        var (card, content) = RankModelFile.Read(new MemoryStream(Saved(Trained.Value)));
        var (file, forged) = (new MemoryStream(), changed(content));
        RankModelFile.Write(card with { Id = id ?? RankModel.IdOf(forged) }, forged, file);
        return Assert.Throws<InvalidDataException>(() => RankModel.Load(new MemoryStream(file.ToArray()))).Message;
    }

    private static RankModel SavedAndLoaded(RankModel model) => RankModel.Load(new MemoryStream(Saved(model)));

    private static void AssertSame(RankModel one, RankModel other)
    {
        foreach (var tier in Enumerable.Range(1, 21))
        {
            Assert.Equivalent(one.Estimate(Match(tier)), other.Estimate(Match(tier)), strict: true);
            Assert.Equivalent(one.PlaysLike(Match(tier)), other.PlaysLike(Match(tier)), strict: true);
        }
    }

    private static void AssertRank(RankEstimate rank)
    {
        Assert.InRange(rank.Point, 1, 22);
        Assert.True(rank.Low >= 1 && rank.Low <= rank.Tier && rank.Tier <= rank.High && rank.High <= 22, $"{rank}");
        Assert.InRange(rank.Tier, rank.Point - 0.5, rank.Point + 0.5);
        Assert.Equal(22, rank.Chances.Count);
        Assert.Equal(1, rank.Chances.Sum(), 5);
        Assert.True(Enumerable.Range(rank.Low, rank.High - rank.Low + 1).Sum(t => rank.Chances[t - 1]) >= 0.8);
    }
}
