using Microsoft.EntityFrameworkCore;
using RocketTrainer.Core.Data;
using RocketTrainer.Core.Players;
using RocketTrainer.Core.Replays;

namespace RocketTrainer.Core.Accounts.Privacy;

/// <summary>Takes people who asked not to be named out of matches: the numbers stay, credited to nobody.</summary>
internal static class Namelessness
{
    /// <summary>Of these players, the ones who must not be named.</summary>
    public static async Task<IReadOnlySet<string>> AmongAsync(RocketTrainerDb db, IEnumerable<string> players, CancellationToken cancellationToken)
    {
        var asked = players.Distinct(StringComparer.Ordinal).ToList();
        return await db.NameRemovals.Where(r => EF.Parameter(asked).Contains(r.PlayerId) && (r.State == RemovalState.Running || r.State == RemovalState.Done))
            .Select(r => r.PlayerId).ToHashSetAsync(StringComparer.Ordinal, cancellationToken);
    }

    /// <summary>Whom a match most likely names: its players, guests on a split screen as the account's owner, and its uploaders.</summary>
    public static IEnumerable<string> NamedIn(Replay replay) => replay.Players.Select(Whom).Concat(replay.Sources.Select(Uploader)).OfType<string>();

    /// <summary>Takes these people out of a match, its sources and their payloads, which must be loaded. False when none of them is in it.</summary>
    public static bool Apply(Replay replay, IReadOnlySet<string> nameless)
    {
        var names = new List<string?>();
        foreach (var player in replay.Players.Where(p => IsNameless(Whom(p))))
        {
            names.Add(player.Name);
            (player.PlayerId, player.Name, player.PlatformId) = (null, null, null);
        }

        foreach (var source in replay.Sources.Where(s => IsNameless(Uploader(s))))
        {
            names.Add(source.UploaderName);
            (source.UploaderSteamId, source.UploaderName, source.UploaderProfileUrl, source.UploaderAvatar) = (null, null, null, null);
        }

        if (names.Count == 0)
            return false;
        foreach (var source in replay.Sources)
        {
            source.Title = Tells(source.Title) ? null : source.Title;
            source.Recorder = Tells(source.Recorder) ? null : source.Recorder;
            foreach (var group in source.Groups.Where(g => Tells(g.Name)))
                group.Name = null;
            source.Payload.Json = PayloadCompression.Compress(PayloadNames.Without(PayloadCompression.Expand(source.Payload.Json), person => IsNameless(person.Likely)));
        }

        foreach (var team in replay.Teams.Where(t => Tells(t.Name)))
            team.Name = null;
        return true;

        bool IsNameless(string? player) => player is not null && nameless.Contains(player);

        bool Tells(string? text) => names.Exists(name => PayloadNames.Names(text, name));
    }

    private static string? Whom(PlayerStats player) => player.PlayerId?.Split('#')[0] ?? PlayerId.Likely(player.Platform, player.PlatformId, player.Name);

    private static string? Uploader(ReplaySource source) => PlayerId.FromReplay("steam", source.UploaderSteamId)?.ToString();
}
