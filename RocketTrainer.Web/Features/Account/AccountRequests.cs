using RocketTrainer.Core.Accounts;

namespace RocketTrainer.Web.Features.Account;

// Bodies as the reference describes them. They are read member by member, so that each mistake is named.

/// <summary>What of a profile shall change: members that aren't given stay as they are, null forgets.</summary>
internal sealed record ProfileChange(
    string? DisplayName = null, string? TimeZone = null, string? MainPlaylist = null, string? TargetRank = null, Theme? Theme = null, ProfileVisibility? Visibility = null);

/// <param name="Name">As it stands in the game.</param>
/// <param name="PlayerId"><c>platform:id</c>, where it is known.</param>
internal sealed record AccountClaim(string Platform, string Name, string? PlayerId = null);

internal sealed record AccountConfirmation(string PlayerId);

/// <param name="Mine">Whether these rows are mine.</param>
internal sealed record MatchDecision(bool Mine, IReadOnlyList<DecidedRow> Rows);

internal sealed record DecidedRow(Guid ReplayId, int Slot);

/// <param name="Scopes">Of <c>read</c>, <c>import</c>, <c>write</c> and <c>admin</c>.</param>
internal sealed record KeyWish(string Name, IReadOnlyList<string> Scopes, DateTimeOffset? ExpiresAt = null);

/// <param name="Key">As Ballchasing's upload page shows it.</param>
internal sealed record BallchasingKeyWish(string Key);

/// <param name="Url">As Discord shows it.</param>
internal sealed record WebhookWish(string Url);

/// <param name="Syncs">Whether its matches shall be fetched by themselves.</param>
internal sealed record SyncWish(bool Syncs);

internal sealed record RemovalWish(string PlayerId, string? Message = null);
