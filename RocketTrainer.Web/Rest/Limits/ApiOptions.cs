namespace RocketTrainer.Web.Rest.Limits;

/// <summary>The configuration section <c>Api</c>.</summary>
public sealed class ApiOptions
{
    public const string Section = "Api";

    /// <summary>Requests in a minute with one key or token.</summary>
    public int RequestsPerMinute { get; set; } = 600;

    /// <summary>Requests in a minute from one address that show nothing we believe; after them it is not even asked who it is.</summary>
    public int AnonymousRequestsPerMinute { get; set; } = 60;

    /// <summary>Event streams that one user may have open at a time.</summary>
    public int StreamsPerUser { get; set; } = 20;
}

/// <summary>The quotas in force. Each node counts for itself.</summary>
public sealed class ApiQuotas(ApiOptions options, TimeProvider time)
{
    /// <summary>By key or token.</summary>
    public RequestQuota Default { get; } = new("default", options.RequestsPerMinute, time);

    /// <summary>By address, for those who don't say who they are.</summary>
    public RequestQuota Anonymous { get; } = new("anonymous", options.AnonymousRequestsPerMinute, time);
}
