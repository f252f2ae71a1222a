using Microsoft.AspNetCore.DataProtection.KeyManagement;

namespace RocketTrainer.Web.Nodes;

/// <summary>The framework's key manager, whose keys are read again as soon as other nodes' have come in, and not the next day.</summary>
internal sealed class SharedKeys : IKeyManager, IDisposable
{
    private readonly XmlKeyManager _inner;
    private CancellationTokenSource _grown = new();

    public SharedKeys(XmlKeyManager inner, SharedKeyRing ring)
    {
        _inner = inner;
        ring.Grown = () => Interlocked.Exchange(ref _grown, new CancellationTokenSource()).Cancel();
    }

    public IKey CreateNewKey(DateTimeOffset activationDate, DateTimeOffset expirationDate) => _inner.CreateNewKey(activationDate, expirationDate);

    public IReadOnlyCollection<IKey> GetAllKeys() => _inner.GetAllKeys();

    public CancellationToken GetCacheExpirationToken()
    {
        var either = CancellationTokenSource.CreateLinkedTokenSource(_inner.GetCacheExpirationToken(), _grown.Token);
        return either.Token;
    }

    public void RevokeAllKeys(DateTimeOffset revocationDate, string? reason = null) => _inner.RevokeAllKeys(revocationDate, reason);

    public void RevokeKey(Guid keyId, string? reason = null) => _inner.RevokeKey(keyId, reason);

    public void Dispose() => _grown.Dispose();
}
