using RocketTrainer.Core.Accounts.Keys;

namespace RocketTrainer.Web.Auth;

public static class ScopeWords
{
    private static readonly (ApiScopes Scope, string Word)[] Words =
        [(ApiScopes.Read, "read"), (ApiScopes.Import, "import"), (ApiScopes.Write, "write"), (ApiScopes.Admin, "admin")];

    /// <summary>The scopes as the API and the pages name them.</summary>
    public static IReadOnlyList<string> Of(ApiScopes scopes) => [.. Words.Where(w => scopes.HasFlag(w.Scope)).Select(w => w.Word)];
}
