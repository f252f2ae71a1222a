namespace RocketTrainer.Web.Auth;

public static class BootstrapKey
{
    public const string Key = "Bootstrap:AdminApiKey";

    private const int Shortest = 16;

    /// <summary>The configured key of the bootstrap administrator, or null.</summary>
    /// <exception cref="InvalidOperationException">It is too short to be safe.</exception>
    public static string? Read(IConfiguration configuration) => configuration[Key] switch
    {
        null or "" => null,
        { Length: < Shortest } => throw new InvalidOperationException($"{Key} must have at least {Shortest} characters; whoever guesses it is an administrator."),
        var key when key.StartsWith("rt_", StringComparison.Ordinal) => throw new InvalidOperationException($"{Key} must not begin as personal keys do, with rt_."),
        var key => key,
    };
}
