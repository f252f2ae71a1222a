using RocketTrainer.Core.Replays;

namespace RocketTrainer.Tests.Unit.Replays;

public sealed class ReplayCursorTests
{
    [Fact]
    public void Cursor_WrittenAndRead_IsTheSame()
    {
        var cursor = new ReplayCursor(new DateTimeOffset(2026, 1, 2, 3, 4, 5, 678, TimeSpan.Zero), Guid.Parse("00000000-0000-4000-8000-000000000042"));
        Assert.True(ReplayCursor.TryParse(cursor.ToString(), out var read));
        Assert.Equal(cursor, read);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("!!")]
    [InlineData("bm90IGEgY3Vyc29y")]
    [InlineData("OTk5OTk5OTk5OTk5OTk5OTk5OTlfMA")]
    public void TryParse_Anything_NeverThrows(string? text) => Assert.False(ReplayCursor.TryParse(text, out _));
}
