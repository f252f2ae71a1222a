using RocketTrainer.Core.Coaching;
using RocketTrainer.Core.Coaching.Labels;

namespace RocketTrainer.Tests.Unit.Coaching.Labels;

public sealed class CohenKappaTests
{
    private static readonly SkillGroup[] Classes = [SkillGroup.Finishing, SkillGroup.Playmaking, SkillGroup.Defending, SkillGroup.Speed];

    /// <summary>Ratings of 91 couples that textbooks on agreement reckon with: kappa .129, standard error .0686.</summary>
    [Fact]
    public void Kappa_OfAKnownTable_IsThatOfTheTextbooks()
    {
        int[][] table = [[7, 7, 2, 3], [2, 8, 3, 7], [1, 5, 4, 9], [2, 8, 9, 14]];

        var kappa = CohenKappa.Of([.. table.SelectMany((row, i) => row.SelectMany((count, j) => Enumerable.Repeat((Classes[i], Classes[j]), count)))])!;

        Assert.Equal((.1293, .0414, .2172), (Math.Round(kappa.Value, 4), Math.Round(kappa.Low!.Value, 4), Math.Round(kappa.High!.Value, 4)));
    }

    [Fact]
    public void Kappa_OfTwoWhoAlwaysAgree_IsOne() => Assert.Equal(1, CohenKappa.Of([.. Enumerable.Range(0, 12).Select(i => (Classes[i % 3], Classes[i % 3]))])!.Value, 12);

    [Fact]
    public void Kappa_OfWhoNameOneClassAlways_IsChance() => Assert.Equal(0, CohenKappa.Of([.. Enumerable.Range(0, 12).Select(i => (Classes[0], Classes[i % 4]))])!.Value, 12);

    [Theory]
    [InlineData(9, 2)] // too few
    [InlineData(12, 1)] // one class alone
    public void Kappa_OfWhatSaysNothing_IsNotTold(int labels, int classes) => Assert.Null(CohenKappa.Of([.. Enumerable.Range(0, labels).Select(i => (Classes[i % classes], Classes[i % classes]))]));
}
