using Bunit;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Web.Components.Shared;

namespace RocketTrainer.Tests.Components.Shared;

public sealed class AuditListTests : ComponentTest
{
    [Fact]
    public void Kinds_EachHaveWordsOfTheirOwn()
    {
        var words = Enum.GetValues<AuditKind>().Select(AuditWords.Of).ToList();
        Assert.Equal(words.Count, words.Distinct(StringComparer.Ordinal).Count());
        Assert.All(Enum.GetValues<AuditKind>(), kind => Assert.NotEqual(kind.ToString(), AuditWords.Of(kind)));
    }

    [Fact]
    public void Line_TellsWhatWithWhatFromWhere()
    {
        var line = Show(Line(AuditKind.KeyUsed) with { Subject = "rt_abcdefgh", Address = "203.0.113.9" });
        Assert.Equal("API key used", line.Find("strong").TextContent);
        Assert.Contains("rt_abcdefgh", line.Markup, StringComparison.Ordinal);
        Assert.Equal("203.0.113.9", line.Find("code").TextContent);
        Assert.DoesNotContain("Hero", line.Markup, StringComparison.Ordinal); // one's own list need not say whose
    }

    [Fact]
    public void Line_ForAdministrators_TellsWhomAndWho()
    {
        var text = Show(Line(AuditKind.RoleChanged) with { ActorId = Guid.NewGuid(), Actor = "Boss" }, showUser: true).Markup;
        Assert.Contains("Hero", text, StringComparison.Ordinal);
        Assert.Contains("by Boss", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, "deleted user")]
    [InlineData(false, "nobody known")]
    public void Line_OfSomebodyGoneOrNeverKnown_SaysSo(bool known, string words) => Assert.Contains(words,
        Show(Line(AuditKind.SignInFailed) with { User = null, UserId = known ? Guid.NewGuid() : null }, showUser: true).Markup, StringComparison.Ordinal);

    private static AuditLine Line(AuditKind kind) => new(Guid.NewGuid(), Now, kind, Guid.NewGuid(), "Hero", null, null, null, null);

    private IRenderedComponent<AuditList> Show(AuditLine line, bool showUser = false) =>
        Render<AuditList>(p => p.Add(x => x.Lines, [line]).Add(x => x.ShowUser, showUser));
}
