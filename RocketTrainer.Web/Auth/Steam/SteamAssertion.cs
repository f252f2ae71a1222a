namespace RocketTrainer.Web.Auth.Steam;

/// <summary>
/// An answer that says who somebody is, and holds together. Only the provider can tell whether it is its own. Discovery
/// (section 11.2) has nothing to find out: one endpoint speaks for all Steam accounts, and for nothing else.
/// </summary>
internal sealed record SteamAssertion(string ClaimedId, string SteamId, string Nonce, DateTimeOffset NonceExpiresAt)
{
    private static readonly TimeSpan OldestNonce = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(1);

    /// <summary>What has to be signed (section 10.1); identity and claimed id always belong to Steam's answers.</summary>
    private static readonly string[] MustBeSigned = ["op_endpoint", "return_to", "response_nonce", "assoc_handle", "claimed_id", "identity"];

    /// <summary>Reads a positive answer to the question that asked for <paramref name="returnTo"/> (section 11).</summary>
    /// <param name="refusal">Why it can't be believed, in words that hold nothing of the answer.</param>
    public static SteamAssertion? Read(OpenIdAnswer answer, string endpoint, string returnTo, DateTimeOffset now, out string refusal)
    {
        refusal = "";
        if (answer["op_endpoint"] != endpoint)
            refusal = "it comes from another provider";
        else if (!SteamClaimedId.TryRead(answer["claimed_id"], out var steamId))
            refusal = "its claimed_id is no Steam account";
        else if (answer["identity"] != answer["claimed_id"])
            refusal = "its identity isn't its claimed_id";
        else if (answer["return_to"] != returnTo)
            refusal = "its return_to isn't what was asked for";
        else if (!IsSigned(answer))
            refusal = "it isn't signed as a whole";
        else if (answer["response_nonce"] is not { } nonce || !OpenIdNonce.TryRead(nonce, out var issuedAt))
            refusal = "its nonce is malformed";
        else if (issuedAt < now - OldestNonce || issuedAt > now + ClockSkew)
            refusal = "its nonce is from another time";
        else
            return new(answer["claimed_id"]!, steamId, nonce, issuedAt + OldestNonce + ClockSkew); // the skew, for clocks of other nodes and the time that verifying takes

        return null;
    }

    private static bool IsSigned(OpenIdAnswer answer)
    {
        var signed = answer["signed"]?.Split(',') ?? [];
        return MustBeSigned.All(signed.Contains)
            && signed.All(field => answer[field] is not null)
            && !string.IsNullOrEmpty(answer["assoc_handle"])
            && !string.IsNullOrEmpty(answer["sig"]);
    }
}
