using RocketTrainer.Core.Progress;
using RocketTrainer.Core.Replays;

namespace RocketTrainer.Tests.Unit.Progress;

public sealed class WinLossTests
{
    [Fact]
    public void Of_EachKindOfResult_CountsItOnce() => Assert.Equal(
        new WinLoss(7, 3, 2, 1, 1), WinLoss.Of([MatchResult.Win, MatchResult.Loss, null, MatchResult.Win, MatchResult.Draw, MatchResult.Loss, MatchResult.Win]));

    [Fact]
    public void WinRate_IsOfWinsAndLossesAlone() => Assert.Equal(.75, new WinLoss(10, 3, 1, 4, 2).WinRate!.Value);

    [Fact]
    public void WinRate_WithoutWinsAndLosses_IsUnknown() => Assert.Null(new WinLoss(3, 0, 0, 2, 1).WinRate);
}
