using RocketTrainer.Core.Ballchasing;
using RocketTrainer.Core.Ballchasing.Contracts;
using RocketTrainer.Core.Replays;

namespace RocketTrainer.Core.Importing;

/// <summary>The list could not be read to its end.</summary>
public sealed class ListingFailedException(string message) : Exception(message);

/// <summary>Reads an import's list page by page and gives each listed replay its item.</summary>
internal sealed class ImportLister(BallchasingClient client, ImportWriter writer, ImportReporter reporter, DatabasePatience patience, ImportingOptions options, Func<int> requests)
{
    /// <summary>So many pages in a row without anything new, and the server is repeating itself.</summary>
    private const int BarrenPages = 3;

    /// <summary>Goes on where the import's list was left.</summary>
    /// <param name="onListed">Called after each page is stored.</param>
    /// <exception cref="ListingFailedException">Ballchasing's list can't be read.</exception>
    /// <exception cref="KeyRefusedException">Ballchasing answered 401.</exception>
    public async Task ListAsync(Import import, Action<Import> onListed, CancellationToken cancellationToken)
    {
        var barren = 0;
        while (!import.ListingDone)
        {
            var reply = await AskAsync(import, cancellationToken);
            if (!reply.Succeeded(out var page, out var error))
            {
                throw error.Kind == BallchasingErrorKind.Unauthorized
                    ? new KeyRefusedException(error.Message)
                    : new ListingFailedException($"The list of replays could not be read. {error.Message} What was listed before is brought in; start the import again for the rest.");
            }

            var before = import.Listed;
            var listed = (page.List ?? []).Where(r => !string.IsNullOrWhiteSpace(r.Id)).Select(r => new ListedReplay(Canonical(r.Id!), Outside(import, r))).ToList();
            var last = IsLast(page, import);
            import = await patience.DoAsync(() => writer.AddListedAsync(import.Id, listed, page.Next, last, requests(), cancellationToken), cancellationToken);
            barren = import.Listed == before ? barren + 1 : 0;
            if (barren >= BarrenPages)
                import = await patience.DoAsync(() => writer.AddListedAsync(import.Id, [], nextPage: null, done: true, requests(), cancellationToken), cancellationToken);
            reporter.Listed(import);
            onListed(import);
        }
    }

    /// <summary>The next page; one that can't be read is asked for again, like a replay.</summary>
    private async Task<BallchasingReply<ReplayListContract>> AskAsync(Import import, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var reply = import.NextPage is { } next
                ? await client.NextPageAsync(next, cancellationToken)
                : await client.SearchAsync(Search(import), cancellationToken);
            if (reply.Error is not { Kind: BallchasingErrorKind.Unreadable } || attempt >= options.UnreadableAttempts)
                return reply;
        }
    }

    /// <summary>The one spelling of a replay's id, so that a replay listed in two spellings is one.</summary>
    private static string Canonical(string id) => Guid.TryParse(id, out var replay) ? replay.ToString() : id;

    private static bool IsLast(ReplayListContract page, Import import) => string.IsNullOrEmpty(page.Next) || page.Next == import.NextPage;

    /// <summary>What Ballchasing is asked for.</summary>
    internal static ReplaySearch Search(Import import) => new()
    {
        PlayerIds = import.PlayerId is { } player ? [player] : [],
        Group = import.GroupId,
        Uploader = import.UploaderId,
        Playlists = import.Playlists,
        Season = import.Season,
        ReplayDateAfter = import.After,
        ReplayDateBefore = import.Before,
        CreatedAfter = import.UploadedAfter,
        Count = Math.Min(import.Max ?? ReplaySearch.LargestPage, ReplaySearch.LargestPage),
        SortBy = "replay-date",
        SortDir = "desc",
    };

    /// <summary>Why a listed replay is not what was asked for, by what the list itself says of it.</summary>
    internal static string? Outside(Import import, ReplayListItemContract listed)
    {
        if (listed.Date is { } date && (date < import.After || date >= import.Before))
            return "Played outside the dates you asked for.";
        if (import.Playlists.Count > 0 && listed.PlaylistId is { } playlist && !import.Playlists.Contains(playlist))
            return "Not in a playlist you asked for.";
        if (Seasons.Parse(import.Season) is { } season && listed.Season is { } number
            && (number != season.Number || (listed.SeasonType == "free2play") != season.FreeToPlay))
            return "Not in the season you asked for.";
        return null;
    }
}
