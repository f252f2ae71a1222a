using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using RocketTrainer.Core.Data;
using RocketTrainer.Tests.Support;
using RocketTrainer.Web.Auth.Tokens;

namespace RocketTrainer.Tests.Integration.Accounts;

/// <summary>Signing keys over time, restarts and nodes, on a real database.</summary>
public sealed class SigningKeyRingTests : IAsyncLifetime
{
    private readonly TemporaryDirectory _data = new();
    private readonly EphemeralDataProtectionProvider _protection = new();
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private ServiceProvider _services = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _services = new ServiceCollection().AddDatabase(_data.Database).BuildServiceProvider();
        await using var db = _data.OpenDatabase();
        await db.Database.MigrateAsync(Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _data.Dispose();
    }

    [Fact]
    public void Key_AfterARestartOrOnAnotherNode_IsTheSame()
    {
        var (one, other) = (Node(), Node());
        Assert.Equal(one.Current().Key.KeyId, other.Current().Key.KeyId);
        Assert.Single(other.Find(one.Current().Key.KeyId));
    }

    [Fact]
    public void Key_OfAnotherNode_IsFoundWhenItIsFirstSeen()
    {
        var (one, other) = (Node(), Node());
        Assert.Empty(other.Find("unknown"));
        _clock.Advance(TimeSpan.FromSeconds(6));
        Assert.Single(other.Find(one.Current().Key.KeyId));
    }

    [Fact]
    public void Keys_OverAYear_RollAndEveryTokenIsBelievedForItsLife()
    {
        var node = Node();
        var used = new HashSet<string>(StringComparer.Ordinal);
        for (var hour = 0; hour < 365 * 24; hour++)
        {
            var key = node.Current().Key.KeyId!;
            used.Add(key);
            _clock.Advance(AccessTokens.Lifetime);
            Assert.NotEmpty(node.Find(key));
            _clock.Advance(TimeSpan.FromHours(1) - AccessTokens.Lifetime);
        }

        Assert.Equal(13, used.Count);
        Assert.Equal(1, used.Count(key => node.Find(key).Any()));
    }

    [Fact]
    public void Key_BeforeItSigns_IsKnownToANodeThatHasNotAskedSince()
    {
        var (busy, idle) = (Node(), Node());
        var old = busy.Current().Key.KeyId;
        _clock.Advance(SigningKeyRing.SignsFor - TimeSpan.FromHours(1));
        busy.Current();
        Assert.NotEmpty(idle.Find(old));
        using (var db = _data.OpenDatabase())
            Assert.Equal(2, db.SigningKeys.Count()); // the next one is there already
        _clock.Advance(TimeSpan.FromHours(2));
        Assert.NotEqual(old, busy.Current().Key.KeyId);
    }

    [Fact]
    public void Keys_WhoseKeyRingIsGone_AreReplaced()
    {
        var old = Node().Current().Key.KeyId;
        var node = new SigningKeyRing(_services.GetRequiredService<IDbContextFactory<RocketTrainerDb>>(), new EphemeralDataProtectionProvider(), _clock);
        Assert.NotEqual(old, node.Current().Key.KeyId);
        Assert.Empty(node.Find(old));
    }

    private SigningKeyRing Node() => new(_services.GetRequiredService<IDbContextFactory<RocketTrainerDb>>(), _protection, _clock);
}
