using RocketTrainer.Core.Accounts;

namespace RocketTrainer.Web.Components.Shared;

/// <summary>What the audit log tells, in words.</summary>
public static class AuditWords
{
    public static string Of(AuditKind kind) => kind switch
    {
        AuditKind.SignedIn => "Signed in",
        AuditKind.SignInFailed => "A sign-in failed",
        AuditKind.SignedOut => "Signed out",
        AuditKind.SignedOutEverywhere => "Signed out everywhere",
        AuditKind.AccountLinked => "Account linked",
        AuditKind.AccountVerified => "Account verified",
        AuditKind.AccountUnverified => "Verification taken back",
        AuditKind.AccountUnlinked => "Account unlinked",
        AuditKind.MatchesClaimed => "Matches claimed",
        AuditKind.RoleChanged => "Role changed",
        AuditKind.KeyCreated => "API key made",
        AuditKind.KeyUsed => "API key used",
        AuditKind.KeyRevoked => "API key revoked",
        AuditKind.TokenReused => "A used refresh token came again: its whole family was ended",
        AuditKind.BallchasingKeyKept => "Ballchasing key kept",
        AuditKind.BallchasingKeyForgotten => "Ballchasing key forgotten",
        AuditKind.WebhookKept => "Webhook kept",
        AuditKind.WebhookForgotten => "Webhook forgotten",
        AuditKind.VisibilityChanged => "Visibility changed",
        AuditKind.ProfileLinkMade => "Profile link made",
        AuditKind.ProfileLinkTakenBack => "Profile link taken back",
        AuditKind.ExportRequested => "Export asked for",
        AuditKind.ExportDownloaded => "Export downloaded",
        AuditKind.AccountDeleted => "Account deleted",
        AuditKind.RemovalRequested => "Asked not to be named",
        AuditKind.RemovalDecided => "Request not to be named decided",
        _ => kind.ToString(),
    };
}
