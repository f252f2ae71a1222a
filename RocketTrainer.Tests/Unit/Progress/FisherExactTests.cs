using CsCheck;
using RocketTrainer.Core.Progress;

namespace RocketTrainer.Tests.Unit.Progress;

public sealed class FisherExactTests
{
    private static readonly Gen<(int, int, int, int)> Tables = Gen.Select(Gen.Int[0, 25], Gen.Int[0, 25], Gen.Int[0, 25], Gen.Int[0, 25]);

    [Fact]
    public void P_OfTheLadyTastingTea_IsSeventeenThirtyfifths() => Assert.Equal(17 / 35.0, FisherExact.P(3, 1, 1, 3)!.Value, 12);

    [Fact]
    public void P_OfAllRight_IsTwoSeventieths() => Assert.Equal(2 / 70.0, FisherExact.P(4, 0, 0, 4)!.Value, 12);

    [Theory]
    [InlineData(0, 0, 3, 4)]
    [InlineData(3, 4, 0, 0)]
    public void P_WithoutCasesOnASide_IsUnknown(int yes, int no, int otherYes, int otherNo) => Assert.Null(FisherExact.P(yes, no, otherYes, otherNo));

    [Fact]
    public void P_OfAnyTable_IsAProbabilityWhicheverSideOrAnswerComesFirst() => Tables.Sample((yes, no, otherYes, otherNo) =>
    {
        var p = FisherExact.P(yes, no, otherYes, otherNo);
        return yes + no == 0 || otherYes + otherNo == 0 ? p is null
            : p is > 0 and <= 1 && Same(p, FisherExact.P(otherYes, otherNo, yes, no)) && Same(p, FisherExact.P(no, yes, otherNo, otherYes));
    }, iter: 2_000, seed: "0000000000000");

    [Fact]
    public void P_OfEqualShares_IsOne() => Gen.Int[0, 20].Select(Gen.Int[1, 20]).Sample((yes, no) => Math.Abs(FisherExact.P(yes, no, yes, no)!.Value - 1) < 1e-9, iter: 200, seed: "0000000000000");

    private static bool Same(double? one, double? other) => Math.Abs(one!.Value - other!.Value) < 1e-9;
}
