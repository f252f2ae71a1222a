namespace RocketTrainer.Web.Auth.Steam;

/// <summary>Remembers which answers were used, so that none signs in twice.</summary>
public interface ISteamNonces
{
    /// <summary>
    /// True for the first caller with this nonce, false for everybody else until <paramref name="expiresAt"/>, also when
    /// they call at the same moment. Nonces are compared ordinally and have at most 255 characters.
    /// </summary>
    Task<bool> TryUseAsync(string nonce, DateTimeOffset expiresAt, CancellationToken cancellationToken);
}
