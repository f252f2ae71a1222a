using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Ballchasing.Budget;
using RocketTrainer.Core.Coaching.RankModels;
using RocketTrainer.Core.Importing;
using RocketTrainer.Web.Features.Account;

namespace RocketTrainer.Web.Features.Admin;

/// <summary>What an administrator sees, for the reference.</summary>
internal static class AdminExamples
{
    public static readonly Guid ClaimedId = new("019c1530-5e00-7000-8000-000000000030");

    public static readonly Guid VerifiedId = new("019c1530-5e00-7000-8000-000000000031");

    public static readonly UserLine User = new(AccountExamples.UserId, "Hero", IsCoach: true, IsAdministrator: false, AccountExamples.At, AccountExamples.At, [AccountExamples.Linked]);
    public static readonly RemappingProgress Remapping = new(ReplayMapper.Version, IsRunning: true, Outdated: 12_400, Done: 7_600, Unreadable: 0, AccountExamples.At, FinishedAt: null);

    public static readonly RankTrainingLine RankTraining = new(AccountExamples.At, RankTrainingOutcome.NotEnough, new RankSupply(1204, 611, 380, 7, 88).Needs);

    public static readonly QuotaLine Quota = new(RequestKind.Detail, "regular", TierIsKnown: true, 2, 1000, 412);
}

// A body as the reference describes it.

internal sealed record RolesChange(bool Coach, bool Administrator);
