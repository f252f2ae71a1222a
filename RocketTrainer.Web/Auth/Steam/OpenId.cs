namespace RocketTrainer.Web.Auth.Steam;

/// <summary>OpenID Authentication 2.0; sections named in this folder are those of its specification.</summary>
internal static class OpenId
{
    public const string Namespace = "http://specs.openid.net/auth/2.0";

    /// <summary>In place of an account: the provider asks who it is (section 9.1).</summary>
    public const string AnyAccount = "http://specs.openid.net/auth/2.0/identifier_select";
}
