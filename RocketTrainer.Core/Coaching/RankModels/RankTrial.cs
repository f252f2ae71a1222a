using System.Text.Json.Serialization;

namespace RocketTrainer.Core.Coaching.RankModels;

/// <summary>A figure with the 95 % interval of drawing the held-out players anew.</summary>
public sealed record MeasuredFigure(double Value, double Low, double High);

/// <summary>One figure of three: what always says the mean tier, the model that was in use, the new one.</summary>
public sealed record HeldOutFigure(MeasuredFigure Baseline, MeasuredFigure Before, MeasuredFigure Now);

/// <summary>How one of the two readings did.</summary>
/// <param name="Error">Mean absolute error of the unrounded tier, in tiers.</param>
/// <param name="Exact">The share of games whose tier is hit, 0 to 1.</param>
/// <param name="WithinOne">The share that is missed by a tier at most, 0 to 1.</param>
/// <param name="Covered">The share whose tier lies in the 80 % interval, 0 to 1; the baseline has none and is 0.</param>
/// <param name="Gain">How much less the new model errs on the same games, in tiers: above 0 where it is better.</param>
/// <param name="EvenGain">The same as the mean over tiers, each counting alike however often it is played.</param>
public sealed record RankContest(HeldOutFigure Error, HeldOutFigure Exact, HeldOutFigure WithinOne, HeldOutFigure Covered, MeasuredFigure Gain, double EvenGain)
{
    internal bool IsBetter => Gain.Low > 0;
}

public enum RankVerdict
{
    /// <summary>Both readings err less, with their intervals above 0, and over all tiers alike: it was put in place.</summary>
    Better,

    /// <summary>In one reading at least it isn't shown to err less.</summary>
    NotBetter,

    /// <summary>It errs less because it does on the tiers that are played most here, and more on the others.</summary>
    BetterOnUsualTiersOnly,

    /// <summary>Another model was put in place while this one was made.</summary>
    Overtaken,
}

/// <summary>A new model against the one in use, on games of players that the new one hasn't seen.</summary>
/// <param name="Against">The id of the model that was in use.</param>
/// <param name="Players">Held-out ones, like <paramref name="Games"/>, player-games with a rank, and <paramref name="Matches"/>.</param>
public sealed record RankTrial(string Against, int Players, int Games, int Matches, RankVerdict Verdict, RankContest Lobby, RankContest PlaysLike);

/// <summary>What is there to learn from and to measure with.</summary>
/// <param name="Games">Player-games with a rank, of matches without held-out players.</param>
/// <param name="Players">Different accounts among them.</param>
/// <param name="Matches">They are of so many.</param>
/// <param name="Tiers">Tiers of which there are <see cref="FewestOfATier"/> among them.</param>
/// <param name="HeldOutPlayers">With a rank, in the held-out matches only.</param>
public sealed record RankSupply(int Games, int Players, int Matches, int Tiers, int HeldOutPlayers)
{
    public const int FewestOfATier = 50;

    /// <summary>What it takes, for people, with how much there is and how much it takes.</summary>
    public IReadOnlyList<RankNeed> Needs =>
    [
        // Half of what the shipped model was made of; with less, a model of one's own has little to win by.
        new("player-games with a rank to learn from", Games, 3000),
        new("players with a rank among them", Players, 500),
        new("matches that they are of", Matches, 500),
        // A model of two ranks' matches would call everybody one of the two.
        new($"tiers with {FewestOfATier} such player-games each", Tiers, 6),
        // The gain in error then has an interval of about ±0.1 tiers.
        new("players with a rank that are held out to compare with", HeldOutPlayers, 100),
    ];

    public bool IsEnough => Needs.All(n => n.IsMet);
}

/// <param name="What">In words that follow a number: "1,204 of 3,000 player-games …".</param>
public sealed record RankNeed(string What, int Have, int Needed)
{
    [JsonIgnore]
    public bool IsMet => Have >= Needed;
}
