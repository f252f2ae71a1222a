namespace RocketTrainer.Core.Accounts;

public sealed class AccountsOptions
{
    /// <summary><c>Admin:SteamIds</c>: whoever signs in with one of these is an administrator.</summary>
    public IReadOnlyList<string> AdministratorSteamIds { get; set; } = [];
}
