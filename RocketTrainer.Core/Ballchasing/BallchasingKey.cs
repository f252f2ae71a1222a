using System.Security.Cryptography;
using System.Text;

namespace RocketTrainer.Core.Ballchasing;

/// <summary>A Ballchasing token. It shows itself to nobody: printed, logged or compared, it is a fingerprint.</summary>
public sealed class BallchasingKey : IEquatable<BallchasingKey>
{
    private readonly string _token;

    /// <exception cref="ArgumentException">The token is empty or can't stand in a header.</exception>
    public BallchasingKey(string token)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(token);
        if (token.Any(c => c is < '!' or > '~'))
            throw new ArgumentException("Ballchasing:ApiKey holds a character that no key has.", nameof(token));
        _token = token;
        Fingerprint = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)).AsSpan(0, 4));
    }

    /// <summary>Eight hex digits that tell keys apart and tell nothing of the token.</summary>
    public string Fingerprint { get; }

    public bool Equals(BallchasingKey? other) => other is not null && other._token == _token;

    public override bool Equals(object? obj) => Equals(obj as BallchasingKey);

    public override int GetHashCode() => _token.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => $"key {Fingerprint}";

    /// <summary>The text with the token taken out of it.</summary>
    internal string HideIn(string text) => text.Replace(_token, "…", StringComparison.OrdinalIgnoreCase);

    /// <summary>Puts the bare token into the request's Authorization header.</summary>
    internal void Authorize(HttpRequestMessage request) => request.Headers.TryAddWithoutValidation("Authorization", _token);
}
