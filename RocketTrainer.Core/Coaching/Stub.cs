using RocketTrainer.Core.Progress;
namespace RocketTrainer.Core.Coaching;
public sealed record SkillPayoff(SkillGroup Group, Estimate TiersPerSd, Estimate? WinLogitPerSd);
public static class ShippedPayoff { public static SkillPayoff? Of(SkillGroup group) => null; }
