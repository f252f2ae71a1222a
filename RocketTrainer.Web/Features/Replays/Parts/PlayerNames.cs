using RocketTrainer.Core.Replays;

namespace RocketTrainer.Web.Features.Replays.Parts;

/// <summary>Names as given, and what stands for those that weren't.</summary>
public static class PlayerNames
{
    public static string Of(ReplayPlayer player) => player switch
    {
        { Name: { } name } when !string.IsNullOrWhiteSpace(name) => name,
        { IsBot: true } => "Bot",
        _ => "No name",
    };

    public static string Of(ReplayTeam team) => Of(team.Color, team.Name);

    public static string Of(TeamColor color, string? name) =>
        string.IsNullOrWhiteSpace(name) ? color == TeamColor.Blue ? "Blue" : "Orange" : name;
}
