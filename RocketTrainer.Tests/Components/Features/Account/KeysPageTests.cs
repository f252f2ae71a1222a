using Bunit;
using Microsoft.EntityFrameworkCore;
using RocketTrainer.Core.Accounts.Keys;
using RocketTrainer.Web.Features.Account;

namespace RocketTrainer.Tests.Components.Features.Account;

public sealed class KeysPageTests(EmptyDatabase empty) : PersonPageTest<KeysPage>(empty)
{
    protected override string Loading => "Loading your keys";

    protected override string Failed => "Your keys could not be read or changed.";

    protected override string Content => "section[aria-labelledby=keys]";

    [Fact]
    public void Keys_OfNobody_AreNone()
    {
        var page = Read();
        Assert.Equal("No keys yet.", page.Find($"{Content} p").TextContent);
        Assert.Equal(["read", "import", "write"], Scopes(page));
    }

    [Fact]
    public async Task Keys_OfAnAdministrator_MayAdministrate()
    {
        await using (var db = Database.CreateDbContext())
            await db.Users.Where(u => u.Id == Me).ExecuteUpdateAsync(s => s.SetProperty(u => u.IsAdministrator, true), Cancel);
        Assert.Equal(["read", "import", "write", "admin"], Scopes(Read()));
    }

    [Fact]
    public async Task Key_WithoutAName_IsNotMadeAndItsFieldSaysWhy()
    {
        var page = Read();
        await page.Find("form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Contains(page.FindAll("form .mud-input-error"), e => e.TextContent.Contains("A name has 1 to 60 characters.", StringComparison.Ordinal)));
        Assert.Empty(await Get<ApiKeys>().ListAsync(Me, Cancel));
    }

    [Fact]
    public async Task Keys_UsedAndExpiredOnes_SaySo()
    {
        await StoreAsync(Key("Overlay", expiresAt: Now.AddDays(-1), usedAt: Now.AddHours(-3)), Key("Script", expiresAt: null, usedAt: null));
        var lines = Read().FindAll(".lines li").ToDictionary(l => l.QuerySelector("strong")!.TextContent, l => string.Join(' ', l.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), StringComparer.Ordinal);
        Assert.Contains("used 3 h ago", lines["Overlay"], StringComparison.Ordinal);
        Assert.Contains("expired 3/13/2026", lines["Overlay"], StringComparison.Ordinal);
        Assert.Contains("never used", lines["Script"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Key_Revoked_IsGoneOnTheSecondClick()
    {
        await StoreAsync(Key("Overlay", expiresAt: null, usedAt: null));
        var page = Read();
        await Button(page, "Revoke").ClickAsync();
        Assert.Single(await Get<ApiKeys>().ListAsync(Me, Cancel));
        await Button(page, "Really revoke").ClickAsync();
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".lines li")));
        Assert.StartsWith("Overlay is revoked", page.Find($"{Content} [role=status]").TextContent, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Scopes(IRenderedComponent<KeysPage> page) => page.FindAll(".scopes label").Select(l => l.TextContent.Trim().Split(':')[0]);

    private ApiKey Key(string name, DateTimeOffset? expiresAt, DateTimeOffset? usedAt) => new()
    {
        Id = Guid.NewGuid(), UserId = Me, Name = name, Prefix = "rt_" + Guid.NewGuid().ToString("N")[..8], Hash = Guid.NewGuid().ToByteArray(), Scopes = ApiScopes.Read, CreatedAt = Now.AddDays(-9), ExpiresAt = expiresAt, LastUsedAt = usedAt,
    };
}
