using System.Globalization;

namespace RocketTrainer.Web.Auth.Steam;

/// <summary>A <c>response_nonce</c> (section 10.1): when the answer was given, then characters that make it unique.</summary>
internal static class OpenIdNonce
{
    private const int Longest = 255;
    private const string Issued = "yyyy-MM-dd'T'HH:mm:ss'Z'";
    private const int IssuedLength = 20;

    public static bool TryRead(string nonce, out DateTimeOffset issuedAt)
    {
        issuedAt = default;
        return nonce.Length is >= IssuedLength and <= Longest
            && nonce.All(c => c is >= '!' and <= '~')
            && DateTimeOffset.TryParseExact(nonce.AsSpan(0, IssuedLength), Issued, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out issuedAt);
    }
}
