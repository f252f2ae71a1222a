using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Accounts.Keys;

namespace RocketTrainer.Web.Auth.Tokens;

/// <summary>Access tokens: JWTs that a program shows for a quarter of an hour instead of its key.</summary>
public sealed class AccessTokens(SigningKeyRing keys, TimeProvider time)
{
    public const string Scheme = JwtBearerDefaults.AuthenticationScheme;

    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    /// <summary>How far the clocks of two nodes may be apart.</summary>
    public static readonly TimeSpan Skew = TimeSpan.FromSeconds(30);

    private const string Name = "rockettrainer";
    private const string Type = "at+jwt";
    private const string FamilyClaim = "sid";
    private const string KeyClaim = "key";

    private static readonly JsonWebTokenHandler Writer = new() { SetDefaultTimesOnTokenCreation = false };

    /// <summary>The token for what was granted.</summary>
    public string Write(TokenGrant grant)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return Writer.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Name, Audience = Name, TokenType = Type, IssuedAt = now, NotBefore = now, Expires = now + Lifetime,
            Claims = new Dictionary<string, object>(StringComparer.Ordinal)
            {
                [JwtRegisteredClaimNames.Sub] = grant.UserId.ToString(),
                [FamilyClaim] = grant.FamilyId.ToString(),
                [KeyClaim] = grant.KeyId.ToString(),
                [JwtRegisteredClaimNames.Jti] = Guid.NewGuid().ToString("N"),
                [Principals.ScopesClaim] = ((int)grant.Scopes).ToString(CultureInfo.InvariantCulture),
            },
            SigningCredentials = keys.Current(),
        });
    }

    /// <summary>How tokens are read: signed by one of our keys, for us, at this time, by a family that still stands.</summary>
    public static void Configure(JwtBearerOptions options, SigningKeyRing keys, TimeProvider time)
    {
        options.MapInboundClaims = false;
        options.Events = new JwtBearerEvents { OnTokenValidated = RecogniseAsync, OnChallenge = ChallengeAsync };
        options.TokenValidationParameters = new TokenValidationParameters
        {
            ValidIssuer = Name,
            ValidAudience = Name,
            ValidTypes = [Type],
            ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
            TryAllIssuerSigningKeys = false,
            IssuerSigningKeyResolver = (_, _, id, _) => keys.Find(id),
            // The library's own check of the time knows no TimeProvider.
            LifetimeValidator = (from, until, _, _) => time.GetUtcNow().UtcDateTime is var now && from - Skew <= now && now < until + Skew,
        };
    }

    private static async Task RecogniseAsync(TokenValidatedContext context)
    {
        var services = context.HttpContext.RequestServices;
        var cancellation = context.HttpContext.RequestAborted;
        if (context.Principal?.FindFirstValue(JwtRegisteredClaimNames.Sub) is not { } sub || !Guid.TryParse(sub, out var userId)
            || !Guid.TryParse(context.Principal.FindFirstValue(FamilyClaim), out var family)
            || !Guid.TryParse(context.Principal.FindFirstValue(KeyClaim), out var key)
            || !await services.GetRequiredService<RefreshTokens>().StandsAsync(family, cancellation)
            || await services.GetRequiredService<Users>().FindAsync(userId, cancellation) is not { } user)
        {
            context.Fail("The token is not valid.");
            return;
        }

        context.Principal = Principals.Of(user, Scheme, context.Principal.Scopes(), key);
    }

    private static Task ChallengeAsync(JwtBearerChallengeContext context)
    {
        context.HandleResponse(); // the library would say why
        return context.HttpContext.ChallengeAsync(ApiKeyAuthentication.Scheme);
    }
}
