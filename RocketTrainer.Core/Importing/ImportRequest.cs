using System.ComponentModel.DataAnnotations;
using RocketTrainer.Core.Data;
using RocketTrainer.Core.Replays;

namespace RocketTrainer.Core.Importing;

/// <summary>What shall be imported, as somebody wrote it.</summary>
public sealed record ImportRequest
{
    /// <summary>The most replay ids that one import takes.</summary>
    public const int MostReplayIds = 1000;

    /// <summary>What the replays are listed from; each source needs its own member below.</summary>
    [Required]
    public ImportSource? Source { get; init; }

    /// <summary>For a player: <c>platform:id</c>, a SteamID64, or the address of a Steam or Ballchasing profile.</summary>
    public string? PlayerId { get; init; }

    /// <summary>For single replays: Ballchasing's ids, 1 to 1000.</summary>
    public IReadOnlyList<string> ReplayIds { get; init; } = [];

    /// <summary>For a group: its id, as it stands in its address.</summary>
    public string? GroupId { get; init; }

    /// <summary>For an uploader: a SteamID64.</summary>
    public string? UploaderId { get; init; }

    /// <summary>Any of these; none is all.</summary>
    public IReadOnlyList<string> Playlists { get; init; } = [];

    /// <summary><c>1</c> to <c>14</c>, and <c>f1</c> and up since the game is free to play.</summary>
    public string? Season { get; init; }

    /// <summary>Matches played at or after this instant.</summary>
    public DateTimeOffset? After { get; init; }

    /// <summary>Matches played before this instant.</summary>
    public DateTimeOffset? Before { get; init; }

    /// <summary>At most so many, the newest ones.</summary>
    public int? Max { get; init; }

    /// <summary>What is wrong with it, by field in the API's spelling.</summary>
    public Dictionary<string, string[]> Check()
    {
        var found = new Dictionary<string, string[]>(StringComparer.Ordinal);
        var isAccount = Players.PlayerId.TryParse(PlayerId, out _, out var accountError);
        var isUploader = Players.PlayerId.TryParse(UploaderId, out var uploader, out _) && uploader.Platform == "steam";
        switch (Source)
        {
            case null:
                found["source"] = ["Say what to import: player, replays, group or uploader."];
                break;
            case ImportSource.Player when !isAccount:
                found["playerId"] = [accountError!];
                break;
            case ImportSource.Replays when ReplayIds.Count is 0 or > MostReplayIds:
                found["replayIds"] = [$"Give 1 to {MostReplayIds} replay ids."];
                break;
            case ImportSource.Replays when ReplayIds.FirstOrDefault(id => !Guid.TryParse(id, out _)) is { } odd:
                found["replayIds"] = [$"'{Shorten(odd)}' is not a replay id of Ballchasing, which looks like 6f2b1c1e-0000-4000-8000-000000000000."];
                break;
            case ImportSource.Group when string.IsNullOrWhiteSpace(GroupId) || GroupId.Length > 200 || GroupId.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)):
                found["groupId"] = ["Give a group's id as it stands in its address, for example scrim-night-abc123."];
                break;
            case ImportSource.Uploader when !isUploader:
                found["uploaderId"] = ["An uploader is named by a 17-digit SteamID64, beginning with 7656."];
                break;
        }

        if (Playlists.Where(p => !Replays.Playlists.IsKnown(p)).ToArray() is { Length: > 0 } unknown)
        {
            var named = string.Join(", ", unknown.Take(5).Select(p => $"'{Shorten(p)}'")) + (unknown.Length > 5 ? " and others are no playlists." : unknown.Length > 1 ? " are no playlists." : " is not a playlist.");
            found["playlists"] = [$"{named} Playlists are {string.Join(", ", Replays.Playlists.All.Select(k => k.Id))}."];
        }

        if (Season is not null && Seasons.Parse(Season) is null)
            found["season"] = [$"'{Shorten(Season)}' is not a season: write 1 to 14, or f1 and up since the game is free to play."];
        if (After is { } after && Before is { } before && after > before)
            found["after"] = ["'after' is later than 'before', so no match can lie between them."];
        if (Max is < 1)
            found["max"] = ["'max' must be at least 1."];
        return found;
    }

    /// <summary>The import to store, for the user whose it shall be.</summary>
    /// <exception cref="InvalidOperationException">The request has errors, see <see cref="Check"/>.</exception>
    public Import ToImport(Guid userId, DateTimeOffset now)
    {
        if (Check().Count > 0)
            throw new InvalidOperationException("A request with errors is no import.");
        _ = Players.PlayerId.TryParse(PlayerId, out var account, out _);
        _ = Players.PlayerId.TryParse(UploaderId, out var uploader, out _);
        return new Import
        {
            Id = Guid.CreateVersion7(now),
            UserId = userId,
            Source = Source!.Value,
            PlayerId = Source == ImportSource.Player ? account.ToString() : null,
            GroupId = Source == ImportSource.Group ? GroupId!.Trim() : null,
            UploaderId = Source == ImportSource.Uploader ? uploader.Id : null,
            Playlists = [.. Playlists],
            Season = Season,
            After = After is { } after ? Microseconds.Whole(after) : null,
            Before = Before is { } before ? Microseconds.Whole(before) : null,
            Max = Max,
            State = ImportState.Queued,
            Groups = Source == ImportSource.Group ? [GroupId!.Trim()] : [],
            ListingDone = Source == ImportSource.Replays,
            CreatedAt = now,
        };
    }

    private static string Shorten(string text) => text.Length > 40 ? text[..40] + "…" : text;
}
