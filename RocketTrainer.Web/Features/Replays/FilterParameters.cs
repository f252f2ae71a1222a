using RocketTrainer.Core.Replays;
using RocketTrainer.Web.Rest;

namespace RocketTrainer.Web.Features.Replays;

/// <summary>The parameters of a <see cref="ReplayFilter"/>, the same wherever matches are chosen.</summary>
internal static class FilterParameters
{
    /// <summary>Says them on an endpoint that chooses matches; the player is one of them.</summary>
    public static RouteHandlerBuilder FiltersMatches(this RouteHandlerBuilder endpoint) => endpoint
        .Query("player", "Matches that this account stood in.", ReplayExamples.Hero).FiltersHistory();

    /// <summary>The same on an endpoint that is about one player anyway.</summary>
    public static RouteHandlerBuilder FiltersHistory(this RouteHandlerBuilder endpoint) => endpoint
        .Query("playlist", "Any of these, separated by commas.", "ranked-doubles,ranked-standard")
        .Query("season", "`1` to `14`, and `f1` and up since the game is free to play.", "f21")
        .Query("result", "How it ended for the player, who must be given.", "win", "win", "loss")
        .Query("map", "A map's code.", "stadium_p")
        .Query("after", "Played at or after this instant.", ReplayExamples.After)
        .Query("before", "Played before this instant.", ReplayExamples.Before)
        .Query("with", "A team-mate of the player, who must be given.", ReplayExamples.Mate)
        .Query("rankMin", "The lowest known rank in the match is at least this one.", "platinum-1")
        .Query("rankMax", "The highest known rank in the match is at most this one.", "supersonic-legend")
        .Query("tag", "Matches on which you put this word.", "scrim");
}
