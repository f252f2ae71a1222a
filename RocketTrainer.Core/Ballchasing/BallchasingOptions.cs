using RocketTrainer.Core.Ballchasing.Budget;

namespace RocketTrainer.Core.Ballchasing;

/// <summary>Whether the app talks to its own invented Ballchasing.</summary>
public enum SandboxMode
{
    /// <summary>On in Development when no key is set.</summary>
    Auto,
    On,
    Off,
}

/// <summary>The configuration section <c>Ballchasing</c>.</summary>
public sealed class BallchasingOptions
{
    public const string Section = "Ballchasing";

    /// <summary>Where the API is; the token is sent to this host and to no other.</summary>
    public Uri BaseUrl { get; set; } = new("https://ballchasing.com/api");

    /// <summary>The site's own key.</summary>
    public string? ApiKey { get; set; }

    /// <summary>Overrides the patron tier that ping reports; see <see cref="RateTier"/>.</summary>
    public string? Tier { get; set; }

    public SandboxMode Sandbox { get; set; } = SandboxMode.Auto;

    /// <summary>How long one attempt of a request may take, waiting for the budget not counted.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Retries after a server fault, a broken line or a time-out.</summary>
    public int Retries { get; set; } = 5;

    /// <summary>The first pause before a retry, and after a 429 that names none; doubled each time, jittered, at most a minute.</summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The prefix of every path, with its slash.</summary>
    internal Uri Root => BaseUrl.AbsoluteUri.EndsWith('/') ? BaseUrl : new Uri(BaseUrl.AbsoluteUri + "/");
}
