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

    /// <summary>More groups than any season has; a list that goes on and on ends here.</summary>
    public const int MostGroups = 2000;

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
                throw NotListed(error);

            var listed = (page.List ?? []).Where(r => !string.IsNullOrWhiteSpace(r.Id)).Select(r => new ListedReplay(Canonical(r.Id!), Outside(import, r))).ToList();
            var before = import.Listed;
            var last = IsLast(page, import) || barren == BarrenPages;
            import = last && import.GroupId is not null
                ? await GroupListedAsync(import, listed, cancellationToken)
                : await AddAsync(import, listed, page.Next, last, cancellationToken);
            barren = import.Listed == before && !last ? barren + 1 : 0;
            reporter.Listed(import);
            onListed(import);
        }
    }

    private Task<Import> AddAsync(Import import, IReadOnlyList<ListedReplay> listed, string? nextPage, bool done, CancellationToken cancellationToken) =>
        patience.DoAsync(() => writer.AddListedAsync(import.Id, listed, nextPage, done, requests(), cancellationToken), cancellationToken);

    /// <summary>Adds the last replays of a group, and its child groups to those that are to be listed.</summary>
    private async Task<Import> GroupListedAsync(Import import, IReadOnlyList<ListedReplay> listed, CancellationToken cancellationToken)
    {
        var children = await ChildrenAsync(import.CurrentGroup!, cancellationToken);
        return await patience.DoAsync(() => writer.AddGroupAsync(import.Id, import.GroupsListed, listed, children, requests(), cancellationToken), cancellationToken);
    }

    /// <summary>The groups below a group. Some accounts say that Ballchasing gives only the next level, some that it gives all of them; either will do.</summary>
    private async Task<List<string>> ChildrenAsync(string group, CancellationToken cancellationToken)
    {
        var children = new List<string>();
        var reply = await client.SearchGroupsAsync(new() { Group = group }, cancellationToken);
        for (string? asked = null; ;)
        {
            if (!reply.Succeeded(out var page, out var error))
                throw NotListed(error);
            children.AddRange((page.List ?? []).Select(g => g.Id).OfType<string>().Where(id => !string.IsNullOrWhiteSpace(id)));
            if (string.IsNullOrEmpty(page.Next) || page.Next == asked || children.Count > MostGroups)
                return children;
            reply = await client.NextGroupPageAsync(asked = page.Next, cancellationToken);
        }
    }

    private static Exception NotListed(BallchasingError error) => error.Kind == BallchasingErrorKind.Unauthorized
        ? new KeyRefusedException(error.Message)
        : new ListingFailedException($"The list of replays could not be read. {error.Message} What was listed before is brought in; start the import again for the rest.");

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
        Group = import.CurrentGroup,
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
