using Microsoft.EntityFrameworkCore;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Data;
using RocketTrainer.Core.Players;

namespace RocketTrainer.Core.Replays;

/// <summary>
/// Reads stored matches, for a viewer: what is not his to see is not there. In a match that Ballchasing doesn't show
/// publicly, strangers have neither name nor account.
/// </summary>
public sealed class ReplayQueries(IDbContextFactory<RocketTrainerDb> factory)
{
    public const int LargestPage = 200;

    private const string Unnamed = "Unnamed";

    /// <summary>
    /// Matches, newest first, from after <paramref name="cursor"/> on: the viewer's own, or with a player in the filter
    /// all of that player's that the viewer may see.
    /// </summary>
    /// <param name="limit">1 to <see cref="LargestPage"/>.</param>
    public async Task<ReplayListing> ListAsync(Viewer viewer, ReplayFilter filter, ReplayCursor? cursor, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, LargestPage);
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var places = await db.PlacesAsync(viewer, filter, cursor, limit + 1, cancellationToken);
        var rows = await RowsAsync(db, places.Take(limit).ToList(), cancellationToken);
        var named = await db.NamedForAsync(viewer, rows.Where(r => !r.IsPublic).SelectMany(r => r.Players).Select(p => p.PlayerId), cancellationToken);

        // Whose side is taken: the player's whom the list is about, or the viewer's own.
        HashSet<string?> side = filter.Player is { } player ? [player.ToString()]
            : viewer is Viewer.Person person ? [.. await db.AccountsOf(person).ToListAsync(cancellationToken)] : [];
        var items = rows.Select(row =>
        {
            var (blue, orange) = (Team(TeamColor.Blue), Team(TeamColor.Orange));
            var color = row.Players.Find(p => p.PlayerId is not null && side.Contains(p.PlayerId) && (row.IsPublic || named.Contains(p.PlayerId)))?.Color;
            return Row(row.Replay, blue, orange, MatchResults.For(color, blue.Goals, orange.Goals));

            ReplayRowTeam Team(TeamColor color)
            {
                var team = row.Teams.Find(t => t.Color == color);
                return new(team?.Name, team?.Goals, [.. row.Players.Where(p => p.Color == color)
                    .Select(p => row.IsPublic || (p.PlayerId is { } id && named.Contains(id)) ? p.Name ?? Unnamed : Unnamed)]);
            }
        }).ToList();
        return new(items, places.Count > limit ? places[limit - 1] : null);
    }

    /// <summary>What a list shows of these matches, in their order.</summary>
    private static async Task<List<ListedMatch>> RowsAsync(RocketTrainerDb db, List<ReplayCursor> places, CancellationToken cancellationToken)
    {
        if (places.Count == 0)
            return [];
        var (ids, newest, oldest) = (places.ConvertAll(p => p.ReplayId), places[0].PlayedAt, places[^1].PlayedAt);
        var replays = await db.Replays.AsNoTracking().Where(r => EF.Parameter(ids).Contains(r.Id))
            .Select(r => new { Replay = r, IsPublic = r.Sources.Any(s => s.Visibility == VisibleReplays.Public) }).ToDictionaryAsync(r => r.Replay.Id, cancellationToken);
        var teams = await db.TeamStats.Where(t => EF.Parameter(ids).Contains(t.ReplayId) && t.PlayedAt >= oldest && t.PlayedAt <= newest)
            .Select(t => new { t.ReplayId, Team = new ListedTeam(t.Color, t.Name, EF.Property<int?>(t, "core_goals")) }).ToListAsync(cancellationToken);
        var players = await db.PlayerStats.Where(p => EF.Parameter(ids).Contains(p.ReplayId) && p.PlayedAt >= oldest && p.PlayedAt <= newest).OrderBy(p => p.Slot)
            .Select(p => new { p.ReplayId, Player = new ListedPlayer(p.Color, p.Name, p.PlayerId) }).ToListAsync(cancellationToken);
        var (teamsOf, playersOf) = (teams.ToLookup(t => t.ReplayId, t => t.Team), players.ToLookup(p => p.ReplayId, p => p.Player));
        return [.. ids.Where(replays.ContainsKey).Select(id => new ListedMatch(replays[id].Replay, replays[id].IsPublic, [.. teamsOf[id]], [.. playersOf[id]]))];
    }

    /// <summary>Whether the viewer has any match.</summary>
    public async Task<bool> AnyAsync(Viewer viewer, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return (await db.PlacesAsync(viewer, ReplayFilter.All, cursor: null, count: 1, cancellationToken)).Count > 0;
    }

    /// <summary>What the viewer's own matches can be filtered by: their maps by name, their seasons newest first.</summary>
    public async Task<ReplayChoices> ChoicesAsync(Viewer viewer, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var found = new HashSet<Setting>();
        if (viewer is Viewer.Person { UserId: var me })
            found.UnionWith(await Settings(db.Library.Where(l => l.UserId == me).Select(l => l.ReplayId)).ToListAsync(cancellationToken));
        foreach (var account in await db.AccountsProvenOf(viewer).ToListAsync(cancellationToken))
            found.UnionWith(await Settings(db.PlayerStats.Where(p => p.PlayerId == account).Select(p => p.ReplayId)).ToListAsync(cancellationToken));

        var maps = found.Where(s => s.MapCode is not null).GroupBy(s => s.MapCode!, s => s.MapName, StringComparer.Ordinal)
            .Select(map => new ReplayChoice(map.Key, map.OfType<string>().Max(StringComparer.Ordinal) ?? map.Key));
        var seasons = found.Where(s => s.Season is not null).Select(s => (Number: s.Season!.Value, FreeToPlay: s.SeasonType == "free2play")).Distinct()
            .OrderByDescending(s => s.FreeToPlay).ThenByDescending(s => s.Number)
            .Select(s => s.FreeToPlay ? new ReplayChoice(FormattableString.Invariant($"f{s.Number}"), $"{s.Number}") : new ReplayChoice(FormattableString.Invariant($"{s.Number}"), $"{s.Number}, old count"));
        return new([.. maps.OrderBy(m => m.Name, StringComparer.OrdinalIgnoreCase)], [.. seasons]);

        IQueryable<Setting> Settings(IQueryable<Guid> replays) =>
            replays.Join(db.Replays, id => id, r => r.Id, (_, r) => new Setting(r.MapCode, r.MapName, r.Season, r.SeasonType)).Distinct();
    }

    /// <summary>Whether the viewer may see a match with this player named.</summary>
    public async Task<bool> IsSeenAsync(Viewer viewer, PlayerId player, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await (await db.HistoryAsync(viewer, new ReplayFilter { Player = player }, cancellationToken)).AnyAsync(cancellationToken);
    }

    /// <summary>What a player was called in the newest stored match, or null when the viewer may see none with him.</summary>
    public async Task<string?> PlayerNameAsync(Viewer viewer, PlayerId player, CancellationToken cancellationToken)
    {
        if (!await IsSeenAsync(viewer, player, cancellationToken))
            return null;
        var id = player.ToString();
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await db.Players.Where(p => p.Id == id).Select(p => p.Name).SingleOrDefaultAsync(cancellationToken);
    }

    /// <summary>Where most of the newest matches of the filter's player were played; null without matches, or where they name none.</summary>
    /// <param name="wanted">The playlist that counts as the main one, if he played it at all under the filter.</param>
    public async Task<string?> MainPlaylistAsync(Viewer viewer, ReplayFilter filter, CancellationToken cancellationToken, string? wanted = null)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var history = await db.HistoryAsync(viewer, filter, cancellationToken);
        return wanted is not null && await history.AnyAsync(p => p.PlaylistId == wanted, cancellationToken) ? wanted : await history.MainPlaylistAsync(cancellationToken);
    }

    /// <summary>One match by Ballchasing's id of any of its uploads, or null.</summary>
    public async Task<ReplayDetail?> FindAsync(Viewer viewer, Guid ballchasingId, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var id = await db.MatchOfAsync(ballchasingId, cancellationToken);
        var replay = await db.ReplaysVisibleTo(viewer).AsSplitQuery().Where(r => r.Id == id)
            .Include(r => r.Sources).Include(r => r.Teams).Include(r => r.Players)
            .SingleOrDefaultAsync(cancellationToken);
        if (replay is null)
            return null;

        var isPublic = IsPublic(replay);
        var named = await db.NamedForAsync(viewer, AccountsIn(replay), cancellationToken);
        bool Named(string? account) => account is not null && named.Contains(account);
        var (blue, orange) = (Team(replay, TeamColor.Blue, account => isPublic || Named(account)), Team(replay, TeamColor.Orange, account => isPublic || Named(account)));
        return new ReplayDetail
        {
            Match = Row(replay, RowTeam(blue), RowTeam(orange), result: null),
            MatchGuid = replay.MatchGuid,
            TeamSize = replay.TeamSize,
            OvertimeSeconds = replay.OvertimeSeconds,
            Season = replay.Season,
            SeasonType = replay.SeasonType,
            ServerName = replay.ServerName,
            ServerRegion = replay.ServerRegion,
            Blue = blue,
            Orange = orange,
            Uploads =
            [
                .. replay.Sources.OrderByDescending(s => s.BallchasingId == replay.Id).ThenBy(s => s.UploadedAt)
                    .Select(s => s.Visibility == VisibleReplays.Public || Named(Uploader(s)) ? new ReplayUpload(s.BallchasingId, s.Title, s.UploaderName, s.UploadedAt, s.Visibility)
                        : new ReplayUpload(s.BallchasingId, Title: null, UploaderName: null, s.UploadedAt, s.Visibility)),
            ],
        };
    }

    /// <summary>The matches before and after one: of the player's history, or without a player of the viewer's library. Null where there is none.</summary>
    public async Task<(Guid? Older, Guid? Newer)> NeighboursAsync(Viewer viewer, PlayerId? player, ReplayRow match, CancellationToken cancellationToken)
    {
        var (id, at) = (match.ReplayId, match.PlayedAt.ToUniversalTime());
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        IQueryable<Place> places;
        if (player is not null)
            places = (await db.HistoryAsync(viewer, new ReplayFilter { Player = player }, cancellationToken)).Select(p => new Place { PlayedAt = p.PlayedAt, ReplayId = p.ReplayId });
        else if (viewer is Viewer.Person { UserId: var me })
            places = db.Library.Where(l => l.UserId == me).Select(l => new Place { PlayedAt = l.PlayedAt, ReplayId = l.ReplayId });
        else
            return (null, null);
        var older = await places.Where(p => p.PlayedAt <= at && (p.PlayedAt < at || p.ReplayId.CompareTo(id) < 0)).OrderByDescending(p => p.PlayedAt).ThenByDescending(p => p.ReplayId).Select(p => (Guid?)p.ReplayId).FirstOrDefaultAsync(cancellationToken);
        var newer = await places.Where(p => p.PlayedAt >= at && (p.PlayedAt > at || p.ReplayId.CompareTo(id) > 0)).OrderBy(p => p.PlayedAt).ThenBy(p => p.ReplayId).Select(p => (Guid?)p.ReplayId).FirstOrDefaultAsync(cancellationToken);
        return (older, newer);
    }

    /// <summary>The reply that an upload was read from, as it came but for the names that the viewer may not see; null when there is no such upload.</summary>
    public async Task<byte[]?> PayloadAsync(Viewer viewer, Guid ballchasingId, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var id = await db.MatchOfAsync(ballchasingId, cancellationToken);
        var replay = await db.ReplaysVisibleTo(viewer).Where(r => r.Id == id)
            .Include(r => r.Sources).Include(r => r.Players).AsSplitQuery().SingleOrDefaultAsync(cancellationToken);
        if (replay is null)
            return null;
        var json = PayloadCompression.Expand(
            await db.ReplayPayloads.Where(p => p.BallchasingId == ballchasingId).Select(p => p.Json).SingleAsync(cancellationToken));
        var source = replay.Sources.Single(s => s.BallchasingId == ballchasingId);
        if (source.Visibility == VisibleReplays.Public)
            return json;
        // The players of a match are known from its public upload, where there is one; who uploaded this one is not.
        var named = await db.NamedForAsync(viewer, AccountsIn(replay), cancellationToken);
        var isPublic = IsPublic(replay);
        return PayloadNames.Without(json, person => !(isPublic && !person.IsUploader) && (person.Account is not { } id || !named.Contains(id.ToString())), withoutTexts: !(Uploader(source) is { } uploader && named.Contains(uploader)));
    }

    internal static bool IsPublic(Replay replay) => replay.Sources.Exists(s => s.Visibility == VisibleReplays.Public);

    private static IEnumerable<string?> AccountsIn(Replay replay) =>
        replay.Players.Select(p => p.PlayerId).Concat(replay.Sources.Select(Uploader));

    private static string? Uploader(ReplaySource source) => PlayerId.FromReplay("steam", source.UploaderSteamId)?.ToString();

    private static ReplayRow Row(Replay replay, ReplayRowTeam blue, ReplayRowTeam orange, MatchResult? result) => new()
    {
        ReplayId = replay.Id,
        PlayedAt = replay.PlayedAt,
        TimeZoneKnown = replay.DateHasTimezone,
        PlaylistId = replay.PlaylistId,
        PlaylistName = replay.PlaylistName,
        MatchType = replay.MatchType,
        MapCode = replay.MapCode,
        MapName = replay.MapName,
        Duration = replay.Duration,
        Overtime = replay.Overtime,
        Blue = blue,
        Orange = orange,
        MinRank = Known(replay.MinRank),
        MaxRank = Known(replay.MaxRank),
        Result = result,
    };

    private static ReplayRowTeam RowTeam(ReplayTeam team) =>
        new(team.Name, (int?)team.Stats["core.goals"], [.. team.Players.Select(p => p.Name ?? Unnamed)]);

    private static ReplayTeam Team(Replay replay, TeamColor color, Func<string?, bool> named)
    {
        var team = replay.Teams.Find(t => t.Color == color);
        return new(color, team?.Name, team?.Stats ?? new StatValues(),
            [.. replay.Players.Where(p => p.Color == color).OrderBy(p => p.Slot).Select(p => Player(p, named(p.PlayerId)))]);
    }

    private static ReplayPlayer Player(PlayerStats line, bool named) => new()
    {
        Slot = line.Slot,
        Name = named ? line.Name : null,
        Platform = line.Platform,
        PlatformId = named ? line.PlatformId : null,
        PlayerNumber = line.PlayerNumber,
        StartTime = line.StartTime,
        EndTime = line.EndTime,
        Mvp = line.Mvp,
        Pro = line.Pro,
        Rank = Known(line.Rank),
        CarId = line.CarId,
        CarName = line.CarName,
        Camera = line.Camera,
        SteeringSensitivity = line.SteeringSensitivity,
        Stats = line.Stats,
    };

    private static Rank? Known(Rank rank) => rank == Rank.Unknown ? null : rank;

    private sealed record ListedMatch(Replay Replay, bool IsPublic, List<ListedTeam> Teams, List<ListedPlayer> Players);

    private sealed record ListedTeam(TeamColor Color, string? Name, int? Goals);

    private sealed record ListedPlayer(TeamColor Color, string? Name, string? PlayerId);

    private sealed class Place
    {
        public required DateTimeOffset PlayedAt { get; init; }
        public required Guid ReplayId { get; init; }
    }

    private sealed record Setting(string? MapCode, string? MapName, int? Season, string? SeasonType);
}
