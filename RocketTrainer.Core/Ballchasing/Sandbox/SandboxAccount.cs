namespace RocketTrainer.Core.Ballchasing.Sandbox;

/// <summary>An account that uploads. Profile and picture lead nowhere, on purpose.</summary>
internal sealed record SandboxAccount(string SteamId, string Name)
{
    /// <summary>The account that every caller of the sandbox is.</summary>
    public static readonly SandboxAccount Me = new("76561190000000042", "Sandbox Guest");

    public string ProfileUrl => $"https://sandbox.invalid/profiles/{SteamId}/";

    public string Avatar => $"https://sandbox.invalid/avatars/{SteamId}.jpg";
}
