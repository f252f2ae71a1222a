using RocketTrainer.Core.Teams;
using RocketTrainer.Web.Features.Account;

namespace RocketTrainer.Web.Features.Teams;

/// <summary>An invented team, for the reference.</summary>
internal static class TeamExamples
{
    public const string Invitation = "q3vN0yQ2mS7uXkR4tB9wZ1cF6hJ8lD5gA0eKpYoVxTs";

    public static readonly Guid Id = new("019c1530-5e00-7000-8000-000000000020");
    public static readonly Guid MemberId = new("019c1530-5e00-7000-8000-000000000021");

    public static readonly TeamMemberView Member = new(MemberId, "Mate", TeamRole.Player, SharesMatches: true, "steam:76561190000000002");
    public static readonly TeamView Team = new(Id, "Night Shift", TeamRole.Coach, [new(AccountExamples.UserId, "Hero", TeamRole.Coach, SharesMatches: false, PlayerId: null), Member]);
    public static readonly NewInvitation Invited = new(Invitation, $"/teams/join/{Invitation}", AccountExamples.At.AddDays(7));
}

// Bodies as the reference describes them.

internal sealed record TeamWish(string Name);

internal sealed record InvitationWish(TeamRole? Role = null);

internal sealed record JoinWish(string Invitation);
