using RocketTrainer.Core.Ballchasing.Budget;

namespace RocketTrainer.Tests.Unit.Ballchasing.Budget;

public sealed class RateTierTests
{
    [Theory]
    [InlineData("regular", "regular")]
    [InlineData("Gold", "gold")]
    [InlineData("legend", "gc")]
    [InlineData("org", "gc")]
    [InlineData("something new", "regular")]
    [InlineData("unlimited", "regular")] // only the configuration lifts the limits
    [InlineData(null, "regular")]
    public void FromPing_AnyWord_GivesATier(string? type, string tier) => Assert.Equal(tier, RateTier.FromPing(type).Name);
}
