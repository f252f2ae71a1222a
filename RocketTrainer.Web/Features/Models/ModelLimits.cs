using RocketTrainer.Core.Coaching.RankModels;

namespace RocketTrainer.Web.Features.Models;

/// <summary>What models can't tell, in plain words.</summary>
internal static class ModelLimits
{
    /// <summary>Of finding weaknesses and progress.</summary>
    public static readonly IReadOnlyList<string> OfWeaknesses =
    [
        "It was measured on professionals, whose games are in the order of time. Ranked players may vary more from game to game.",
        "It compares skills with what a player's other skills let expect. Whoever is equally weak everywhere has no weak skill here.",
        "It names what differs, not why, and promises no rank for changing it.",
        "Finishing, playmaking, defending and demos take many games before a weakness can be told from chance.",
        "Rotation, as Ballchasing measures it, tells nearly nothing about players: it is only shown.",
        "A weakness flagged after fifty games held in the next fifty in 80 % of the cases, not in the 93 % that we set out for. Over months players change.",
        "What is usual for 1v1 and 2v2 was not measured.",
    ];

    private static readonly string[] OfAll =
    [
        "It tells a rank from stats of matches. Players of one rank play in different ways, so a single match is a rough hint.",
        "More matches help little: what stats miss of a rank is mostly a player's style, and that is the same tomorrow.",
        "Both ends are drawn towards the middle. Where it says a high Bronze, read Bronze or Silver.",
        "It is for ranked 3v3. Boost and goals per minute are others in 1v1 and 2v2, so a number there means nothing.",
    ];

    private static readonly string[] OfShipped =
    [
        "It learnt from public collections of 2021 and 2026. Whoever uploads matches plays better than most, and Bronze and Silver are scarce in them.",
        "Supersonic Legend was not in the data: it is never told.",
        "The 80 % interval holds the true rank in 84 to 86 %, because it is of whole tiers; where it says Bronze III or Silver I too few were seen to tell.",
        "Of 15 tiers from Gold up it hits 36 %. Few whole lobbies were there to measure it with: the truth may be 30 to 42 %.",
        "The tier of a league, told by the same learners from a whole season, is hit for 43 % of all players; 44 % was set out for. With 40 games or more it is 47 %.",
        "\"Plays like\" is 1.59 tiers off; 1.58 was set out for. What opponents shoot would bring it to 1.57, but that isn't how somebody plays.",
    ];

    private static readonly string[] OfOwn =
    [
        "It learnt from the lobbies that people here play in. For ranks that are seldom played here it knows little.",
        "Held-out players are always the same accounts, so no model made here learnt from them. Others in their matches may be known to it from elsewhere.",
        "Better than the model before means: on the matches stored here. Elsewhere it may do worse.",
    ];

    public static IReadOnlyList<string> Of(RankModelEntry model) => [.. OfAll, .. model.IsShipped ? OfShipped : OfOwn];
}
