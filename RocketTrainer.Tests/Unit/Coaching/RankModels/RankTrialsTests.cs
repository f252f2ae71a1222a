using Microsoft.Extensions.Time.Testing;
using RocketTrainer.Core.Coaching.RankModels;

namespace RocketTrainer.Tests.Unit.Coaching.RankModels;

public sealed class RankTrialsTests
{
    private const double Mean = 11;

    private static readonly Lazy<RankModel> Right = new(() => Train(RankRows.Matches(84, seed: 3)));

    private static readonly Lazy<RankModel> Wrong = new(() => Train([.. RankRows.Matches(84, seed: 3).Select(r => r with { Tier = 22 - r.Tier })]));

    [Fact]
    public void Compare_ARightModelWithAWrongOne_IsBetterInEverything()
    {
        var (rows, accounts) = HeldOut(42);

        var trial = RankTrials.Compare(Wrong.Value, Right.Value, rows, accounts, Mean);

        Assert.Equal((RankVerdict.Better, Wrong.Value.Card.Id, 84, 252, 42), (trial.Verdict, trial.Against, trial.Players, trial.Games, trial.Matches));
        foreach (var (contest, wrong, right) in new[] { (trial.Lobby, Wrong.Value.PredictLobby(rows), Right.Value.PredictLobby(rows)), (trial.PlaysLike, Wrong.Value.PredictOwn(rows), Right.Value.PredictOwn(rows)) })
        {
            Assert.Equal(rows.Average(r => Math.Abs(r.Tier - Mean)), contest.Error.Baseline.Value, 6);
            Assert.Equal(rows.Select((r, i) => (double)Math.Abs(wrong[i] - r.Tier)).Average(), contest.Error.Before.Value, 6);
            Assert.Equal(rows.Select((r, i) => (double)Math.Abs(right[i] - r.Tier)).Average(), contest.Error.Now.Value, 6);
            Assert.Equal(contest.Error.Before.Value - contest.Error.Now.Value, contest.Gain.Value, 9);
            Assert.True(contest.EvenGain > 0);
            Assert.All([contest.Error.Now, contest.Exact.Now, contest.WithinOne.Now, contest.Covered.Now, contest.Error.Before, contest.Gain], figure =>
                Assert.True(figure.Low <= figure.Value && figure.Value <= figure.High && figure.High - figure.Low < 4, $"{figure}"));
            Assert.InRange(contest.Exact.Now.Value, 0.01, contest.WithinOne.Now.Value);
        }
    }

    [Fact]
    public void Compare_TheOtherWayRound_OrWithItself_IsNotBetter()
    {
        var (rows, accounts) = HeldOut(42);

        var worse = RankTrials.Compare(Right.Value, Wrong.Value, rows, accounts, Mean);
        Assert.Equal(RankVerdict.NotBetter, worse.Verdict);
        Assert.True(worse.Lobby.Gain.High < 0);
        var same = RankTrials.Compare(Right.Value, Right.Value, rows, accounts, Mean);
        Assert.Equal((RankVerdict.NotBetter, new MeasuredFigure(0, 0, 0)), (same.Verdict, same.Lobby.Gain));
    }

    [Fact]
    public void Compare_AModelThatIsBetterOnlyWhereMostIsPlayed_IsNotPutInPlace()
    {
        // Nine of ten matches are of a tier that the wrong model is wrong about by much, and a few of the others, where it is right.
        var rows = RankRows.Matches(420, seed: 9).Where(r => r.Tier == 20 || int.Parse(r.Match[1..], System.Globalization.CultureInfo.InvariantCulture) < 63).ToList();
        var accounts = rows.Select((_, i) => $"steam:{i}").ToList();
        // Everything but tier 20 is called the other way round here, so that what is right there is wrong elsewhere.
        rows = [.. rows.Select(r => r.Tier == 20 ? r : r with { Tier = 22 - r.Tier })];
        var often = rows.Where(r => r.Tier == 20).ToList();
        var many = Enumerable.Range(0, 40).SelectMany(copy => often.Select(r => r with { Match = $"{r.Match}-{copy}" })).ToList();

        var trial = RankTrials.Compare(Wrong.Value, Right.Value, [.. rows, .. many], [.. accounts, .. many.Select((_, i) => $"steam:more-{i}")], Mean);

        Assert.True(trial.Lobby.Gain.Low > 0 && trial.PlaysLike.Gain.Low > 0, $"{trial}");
        Assert.True(trial.Lobby.EvenGain < 0, $"{trial.Lobby.EvenGain}");
        Assert.Equal(RankVerdict.BetterOnUsualTiersOnly, trial.Verdict);
    }

    [Fact]
    public void Interval_OfFewPlayersWithManyGames_IsWiderThanOfMany()
    {
        var (rows, _) = HeldOut(42);

        var (many, few) = (Interval(rows.Select((_, i) => $"steam:{i}")), Interval(rows.Select(r => $"steam:{r.Tier / 6}")));

        Assert.Equal(many.Value, few.Value);
        Assert.True(few.High - few.Low > 2 * (many.High - many.Low), $"{few}, {many}");

        MeasuredFigure Interval(IEnumerable<string> accounts) => RankTrials.Compare(Wrong.Value, Right.Value, rows, [.. accounts], Mean).Lobby.Error.Baseline;
    }

    [Fact]
    public void Train_Cancelled_Stops()
    {
        using var stopped = new CancellationTokenSource();
        stopped.Cancel();
        Assert.Throws<OperationCanceledException>(() => new RankTrainer(TimeProvider.System).Train(RankRows.Matches(84, seed: 3), new("made up", "matches"), stopped.Token));
    }

    /// <summary>Everybody in three games of his match's tier.</summary>
    private static (List<RankRow> Rows, List<string?> Accounts) HeldOut(int matches)
    {
        var rows = RankRows.Matches(matches, seed: 77);
        return (rows, [.. rows.Select((r, i) => (string?)$"steam:{r.Tier}-{i % 4}")]);
    }

    private static RankModel Train(List<RankRow> rows) => new RankTrainer(new FakeTimeProvider(new(2026, 4, 1, 0, 0, 0, TimeSpan.Zero))).Train(rows, new("made up", "matches", WithTrees: false));
}
