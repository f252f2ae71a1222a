using System.Text;
using RocketTrainer.Core.Ballchasing;
using RocketTrainer.Tests.Support;

namespace RocketTrainer.Tests.Unit.Ballchasing;

public sealed class ReplayFileFormatTests
{
    [Fact]
    public void Checksum_OfOneKnownByte_IsTheGamesOwn() => Assert.Equal(0x76CC8C81u, ReplayFileFormat.Checksum([0xA0]));

    [Fact]
    public void Wrong_WholeFile_IsNothing() => Assert.Null(ReplayFileFormat.Wrong(ReplayFiles.Make("one")));

    [Fact]
    public void Wrong_AnyByteChanged_IsNoticed()
    {
        var file = ReplayFiles.Make("one");
        for (var at = 0; at < file.Length; at++)
        {
            file[at] ^= 0x10;
            Assert.True(ReplayFileFormat.Wrong(file) is { Length: > 10 }, $"byte {at}");
            file[at] ^= 0x10;
        }
    }

    [Fact]
    public void Wrong_CutOffAnywhere_IsNoticed()
    {
        var file = ReplayFiles.Make("one");
        for (var length = 0; length < file.Length; length++)
            Assert.NotNull(ReplayFileFormat.Wrong(file.AsSpan(0, length)));
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("PK\u0003\u0004 and so on", "zip")]
    [InlineData("just a text that is long enough to hold a header", "no replay file")]
    public void Wrong_SomethingElse_SaysWhat(string content, string word) =>
        Assert.Contains(word, ReplayFileFormat.Wrong(Encoding.Latin1.GetBytes(content)), StringComparison.Ordinal);

    [Fact]
    public void Wrong_PartsDamaged_SaysWhich()
    {
        var (header, body) = (ReplayFiles.Make("one"), ReplayFiles.Make("one"));
        header[9] ^= 1; // of the game's version
        body[^1] ^= 1;
        Assert.Contains("header", ReplayFileFormat.Wrong(header), StringComparison.Ordinal);
        Assert.Contains("body", ReplayFileFormat.Wrong(body), StringComparison.Ordinal);
        Assert.Contains("cut off", ReplayFileFormat.Wrong(body.AsSpan(0, body.Length - 1)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../../etc/one.replay", "path")]
    [InlineData("C:\\one.replay", "path")]
    [InlineData("..replay", "path")]
    [InlineData("one.zip", ".replay")]
    [InlineData("", "no name")]
    [InlineData("one\0.replay", "no name has")]
    [InlineData("One.REPLAY", null)]
    public void WrongName_SaysWhat(string name, string? word)
    {
        var wrong = ReplayFileFormat.WrongName(name);
        Assert.Equal(word is null, wrong is null);
        Assert.Contains(word ?? "", wrong ?? "", StringComparison.Ordinal);
    }
}
