using RocketTrainer.Web.Auth.Steam;

namespace RocketTrainer.Tests.Unit.Auth.Steam;

public sealed class SteamClaimedIdTests
{
    [Fact]
    public void TryRead_AnAccount_GivesItsSteamId()
    {
        Assert.True(SteamClaimedId.TryRead("https://steamcommunity.com/openid/id/76561190000000042", out var steamId));
        Assert.Equal("76561190000000042", steamId);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("76561190000000042")]
    [InlineData("https://steamcommunity.com/openid/id/76561190000000042\n")]
    [InlineData("\nhttps://steamcommunity.com/openid/id/76561190000000042")]
    [InlineData("https://steamcommunity.com/openid/id/76561190000000042\nx")]
    public void TryRead_AnythingElse_GivesNothing(string? claimedId)
    {
        Assert.False(SteamClaimedId.TryRead(claimedId, out var steamId));
        Assert.Null(steamId);
    }
}
