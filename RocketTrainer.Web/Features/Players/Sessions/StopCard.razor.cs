using System.Globalization;
using Microsoft.AspNetCore.Components;
using RocketTrainer.Core.Progress.Stopping;

namespace RocketTrainer.Web.Features.Players.Sessions;

/// <summary>Whether a player's own history says when to stop for the day, and what it looks like.</summary>
public sealed partial class StopCard
{
    private static readonly string[] Words = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight"];

    /// <summary>Null under a filter by result.</summary>
    [Parameter, EditorRequired]
    public required StopReading? Reading { get; set; }

    private string? Missing => Reading switch
    {
        null => "A filter by result leaves nothing to compare.",
        { Verdict: StopVerdict.TooFew } => string.Create(CultureInfo.CurrentCulture, $"Not enough ranked matches to tell yet: {Reading.Matches:N0} of {StopRules.Fewest:N0}."),
        _ => null,
    };

    /// <summary>What a rule waits for: "two ranked losses in a row", "five ranked matches".</summary>
    private static string Cue(StopRule rule) => rule switch
    {
        { Cue: StopCue.Matches } => $"{Words[rule.Count]} ranked matches",
        { Count: 1 } => "a ranked loss",
        _ => $"{Words[rule.Count]} ranked losses in a row",
    };

    private static string Seen(StopSuggestion found) => string.Create(CultureInfo.CurrentCulture,
        $"{found.After.Matches:N0} matches were played after that all the same in the later half of the sessions, and {found.After.WinRate!.Value:P0} of them won: {Points(found.Difference.Value)} points less than comparable ones (80 % interval {Points(found.Difference.High!.Value)} to {Points(found.Difference.Low!.Value)}).");

    private static string Nothing(StopReading reading) => reading switch
    {
        { Verdict: StopVerdict.Untested } => string.Create(CultureInfo.CurrentCulture, $"Nothing to tell from {reading.Matches:N0} matches: hardly any were played after losses, or late in a session."),
        _ => string.Create(CultureInfo.CurrentCulture, $"No sign in {reading.Matches:N0} matches of playing worse after losses or late in a session.{Shown(reading.Detectable)}"),
    };

    private static string? Shown(StopSensitivity? least) => least is null ? null : $" A win rate {Points(-least.Drop)} points lower after {Cue(least.Rule)} would most likely have shown.";

    private static string Points(double drop) => Math.Round(-100 * drop).ToString("0", CultureInfo.CurrentCulture);

    private static string Losses(StopBucket bucket) => bucket switch
    {
        { To: null } => $"{bucket.From} or more",
        { From: 0, To: 0 } => "none",
        _ => Range(bucket),
    };

    private static string Place(StopBucket bucket) => bucket.To is null ? $"{bucket.From} and later" : Range(bucket);

    private static string Range(StopBucket bucket) => bucket.From == bucket.To ? $"{bucket.From}" : $"{bucket.From} to {bucket.To}";

    private static string Told(StopBucket bucket)
    {
        var rate = bucket.Results.WinRate!;
        return string.Create(CultureInfo.CurrentCulture, $"Won {rate.Value:P0} of {bucket.Results.Matches}, 80 % interval {rate.Low:P0} to {rate.High:P0}; usual {bucket.Expected:P0}");
    }
}
