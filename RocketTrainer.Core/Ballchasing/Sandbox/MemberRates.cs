namespace RocketTrainer.Core.Ballchasing.Sandbox;

/// <summary>
/// How often a member does the rare things, as a factor on the rank's norm. A planted weakness takes off its number of
/// one player-game's standard deviations, as far as there is something to take off.
/// </summary>
internal static class MemberRates
{
    public static double Goals(LeagueMember member) => Factor(member, SkillGroup.Finishing, natural: .18, spreadOverMean: 1.15);

    public static double Shots(LeagueMember member) => Factor(member, SkillGroup.Finishing, natural: .16, spreadOverMean: .7);

    public static double Assists(LeagueMember member) => Factor(member, SkillGroup.Playmaking, natural: .18, spreadOverMean: 1.4);

    public static double Saves(LeagueMember member) => Factor(member, SkillGroup.Defending, natural: .16, spreadOverMean: 1);

    public static double Demos(LeagueMember member) => Factor(member, SkillGroup.Demos, natural: .35, spreadOverMean: 1.4);

    /// <summary>How many more shots the others get for this member's defending.</summary>
    public static double Leak(LeagueMember member) =>
        Math.Max(.6, 1 - (.08 * member.Groups[(int)SkillGroup.Defending]) + (.42 * member.WeaknessIn(SkillGroup.Defending)));

    /// <summary>How many more demolitions this member suffers.</summary>
    public static double Demolished(LeagueMember member) =>
        Math.Max(.4, 1 - (.1 * member.Groups[(int)SkillGroup.Demos]) + (1.1 * member.WeaknessIn(SkillGroup.Demos)));

    private static double Factor(LeagueMember member, SkillGroup group, double natural, double spreadOverMean) =>
        Math.Max(.1, 1 + (natural * member.Groups[(int)group]) - (spreadOverMean * member.WeaknessIn(group)));
}
