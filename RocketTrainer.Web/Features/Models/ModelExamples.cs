using RocketTrainer.Core.Coaching.RankModels;
using RocketTrainer.Web.Features.Account;

namespace RocketTrainer.Web.Features.Models;

/// <summary>The shipped model and an invented one that beat it, for the reference.</summary>
internal static class ModelExamples
{
    public static readonly RankModelEntry Shipped = new(RankModel.Shipped.Card, IsShipped: true, InUse: false, IsBroken: false, Trial: null);

    public static readonly RankModelEntry Own = new(
        new("0a1b2c3d4e5f6071", AccountExamples.At, "Ranked 3v3 matches stored on this instance, played from 2025-06-01 to 2026-01-30", "5 folds by group: matches that share a player on one side, but for regulars who would join everything", 9_412, 1_830, new(7, 21), 1,
            "Kernel ridge regression and LightGBM", new(1.08, 1.05, 0.33, 0.74), new(1.49, 1.47, 0.22, 0.58)),
        IsShipped: false, InUse: true, IsBroken: false,
        new(RankModel.Shipped.Card.Id, 412, 590, 498, RankVerdict.Better,
            new(Figure((2.51, 2.31, 2.70), (1.31, 1.22, 1.41), (1.09, 1.01, 1.17)), Figure((.12, .09, .15), (.27, .23, .31), (.33, .29, .37)), Figure((.35, .31, .39), (.66, .61, .70), (.74, .70, .78)),
                Figure((0, 0, 0), (.83, .79, .86), (.84, .80, .87)), Of(.22, .14, .30), .19),
            new(Figure((2.51, 2.31, 2.70), (1.66, 1.55, 1.77), (1.50, 1.40, 1.60)), Figure((.12, .09, .15), (.20, .17, .24), (.22, .18, .26)), Figure((.35, .31, .39), (.53, .49, .58), (.58, .53, .62)),
                Figure((0, 0, 0), (.82, .78, .86), (.83, .79, .87)), Of(.16, .08, .24), .11)));

    private static HeldOutFigure Figure((double, double, double) baseline, (double, double, double) before, (double, double, double) now) => new(Of(baseline), Of(before), Of(now));

    private static MeasuredFigure Of((double Value, double Low, double High) figure) => Of(figure.Value, figure.Low, figure.High);

    private static MeasuredFigure Of(double value, double low, double high) => new(value, low, high);
}
