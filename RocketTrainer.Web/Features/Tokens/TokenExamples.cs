using RocketTrainer.Web.Features.Account;

namespace RocketTrainer.Web.Features.Tokens;

/// <summary>Invented tokens, for the reference.</summary>
internal static class TokenExamples
{
    public const string Refresh = "h8lD5gA0eKpYoVxTsq3vN0yQ2mS7uXkR4tB9wZ1cF6J";

    public static readonly TokenAnswer Granted = new("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIwMTljMTUzMCJ9.c2lnbmF0dXJl", "Bearer", 900, Refresh, AccountExamples.At.AddDays(30), ["read"]);
    public static readonly Me Me = new(AccountExamples.UserId, "Hero", ["player"], ["read", "import"]);
}

// Bodies as the reference describes them.

/// <param name="Scopes">Some of the key's; all of them when not given.</param>
internal sealed record TokenWish(IReadOnlyList<string>? Scopes = null);

internal sealed record RefreshWish(string RefreshToken);
