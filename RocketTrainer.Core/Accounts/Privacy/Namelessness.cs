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

    /// <summary>The accounts that a match names: its players, without split-screen guests' numbers, and its uploaders.</summary>
    public static IEnumerable<string> NamedIn(Replay replay) =>
        replay.Players.Select(p => p.PlayerId is { } id ? OwnerOf(id) : null)
            .Concat(replay.Sources.Select(s => PlayerId.FromReplay("steam", s.UploaderSteamId)?.ToString())).OfType<string>();

    /// <summary>Takes these people out of a match, its sources and their payloads, which must be loaded.</summary>
    public static void Apply(Replay replay, IReadOnlySet<string> nameless)
    {
        if (nameless.Count == 0)
            return;
        var names = new List<string>();
        foreach (var player in replay.Players.Where(p => p.PlayerId is { } id && nameless.Contains(OwnerOf(id))))
        {
            if (player.Name is not null)
                names.Add(player.Name);
            (player.PlayerId, player.Name, player.PlatformId) = (null, null, null);
        }

        foreach (var source in replay.Sources)
        {
            if (PlayerId.FromReplay("steam", source.UploaderSteamId) is { } uploader && nameless.Contains(uploader.ToString()))
            {
                if (source.UploaderName is not null)
                    names.Add(source.UploaderName);
                (source.UploaderSteamId, source.UploaderName, source.UploaderProfileUrl, source.UploaderAvatar) = (null, null, null, null);
            }
        }

        bool Tells(string? text) => names.Exists(name => PayloadNames.Names(text, name));
        foreach (var source in replay.Sources)
        {
            source.Title = Tells(source.Title) ? null : source.Title;
            source.Recorder = Tells(source.Recorder) ? null : source.Recorder;
            source.Payload.Json = PayloadCompression.Compress(PayloadNames.Without(
                PayloadCompression.Expand(source.Payload.Json), account => account is { } id && nameless.Contains(id.ToString())));
        }

        foreach (var team in replay.Teams.Where(t => Tells(t.Name)))
            team.Name = null;
    }

    private static string OwnerOf(string playerId) => playerId.Split('#')[0];
}
