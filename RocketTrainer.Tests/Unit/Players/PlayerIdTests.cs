using RocketTrainer.Core.Players;

namespace RocketTrainer.Tests.Unit.Players;

public sealed class PlayerIdTests
{
    [Theory]
    [InlineData("steam:76561190000000001", "steam:76561190000000001")]
    [InlineData(" 76561190000000001 ", "steam:76561190000000001")]
    [InlineData("STEAM:76561190000000001", "steam:76561190000000001")]
    [InlineData("https://steamcommunity.com/profiles/76561190000000001/", "steam:76561190000000001")]
    [InlineData("https://ballchasing.com/player/epic/ABCDEF0123456789ABCDEF0123456789", "epic:abcdef0123456789abcdef0123456789")]
    [InlineData("ps4:Some_Player-1", "ps4:Some_Player-1")]
    [InlineData("xbox:ABCDEF0123456789", "xbox:abcdef0123456789")]
    public void TryParse_AnAccount_IsRead(string text, string expected)
    {
        Assert.True(PlayerId.TryParse(text, out var player, out _));
        Assert.Equal(expected, player.ToString());
    }

    [Theory]
    [InlineData(null, "Enter an account")]
    [InlineData("", "Enter an account")]
    [InlineData("Somebody", "platform:id")]
    [InlineData("psn:somebody", "not a platform")]
    [InlineData("steam:123", "17-digit")]
    [InlineData("steam:12345678901234567", "17-digit")]
    [InlineData("epic:xyz", "32 hexadecimal")]
    [InlineData("ps4:", "missing")]
    [InlineData("ps4:********", "masked")]
    [InlineData("https://example.org/profiles/76561190000000001", "not a platform")]
    public void TryParse_SomethingElse_SaysWhatToEnter(string? text, string words)
    {
        Assert.False(PlayerId.TryParse(text, out _, out var error));
        Assert.Contains(words, error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("ps4", "************")]
    [InlineData("steam", "")]
    public void FromReplay_BotOrMasked_IsNobody(string? platform, string? id) => Assert.Null(PlayerId.FromReplay(platform, id));

    [Theory]
    [InlineData("steam", "0")]
    [InlineData("epic", "00000000000000000000000000000000")]
    [InlineData("ps4", "****")]
    [InlineData("ps4", "Some*****")]
    public void FromReplay_IdThatNamesNoAccount_IsNobody(string platform, string id) => Assert.Null(PlayerId.FromReplay(platform, id));

    [Theory]
    [InlineData("psynet:ABCDEF0123456789ABCDEF0123456789")]
    [InlineData("xbox:ABCDEF0123456789")]
    [InlineData("epic:ABCDEF0123456789ABCDEF0123456789")]
    [InlineData("ps4:Some_Player-1")]
    public void TryParse_AnAccountThatAReplayNames_IsTheSame(string text)
    {
        Assert.True(PlayerId.TryParse(text, out var asked, out _));
        Assert.Equal(PlayerId.FromReplay(text.Split(':')[0], text.Split(':')[1]), asked);
    }
}
