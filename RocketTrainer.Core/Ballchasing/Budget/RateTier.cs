namespace RocketTrainer.Core.Ballchasing.Budget;

/// <summary>The kinds of request that Ballchasing counts apart; the free ones have no known limit.</summary>
public enum RequestKind { Free, List, Detail, File, Upload }

/// <summary>How many requests of one kind an account may send; null is no limit.</summary>
public sealed record RateLimit(int? PerSecond, int? PerHour)
{
    public static readonly RateLimit None = new(null, null);
}

/// <summary>How many files an account may hand in: in seven days, in a day at most, and in a day unless its owner sets another number.</summary>
public sealed record UploadLimit(int PerWeek, int PerDay, int UsualPerDay);

/// <summary>
/// A patron tier and its limits, as Ballchasing's clients have found them. File downloads are held to one a second on
/// every tier: the hourly limit bites first, and their limit per second is not certain.
/// </summary>
public sealed record RateTier(string Name, RateLimit List, RateLimit Detail, RateLimit File)
{
    public static readonly RateTier Regular = new("regular", new(2, 500), new(2, 1000), new(1, 200)) { Uploads = new(70, 20, 10) };
    public static readonly RateTier Gold = new("gold", new(2, 1000), new(2, 2000), new(1, 400)) { Uploads = new(350, 350, 50) };
    public static readonly RateTier Diamond = new("diamond", new(4, 2000), new(4, 5000), new(1, 1000)) { Uploads = new(1050, 1050, 150) };
    public static readonly RateTier Champion = new("champion", new(8, null), new(8, null), new(1, 2000)) { Uploads = new(2800, 2800, 400) };
    public static readonly RateTier GrandChampion = new("gc", new(16, null), new(16, null), new(1, null)) { Uploads = new(7000, 3500, 1000) };

    /// <summary>Ballchasing's own word on files; null where there is no limit.</summary>
    public UploadLimit? Uploads { get; private init; }

    /// <summary>The sandbox answers at once; this pace leaves something to watch.</summary>
    public static readonly RateTier Sandbox = new("sandbox", new(20, null), new(40, null), new(20, null));

    /// <summary>For a local server that counts nothing.</summary>
    public static readonly RateTier Unlimited = new("unlimited", RateLimit.None, RateLimit.None, RateLimit.None);

    private static readonly RateTier[] Known = [Regular, Gold, Diamond, Champion, GrandChampion, Sandbox, Unlimited];

    /// <summary>The names that <c>Ballchasing:Tier</c> takes.</summary>
    public static IEnumerable<string> Names => Known.Select(t => t.Name);

    /// <summary>The tier that ping names; the tiers above <c>gc</c> count as it, an unknown one as regular.</summary>
    public static RateTier FromPing(string? type) => type?.ToLowerInvariant() switch
    {
        "legend" or "org" => GrandChampion,
        // Only this machine's word may lift the limits.
        "unlimited" => Regular,
        var name => Array.Find(Known, t => t.Name == name) ?? Regular,
    };

    /// <summary>The tier with this name, or null.</summary>
    public static RateTier? Named(string name) => Array.Find(Known, t => t.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    public RateLimit For(RequestKind kind) => kind switch
    {
        RequestKind.List => List,
        RequestKind.Detail => Detail,
        RequestKind.File => File,
        _ => RateLimit.None,
    };
}
