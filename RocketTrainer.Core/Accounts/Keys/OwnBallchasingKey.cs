namespace RocketTrainer.Core.Accounts.Keys;

/// <summary>Somebody's own key to Ballchasing, which his imports use before the site's.</summary>
public sealed class OwnBallchasingKey
{
    public required Guid UserId { get; init; }

    /// <summary>The token as <see cref="ISecretSeal"/> closed it.</summary>
    public required byte[] Sealed { get; set; }

    /// <summary>Tells keys apart and tells nothing of the token, see <see cref="Ballchasing.BallchasingKey.Fingerprint"/>.</summary>
    public required string Fingerprint { get; set; }

    /// <summary>Whose it is, as Ballchasing said.</summary>
    public string? OwnerName { get; set; }

    public string? OwnerSteamId { get; set; }

    /// <summary>The patron tier, as Ballchasing said.</summary>
    public string? Tier { get; set; }

    public required DateTimeOffset AddedAt { get; set; }

    /// <summary>When Ballchasing last refused it; null while it takes it.</summary>
    public DateTimeOffset? RefusedAt { get; set; }
}

/// <summary>Closes secrets so that a copy of the database alone opens none.</summary>
public interface ISecretSeal
{
    byte[] Close(string secret);

    /// <summary>The secret, or null when it was closed with keys that are lost.</summary>
    string? Open(byte[] closed);
}
