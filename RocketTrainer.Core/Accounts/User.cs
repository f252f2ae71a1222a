namespace RocketTrainer.Core.Accounts;

/// <summary>Who may look at a player's matches and profile.</summary>
public enum ProfileVisibility
{
    /// <summary>Nobody else.</summary>
    Private,

    /// <summary>The members of the player's teams.</summary>
    Team,

    /// <summary>Everybody who is signed in, and whoever holds the profile's link.</summary>
    Public,
}

public enum Theme { System, Light, Dark }

/// <summary>
/// Somebody with an account here. Everybody is a player; coach and administrator come on top. A person may play on
/// several platforms: those are <see cref="LinkedAccount"/>s.
/// </summary>
public sealed class User
{
    public const int LongestDisplayName = 32;

    /// <summary>The administrator whose key is <c>Bootstrap:AdminApiKey</c>.</summary>
    public static readonly Guid BootstrapId = new("00000000-0000-7000-8000-000000000001");

    /// <summary>The player that everybody is who tries the sandbox without signing in.</summary>
    public static readonly Guid DemoId = new("00000000-0000-7000-8000-000000000002");

    public required Guid Id { get; init; }
    public required string DisplayName { get; set; }

    /// <summary>An https address, or null.</summary>
    public string? AvatarUrl { get; set; }

    public bool IsCoach { get; set; }
    public bool IsAdministrator { get; set; }
    public ProfileVisibility Visibility { get; set; } = ProfileVisibility.Private;

    /// <summary>The secret end of the public profile's address; null while there is none.</summary>
    public string? ProfileLink { get; set; }

    /// <summary>An IANA name; null is the time of the server's answer, UTC.</summary>
    public string? TimeZone { get; set; }

    /// <summary>A playlist's id, see <see cref="Replays.Playlists"/>.</summary>
    public string? MainPlaylist { get; set; }

    /// <summary>A rank tier, 1 (Bronze I) to 22 (Supersonic Legend).</summary>
    public int? TargetRank { get; set; }

    public Theme Theme { get; set; }

    /// <summary>Stands in every session; a new one ends them all.</summary>
    public required Guid SessionStamp { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? LastSignInAt { get; set; }

    public List<LinkedAccount> Accounts { get; init; } = [];
}
