namespace RocketTrainer.Core.Ballchasing;

/// <summary>What this instance may use: the site's key, the sandbox, or nothing yet.</summary>
public sealed class BallchasingAccess
{
    public BallchasingAccess(BallchasingOptions options, bool development)
    {
        var hasKey = !string.IsNullOrWhiteSpace(options.ApiKey);
        IsSandbox = options.Sandbox switch
        {
            SandboxMode.On => true,
            SandboxMode.Off => false,
            _ => development && !hasKey,
        };
        SiteKey = IsSandbox ? new BallchasingKey("sandbox") : hasKey ? new BallchasingKey(options.ApiKey!) : null;
    }

    /// <summary>True when all data is invented.</summary>
    public bool IsSandbox { get; }

    /// <summary>The key that imports use; null when none is configured, and then nothing can be imported.</summary>
    public BallchasingKey? SiteKey { get; }
}
