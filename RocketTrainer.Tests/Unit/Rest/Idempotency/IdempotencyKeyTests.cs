using Microsoft.Extensions.Primitives;
using RocketTrainer.Web.Rest.Idempotency;

namespace RocketTrainer.Tests.Unit.Rest.Idempotency;

public sealed class IdempotencyKeyTests
{
    [Theory]
    [InlineData("a", "a")]
    [InlineData("\"a\"", "a")]
    [InlineData("8e03978e-40d5-43e8-bc93-6894a57f9324", "8e03978e-40d5-43e8-bc93-6894a57f9324")]
    [InlineData("\"8e03978e-40d5-43e8-bc93-6894a57f9324\"", "8e03978e-40d5-43e8-bc93-6894a57f9324")]
    [InlineData("  \"a\"  ", "a")]
    [InlineData("\"say \\\"hi\\\"\"", null)] // a space
    [InlineData("\"say\\\"hi\\\"\"", "say\"hi\"")]
    [InlineData("\"back\\\\slash\"", "back\\slash")]
    [InlineData("!~", "!~")]
    [InlineData("", null)]
    [InlineData("\"\"", null)]
    [InlineData("\"", null)]
    [InlineData("\"a", null)]
    [InlineData("a\"", null)]
    [InlineData("a\"b\"", null)]
    [InlineData("\"a\"b", null)]
    [InlineData("\"a\";p=1", null)]
    [InlineData("\"a\\b\"", null)]
    [InlineData("a b", null)]
    [InlineData("a\tb", null)]
    [InlineData("größe", null)]
    [InlineData("\u007f", null)]
    public void TryRead_OneValue_IsTheKeyOrNothing(string header, string? key)
    {
        Assert.Equal(key is not null, IdempotencyKey.TryRead(header, out var read));
        Assert.Equal(key, read);
    }

    [Theory]
    [InlineData(128, true)]
    [InlineData(129, false)]
    public void TryRead_Length_IsLimitedWithoutTheQuotes(int length, bool isKey)
    {
        var key = new string('k', length);
        Assert.Equal(isKey, IdempotencyKey.TryRead(key, out _));
        Assert.Equal(isKey, IdempotencyKey.TryRead($"\"{key}\"", out _));
    }

    [Fact]
    public void TryRead_SeveralValues_AreNone() => Assert.False(IdempotencyKey.TryRead(new StringValues(["a", "a"]), out _));
}
