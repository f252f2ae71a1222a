using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Accounts.Exports;
using RocketTrainer.Core.Accounts.Keys;
using RocketTrainer.Core.Accounts.Privacy;
using RocketTrainer.Core.Notifications;
using RocketTrainer.Core.Replays;
using RocketTrainer.Web.Rest;

namespace RocketTrainer.Web.Features.Account;

/// <summary>An invented account and what belongs to it, for the reference.</summary>
internal static class AccountExamples
{
    public const string Epic = "epic:0123456789abcdef0123456789abcdef";
    public const string Stranger = "steam:76561190000000003";

    public static readonly DateTimeOffset At = new(2026, 1, 31, 18, 0, 0, TimeSpan.Zero);

    public static readonly Guid UserId = new("019c1530-5e00-7000-8000-000000000010");
    public static readonly Guid LinkedId = new("019c1530-5e00-7000-8000-000000000011");
    public static readonly Guid UnlinkedId = new("019c1530-5e00-7000-8000-000000000012");
    public static readonly Guid KeyId = new("019c1530-5e00-7000-8000-000000000013");
    public static readonly Guid ExportId = new("019c1530-5e00-7000-8000-000000000014");
    public static readonly Guid RemovalId = new("019c1530-5e00-7000-8000-000000000015");
    public static readonly Guid LineId = new("019c1530-5e00-7000-8000-000000000016");

    public static readonly Profile Profile = new()
    {
        DisplayName = "Hero", TimeZone = "Europe/Berlin", MainPlaylist = "ranked-doubles", TargetRank = "champion-1",
        Theme = Theme.Dark, Visibility = ProfileVisibility.Public, ProfileLink = null,
    };

    public static readonly object ProfileChange = new { displayName = "Hero", timeZone = "Europe/Berlin", targetRank = "champion-1", visibility = "public" };

    public static readonly ProfileLink Link = new("/p/q3vN0yQ2mS7uXkR4tB9wZ1cF6hJ8lD5gA0eKpYoVxTs");

    public static readonly Page<PlaylistStats> Stats = new(
        [new("ranked-doubles", 40, 22, 17, 1, 0, At.AddDays(-30), At, new Rank(16, 2, "champion-1", "Champion I Division 2"))], null);

    public static readonly LinkedAccountView Linked = new(LinkedId, "epic", Epic, "Mate", At, Verified: false, Proof: null, Syncs: true, SyncedAt: At, NextSyncAt: At.AddMinutes(31));

    public static readonly LinkedAccountView Claimed = Linked with { PlayerId = null };

    public static readonly object Claim = new { platform = "epic", name = "HeroOnEpic" };
    public static readonly object NoSync = new { syncs = false };
    public static readonly object Confirmation = new { playerId = Epic };
    public static readonly object Decision = new { mine = true, rows = new[] { new { replayId = Replays.ReplayExamples.Id, slot = 2 } } };

    public static readonly Guesses Guesses = new(
        [new(Epic, "Mate", 12, At)], [new(Replays.ReplayExamples.Id, 2, At, "DFH Stadium", "Ranked Doubles", ["Hero"])]);

    public static readonly ApiKeyDocument Key = new(KeyId, "Stream overlay", "rt_ab3kx9qz", ["read"], At, At.AddDays(90), At.AddDays(1));

    public static readonly object NewKey = new { name = "Stream overlay", scopes = new[] { "read" } };
    public static readonly NewApiKey MadeKey = new(Key with { ExpiresAt = null, LastUsedAt = null }, "rt_ab3kx9qz_q3vN0yQ2mS7uXkR4tB9wZ1cF6hJ8lD5gA0eKpYoVxTs");

    public static readonly OwnBallchasingKeyView BallchasingKey = new("Hero", "76561190000000001", "gold", At, RefusedAt: null);
    public static readonly object NewBallchasingKey = new { key = "AbCdEfGhIjKlMnOpQrStUvWxYz0123456789AbCd" };

    public static readonly WebhookView Webhook = new("discord.com", At, FailedAt: null, Error: null);
    public static readonly object NewWebhook = new { url = "https://discord.com/api/webhooks/100000000000000001/AbCdEfGhIjKlMnOpQrStUvWxYz" };

    public static readonly ExportDocument Export = new(ExportId, ExportState.Ready, At, At.AddSeconds(3), At.AddDays(2), 48_213, $"{Api.Root}/me/export/{ExportId}/file");
    public static readonly ExportDocument QueuedExport = new(ExportId, ExportState.Queued, At, null, null, null, null);

    public static readonly object Removal = new { playerId = Stranger, message = "I don't play any more." };
    public static readonly RemovalView RemovalRequested = new(RemovalId, Stranger, RemovalState.Requested, At, "I don't play any more.", null, 0);

    public static readonly Page<AuditLine> Audit = new(
        [new(LineId, At, AuditKind.KeyCreated, UserId, "Hero", null, null, "rt_ab3kx9qz", "203.0.113.9")], LineId.ToString());
}
