using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace RocketTrainer.Core.Accounts.Keys;

/// <summary>Random secrets and what is stored of them.</summary>
public static class Secrets
{
    private const int Bytes = 32;

    /// <summary>43 characters of base64url, 256 random bits.</summary>
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>SHA-256; enough for a secret that nobody can guess.</summary>
    public static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    /// <summary>Compares in a time that tells nothing.</summary>
    public static bool AreEqual(byte[] one, byte[] other) => CryptographicOperations.FixedTimeEquals(one, other);
}
