using Microsoft.OpenApi;
using RocketTrainer.Web.Auth;

namespace RocketTrainer.Web.Rest.Reference;

/// <summary>How programs say who they are, for the reference: one entry for each of <see cref="Access.ApiSchemes"/>.</summary>
internal static class ApiSecurity
{
    public static IEnumerable<(string Name, OpenApiSecurityScheme Scheme)> Schemes => Access.ApiSchemes.Select(Describe);

    private static (string, OpenApiSecurityScheme) Describe(string scheme) => scheme switch
    {
        ApiKeyAuthentication.Scheme => ("apiKey", new() { Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Header, Name = ApiKeyAuthentication.Header, Description = "A key of this server." }),
        "Bearer" => ("bearer", new() { Type = SecuritySchemeType.Http, Scheme = "bearer", BearerFormat = "JWT", Description = "An access token." }),
        _ => throw new InvalidOperationException($"The reference doesn't know how to describe '{scheme}'."),
    };
}
