using Microsoft.EntityFrameworkCore;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Accounts.Privacy;
using RocketTrainer.Core.Ballchasing;
using RocketTrainer.Core.Ballchasing.Budget;
using RocketTrainer.Core.Ballchasing.Contracts;
using RocketTrainer.Core.Data;
using RocketTrainer.Core.Importing.Uploads;
using RocketTrainer.Core.Players;
using RocketTrainer.Core.Replays;

namespace RocketTrainer.Core.Importing;

/// <summary>Why a look at Ballchasing showed nothing.</summary>
public abstract record LookupFailure
{
    private LookupFailure()
    {
    }

    /// <summary>This server has no key, or one that Ballchasing refuses.</summary>
    public sealed record NoAccess(string Reason) : LookupFailure;

    /// <summary>There is no such replay, or it is private to somebody else.</summary>
    public sealed record NotThere : LookupFailure;

    /// <summary>The key's budget is used up for now, or Ballchasing takes longer than anybody waits.</summary>
    public sealed record Busy(TimeSpan AskAgainIn) : LookupFailure;

    /// <summary>Ballchasing doesn't accept what was asked.</summary>
    public sealed record Refused(string Reason) : LookupFailure;

    /// <summary>Ballchasing has a fault.</summary>
    public sealed record Broken(string Reason) : LookupFailure;
}

/// <summary>Either what was found, or why not.</summary>
public sealed record Lookup<T>(T? Found, LookupFailure? Failure)
    where T : class;

/// <summary>
/// Looks at what Ballchasing has before it is brought in, with the site's key. That key sees its owner's private
/// replays; shown is only what is public or was uploaded by the viewer himself. Who asked not to be named isn't.
/// </summary>
public sealed class ReplayLookup(IDbContextFactory<RocketTrainerDb> factory, BallchasingClients clients, BallchasingAccess access, RateBudgets budgets, TimeProvider time)
{
    /// <summary>A request waits for the budget and for Ballchasing no longer than this.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(1);

    /// <summary>What an import would list, page by page. A page may hold fewer than Ballchasing's, even none: what isn't for the viewer is left out.</summary>
    /// <param name="wanted">Without errors, see <see cref="ImportRequest.Check"/>; its maximum is the page's.</param>
    /// <param name="from">Null for the first page.</param>
    public async Task<Lookup<FoundReplays>> SearchAsync(Viewer.Person viewer, ImportRequest wanted, LookupCursor? from, CancellationToken cancellationToken)
    {
        var import = wanted.ToImport(viewer.UserId, time.GetUtcNow());
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        if ((await Namelessness.AmongAsync(db, import.About, cancellationToken)).Count > 0)
            return new(null, new LookupFailure.Refused(Import.AboutSomebodyNameless));
        var (page, failure) = await AskAsync(
            RequestKind.List, (client, cancel) => from is { } place ? client.NextPageAsync(place.Path, cancel) : client.SearchAsync(ImportLister.Search(import), cancel), cancellationToken);
        if (page is null)
            return new(null, failure);

        var own = await ImportOwner.SteamIdsOfAsync(db, viewer.UserId, cancellationToken);
        var handedIn = await HandedIn.AmongAsync(db, [.. (page.List ?? []).Select(r => IdOf(r.Id))], cancellationToken);
        var listed = (page.List ?? []).Where(r => !string.IsNullOrWhiteSpace(r.Id) && MaySee(viewer, own, handedIn, IdOf(r.Id), r.Visibility, r.Uploader) && ImportLister.Outside(import, r) is null).ToList();
        var ids = listed.Select(r => IdOf(r.Id)).ToList();
        var stored = await db.ReplaysVisibleTo(viewer).SelectMany(r => r.Sources).Where(s => ids.Contains(s.BallchasingId)).Select(s => s.BallchasingId).ToHashSetAsync(cancellationToken);
        var nameless = await Namelessness.AmongAsync(db, listed.SelectMany(r => (r.Blue?.Players ?? []).Concat(r.Orange?.Players ?? [])
            .Select(p => Whom(p.Id, p.Name)).Append(Whom(r.Uploader))).OfType<string>(), cancellationToken);
        var next = LookupCursor.FromNext(page.Next);
        return new(new([.. listed.Zip(ids, (r, id) => Found(r, nameless, stored.Contains(id)))], next == from ? null : next), null);
    }

    /// <summary>Ballchasing's reply about one replay, as it came but for those who asked not to be named.</summary>
    public async Task<Lookup<byte[]>> FindAsync(Viewer.Person viewer, Guid ballchasingId, CancellationToken cancellationToken)
    {
        var (reply, failure) = await AskAsync(RequestKind.Detail, (client, cancel) => client.GetReplayAsync(ballchasingId.ToString(), cancel), cancellationToken);
        if (reply is null)
            return new(null, failure);

        var detail = reply.Detail;
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var own = await ImportOwner.SteamIdsOfAsync(db, viewer.UserId, cancellationToken);
        if (!MaySee(viewer, own, await HandedIn.AmongAsync(db, [ballchasingId], cancellationToken), ballchasingId, detail.Visibility, detail.Uploader))
            return new(null, new LookupFailure.NotThere());
        var nameless = await Namelessness.AmongAsync(db, (detail.Blue?.Players ?? []).Concat(detail.Orange?.Players ?? [])
            .Select(p => Whom(p.Id, p.Name)).Append(Whom(detail.Uploader)).OfType<string>(), cancellationToken);
        var json = reply.Json.ToArray();
        return new(nameless.Count == 0 ? json : PayloadNames.Without(json, person => person.Likely is { } id && nameless.Contains(id)), null);
    }

    private async Task<(T? Value, LookupFailure? Failure)> AskAsync<T>(
        RequestKind kind, Func<BallchasingClient, CancellationToken, Task<BallchasingReply<T>>> ask, CancellationToken cancellationToken)
        where T : class
    {
        if (access.SiteKey is not { } key)
            return (null, new LookupFailure.NoAccess("This server has no Ballchasing key yet."));
        var lane = budgets.For(key)[kind];
        if (lane.NextIn > Patience)
            return (null, new LookupFailure.Busy(lane.NextIn));
        using var patience = new CancellationTokenSource(Patience, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            var reply = await ask(clients.With(key), limit.Token);
            return reply.Succeeded(out var value, out var error) ? (value, null) : (null, Failure(error, lane));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (null, Busy(lane));
        }
    }

    private static LookupFailure Failure(BallchasingError error, RateLane lane) => error.Kind switch
    {
        BallchasingErrorKind.NotFound or BallchasingErrorKind.Forbidden => new LookupFailure.NotThere(),
        BallchasingErrorKind.Unauthorized => new LookupFailure.NoAccess("Ballchasing does not accept this server's key."),
        BallchasingErrorKind.BadRequest => new LookupFailure.Refused(error.Message),
        BallchasingErrorKind.TooManyRequests => Busy(lane),
        _ => new LookupFailure.Broken(error.Message),
    };

    private static LookupFailure.Busy Busy(RateLane lane) => new(lane.NextIn > ShortestPause ? lane.NextIn : ShortestPause);

    private static bool MaySee(Viewer.Person viewer, IReadOnlySet<string> ownSteamIds, ILookup<Guid, Guid> handedIn, Guid id, string? visibility, UploaderContract? uploader) =>
        visibility == VisibleReplays.Public || ImportOwner.IsHis(viewer.UserId, ownSteamIds, handedIn, id, uploader?.SteamId);

    private static Guid IdOf(string? id) => Guid.TryParse(id, out var read) ? read : Guid.Empty;

    private static FoundReplay Found(ReplayListItemContract listed, IReadOnlySet<string> nameless, bool stored)
    {
        var hidden = new List<string?>();
        if (IsNameless(Whom(listed.Uploader)))
            hidden.Add(listed.Uploader?.Name);
        hidden.AddRange((listed.Blue?.Players ?? []).Concat(listed.Orange?.Players ?? []).Where(p => IsNameless(Whom(p.Id, p.Name))).Select(p => p.Name));
        return new()
        {
            Id = listed.Id!,
            Title = Unless(listed.ReplayTitle),
            PlayedAt = listed.Date?.ToUniversalTime(),
            TimeZoneKnown = listed.DateHasTz,
            PlaylistId = listed.PlaylistId,
            PlaylistName = listed.PlaylistName,
            MapCode = listed.MapCode,
            MapName = listed.MapName,
            Duration = listed.Duration,
            Overtime = listed.Overtime,
            Blue = Team(listed.Blue),
            Orange = Team(listed.Orange),
            MinRank = RankOf(listed.MinRank),
            MaxRank = RankOf(listed.MaxRank),
            Stored = stored,
        };

        bool IsNameless(string? player) => player is not null && nameless.Contains(player);

        string? Unless(string? text) => hidden.Exists(name => PayloadNames.Names(text, name)) ? null : text;

        // Goals are left out when there are none.
        FoundTeam Team(ReplayListTeamContract? team) => new(
            Unless(team?.Name), team?.Goals ?? (team?.Players is { Count: > 0 } ? 0 : null),
            [.. (team?.Players ?? []).Select(p => IsNameless(Whom(p.Id, p.Name)) ? new FoundPlayer(null, null, RankOf(p.Rank)) : new(p.Name, ReplayMapper.Credit(p.Id), RankOf(p.Rank)))]);
    }

    private static Rank? RankOf(RankContract? rank) => rank is null ? null : new(rank.Tier, rank.Division, rank.Id, rank.Name);

    private static string? Whom(AccountContract? account, string? name) => PlayerId.Likely(account?.Platform, account?.Id, name);

    private static string? Whom(UploaderContract? uploader) => PlayerId.Likely("steam", uploader?.SteamId, name: null);
}
