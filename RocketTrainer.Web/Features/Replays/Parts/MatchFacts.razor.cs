using System.Globalization;
using Microsoft.AspNetCore.Components;
using MudBlazor;
using RocketTrainer.Core.Replays;
using RocketTrainer.Web.Components.Shared;

namespace RocketTrainer.Web.Features.Replays.Parts;

/// <summary>What the recording tells of how the match went: overtime, who came late or left, who stood out, who was last man at goals against.</summary>
public sealed partial class MatchFacts
{
    private const string LastMan = "positioning.goals_against_while_last_defender";

    [Parameter, EditorRequired]
    public required ReplayDetail Replay { get; set; }

    private List<(string Icon, string Text, string? Stat)> Facts { get; set; } = [];

    protected override void OnParametersSet() => Facts = [.. Find().Select(fact => (fact.Icon, fact.Text, (string?)null)), .. LastMen()];

    private IEnumerable<(string Icon, string Text)> Find()
    {
        var players = Replay.Blue.Players.Concat(Replay.Orange.Players).ToList();
        var attendance = new Attendance(Replay);
        if (Replay.Match.Overtime == true)
            yield return (Icons.Material.Outlined.Timer, Replay.OvertimeSeconds is { } seconds ? $"Decided after {StatFormat.Duration(seconds)} of overtime" : "Went to overtime");
        foreach (var player in players.Where(p => p.Mvp))
            yield return (Icons.Material.Outlined.EmojiEvents, $"{PlayerNames.Of(player)} was MVP");
        foreach (var player in players.Where(attendance.CameLate))
            yield return (Icons.Material.Outlined.Login, $"{PlayerNames.Of(player)} came {StatFormat.Duration((int?)player.StartTime)} into it");
        foreach (var player in players.Where(attendance.LeftEarly))
            yield return (Icons.Material.Outlined.Logout, $"{PlayerNames.Of(player)} left after {StatFormat.Duration((int?)player.EndTime)}");
    }

    private IEnumerable<(string Icon, string Text, string? Stat)> LastMen()
    {
        var lastMen = Replay.Blue.Players.Concat(Replay.Orange.Players).Select(p => (Player: p, Goals: p.Stats[LastMan] ?? 0)).Where(p => p.Goals > 0).OrderByDescending(p => p.Goals).ToList();
        if (lastMen.Count > 0)
            yield return (Icons.Material.Outlined.Shield, string.Join(", ", lastMen.Select(p => string.Create(CultureInfo.CurrentCulture, $"{PlayerNames.Of(p.Player)} {p.Goals:0}"))), LastMan);
    }
}
