using Microsoft.OpenApi;
using RocketTrainer.Web.Auth;

namespace RocketTrainer.Web.Rest.Reference;

/// <summary>How programs say who they are, for the reference: one way or the other, never both at once.</summary>
internal static class ApiSecurity
{
    public static readonly IReadOnlyList<(string Name, OpenApiSecurityScheme Scheme)> Schemes =
    [
        ("apiKey", new() { Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Header, Name = ApiKeyAuthentication.Header, Description = "A personal key, made under *API keys* on your account's page." }),
        ("bearer", new() { Type = SecuritySchemeType.Http, Scheme = "bearer", BearerFormat = "JWT", Description = "An access token, made from a key." }),
    ];
}
