using System.Globalization;
using Microsoft.Extensions.Time.Testing;
using RocketTrainer.Web.Auth.Steam;

namespace RocketTrainer.Tests.Unit.Auth.Steam;

public sealed class MemorySteamNoncesTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly MemorySteamNonces _nonces;

    public MemorySteamNoncesTests() => _nonces = new(_time);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TryUse_UntilItExpires_OnlyTheFirstTime()
    {
        var expiresAt = _time.GetUtcNow().AddMinutes(1);
        Assert.True(await _nonces.TryUseAsync("one", expiresAt, Cancel));
        Assert.True(await _nonces.TryUseAsync("ONE", expiresAt, Cancel));

        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.False(await _nonces.TryUseAsync("one", expiresAt, Cancel));
    }

    [Fact]
    public async Task TryUse_TwoAtTheSameMoment_OneMay()
    {
        var expiresAt = _time.GetUtcNow().AddMinutes(1);
        var nonces = Enumerable.Range(0, 5_000).Select(i => i.ToString(CultureInfo.InvariantCulture)).ToList();
        var used = 0;
        using var together = new Barrier(2);
        await Task.WhenAll(Task.Run(UseAllAsync, Cancel), Task.Run(UseAllAsync, Cancel));

        Assert.Equal(nonces.Count, used);

        async Task UseAllAsync()
        {
            foreach (var nonce in nonces)
            {
                together.SignalAndWait(Cancel);
                if (await _nonces.TryUseAsync(nonce, expiresAt, Cancel))
                    Interlocked.Increment(ref used);
            }
        }
    }

    [Fact]
    public async Task TryUse_NoRoomLeft_RefusesUntilSomeExpire()
    {
        var expiresAt = _time.GetUtcNow().AddMinutes(1);
        var taken = 0;
        while (await _nonces.TryUseAsync(taken.ToString(CultureInfo.InvariantCulture), expiresAt, Cancel))
            Assert.InRange(++taken, 1, 100_000);

        Assert.False(await _nonces.TryUseAsync("one more", expiresAt, Cancel));
        Assert.False(await _nonces.TryUseAsync("0", expiresAt, Cancel));

        _time.Advance(TimeSpan.FromMinutes(1) + TimeSpan.FromTicks(1));
        Assert.True(await _nonces.TryUseAsync("one more", expiresAt.AddMinutes(5), Cancel));
    }
}
