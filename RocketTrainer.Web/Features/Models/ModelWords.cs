using System.Globalization;
using RocketTrainer.Core.Coaching.Labels;
using RocketTrainer.Core.Coaching.RankModels;
using RocketTrainer.Core.Progress;
using RocketTrainer.Core.Replays;
using RocketTrainer.Web.Components.Shared;
using RocketTrainer.Web.Features.Players.Coaching;

namespace RocketTrainer.Web.Features.Models;

/// <summary>What is known of a rank model, in words.</summary>
internal static class ModelWords
{
    public static string Name(RankModelEntry model) => model.IsShipped ? "Rank model that comes with RocketTrainer" : "Rank model of the matches stored here";

    public static string State(RankModelEntry model) => model switch
    {
        { IsBroken: true } => "can't be read",
        { InUse: true } => "in use",
        { IsShipped: true } or { Trial.Verdict: RankVerdict.Better } => "not in use",
        _ => "never put in place",
    };

    public static string Ranks(TierRange tiers) => $"{Rank(tiers.Lowest)} to {Rank(tiers.Highest)}";

    public static string Verdict(RankVerdict verdict) => verdict switch
    {
        RankVerdict.Better => "It was put in place: both readings err less than those of the model before.",
        RankVerdict.NotBetter => "It was not put in place: it isn't shown that both readings err less than those of the model before.",
        RankVerdict.BetterOnUsualTiersOnly => "It was not put in place: it errs less on the ranks that are played most here, but not over all ranks alike.",
        RankVerdict.Overtaken => "It was not put in place: another model was, while this one was made.",
        _ => throw new ArgumentOutOfRangeException(nameof(verdict)),
    };

    public static string Outcome(RankTrainingOutcome outcome) => outcome switch
    {
        RankTrainingOutcome.NotEnough => "Too little is stored here for a model of its own.",
        RankTrainingOutcome.NothingNew => "Nothing new is stored since the last model was made.",
        RankTrainingOutcome.NotBetter => "A model was made, but it isn't shown to be better than the one in use.",
        RankTrainingOutcome.PutInPlace => "A better model was made and is in use.",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
    };

    /// <summary>How much closer the new model is, in a sentence: 0.32 tiers closer (95 % interval 0.25 to 0.40).</summary>
    public static string Gain(MeasuredFigure gain) => string.Create(CultureInfo.CurrentCulture,
        $"{Math.Abs(gain.Value):0.00} tiers {(gain.Value < 0 ? "further off" : "closer")} than the model before (95 % interval of the gain {gain.Low:0.00} to {gain.High:0.00})");

    public static string Tiers(double tiers) => tiers.ToString("0.00", CultureInfo.CurrentCulture);

    public static string Share(double share) => share.ToString("P0", CultureInfo.CurrentCulture);

    public static string Agreement(LabelAgreement agreement) => agreement.Labels + agreement.Nothings == 0
        ? "No coach has named a skill yet: whoever coaches a team is asked before he sees the weaknesses of one of its players."
        : $"{CoachingWords.Count(agreement.Labels + agreement.Nothings, "label")} of {CoachingWords.Count(agreement.Players, "player")}. Labels of one coach, or of one team, may go together more than these intervals say.";

    /// <summary>44 % of 18, likely 30 to 60 %.</summary>
    public static string Share(Estimate share, int of) => $"{Share(share.Value)} of {StatFormat.Count(of)}, likely {(100 * share.Low!.Value).ToString("0", CultureInfo.CurrentCulture)} to {Share(share.High!.Value)}";

    /// <summary>Kappa 0.39, likely 0.24 to 0.54: 0 is chance, 1 is always.</summary>
    public static string Kappa(LabelAgreement agreement) => agreement.Kappa is { Low: { } low, High: { } high } kappa
        ? string.Create(CultureInfo.CurrentCulture, $"Kappa {kappa.Value:0.00}, likely {low:0.00} to {high:0.00}: 0 is chance, 1 is always")
        : agreement.Labels < WeaknessLabels.FewestForKappa ? $"Not enough labels yet: {agreement.Labels} of {WeaknessLabels.FewestForKappa}" : "One skill alone was named, by everybody";

    private static string Rank(int tier) => RankName.Tier(new Rank(tier, null, null, null));
}
