using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Accounts.Keys;

namespace RocketTrainer.Web.Auth;

public sealed class ApiKeyOptions : AuthenticationSchemeOptions
{
    /// <summary><c>Bootstrap:AdminApiKey</c>; without it nobody gets in.</summary>
    public string? AdminKey { get; set; }
}

/// <summary>Believes a request that carries the administrator's key in <c>X-Api-Key</c>.</summary>
public sealed class ApiKeyAuthentication(IOptionsMonitor<ApiKeyOptions> options, ILoggerFactory logger, UrlEncoder encoder, Users users)
    : AuthenticationHandler<ApiKeyOptions>(options, logger, encoder)
{
    public new const string Scheme = "ApiKey";
    public const string Header = "X-Api-Key";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (!Request.Headers.TryGetValue(Header, out var given))
            return AuthenticateResult.NoResult();
        if (string.IsNullOrEmpty(Options.AdminKey) || !AreEqual(given.ToString(), Options.AdminKey)
            || await users.FindAsync(User.BootstrapId, Context.RequestAborted) is not { } bootstrap)
            return AuthenticateResult.Fail("The key is not valid.");
        return AuthenticateResult.Success(new AuthenticationTicket(Principals.Of(bootstrap, Scheme, ApiScopes.All), Scheme));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = $"{Scheme} realm=\"RocketTrainer\", header=\"{Header}\"";
        Response.StatusCode = StatusCodes.Status401Unauthorized;
        return Task.CompletedTask;
    }

    /// <summary>Compares hashes, so that the time taken tells nothing of the key or its length.</summary>
    private static bool AreEqual(string one, string other) =>
        CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(one)), SHA256.HashData(Encoding.UTF8.GetBytes(other)));
}
