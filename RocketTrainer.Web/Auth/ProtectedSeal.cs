using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using RocketTrainer.Core.Accounts.Keys;

namespace RocketTrainer.Web.Auth;

/// <summary>Secrets closed with the key ring, which lies beside the database and not in it.</summary>
public sealed class ProtectedSeal(IDataProtectionProvider protection) : ISecretSeal
{
    private readonly IDataProtector _protector = protection.CreateProtector("RocketTrainer.BallchasingKeys");

    public byte[] Close(string secret) => _protector.Protect(Encoding.UTF8.GetBytes(secret));

    public string? Open(byte[] closed)
    {
        try
        {
            return Encoding.UTF8.GetString(_protector.Unprotect(closed));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
