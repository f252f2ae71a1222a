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
        var rows = await After(filter.Apply(InQuestion(db, viewer, filter)), cursor)
            .OrderByDescending(r => r.PlayedAt).ThenByDescending(r => r.Id).Take(limit + 1)
            .Select(r => new
            {
                Replay = r,
                IsPublic = r.Sources.Any(s => s.Visibility == VisibleReplays.Public),
                Teams = r.Teams.Select(t => new { t.Color, t.Name, Goals = EF.Property<int?>(t, "core_goals") }).ToList(),
                Players = r.Players.OrderBy(p => p.Slot).Select(p => new { p.Color, p.Name, p.PlayerId }).ToList(),
            })
            .AsSplitQuery().ToListAsync(cancellationToken);
        var named = await db.NamedForAsync(viewer, rows.Where(r => !r.IsPublic).SelectMany(r => r.Players).Select(p => p.PlayerId), cancellationToken);

        // Whose side is taken: the player's whom the list is about, or the viewer's own.
        HashSet<string?> side = filter.Player is { } player ? [player.ToString()]
            : viewer is Viewer.Person person ? [.. await db.AccountsOf(person).ToListAsync(cancellationToken)] : [];
        var items = rows.Take(limit).Select(row =>
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
        return new(items, rows.Count > limit ? new ReplayCursor(items[^1].PlayedAt, items[^1].ReplayId) : null);
    }

    /// <summary>Whether the viewer has any match.</summary>
    public async Task<bool> AnyAsync(Viewer viewer, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await db.ReplaysOf(viewer).AnyAsync(cancellationToken);
    }

    /// <summary>The maps that the viewer's matches were played on: code and name, by name.</summary>
    public async Task<IReadOnlyList<(string Code, string Name)>> MapsAsync(Viewer viewer, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var maps = await db.ReplaysOf(viewer).Where(r => r.MapCode != null).GroupBy(r => r.MapCode!)
            .Select(g => new { Code = g.Key, Name = g.Max(r => r.MapName) }).ToListAsync(cancellationToken);
        return [.. maps.Select(m => (m.Code, m.Name ?? m.Code)).OrderBy(m => m.Item2, StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>The seasons that the viewer's matches were played in: id and number, newest first.</summary>
    public async Task<IReadOnlyList<(string Id, string Name)>> SeasonsAsync(Viewer viewer, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var seasons = await db.ReplaysOf(viewer).Where(r => r.Season != null).Select(r => new { Number = r.Season!.Value, FreeToPlay = r.SeasonType == "free2play" })
            .Distinct().ToListAsync(cancellationToken);
        return
        [
            .. seasons.OrderByDescending(s => s.FreeToPlay).ThenByDescending(s => s.Number)
                .Select(s => s.FreeToPlay ? (FormattableString.Invariant($"f{s.Number}"), $"{s.Number}") : (FormattableString.Invariant($"{s.Number}"), $"{s.Number}, old count")),
        ];
    }

    /// <summary>What a player was called in the newest stored match, or null when the viewer may see none with him.</summary>
    public async Task<string?> PlayerNameAsync(Viewer viewer, PlayerId player, CancellationToken cancellationToken)
    {
        var id = player.ToString();
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await db.ReplaysVisibleTo(viewer).AnyAsync(r => r.Players.Any(p => p.PlayerId == id), cancellationToken)
            ? await db.Players.Where(p => p.Id == id).Select(p => p.Name).SingleOrDefaultAsync(cancellationToken)
            : null;
    }

    /// <summary>One match by Ballchasing's id of any of its uploads, or null.</summary>
    public async Task<ReplayDetail?> FindAsync(Viewer viewer, Guid ballchasingId, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var replay = await db.ReplaysVisibleTo(viewer).AsSplitQuery()
            .Where(r => r.Sources.Any(s => s.BallchasingId == ballchasingId))
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

    /// <summary>The reply that an upload was read from, as it came but for the names that the viewer may not see; null when there is no such upload.</summary>
    public async Task<byte[]?> PayloadAsync(Viewer viewer, Guid ballchasingId, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var replay = await db.ReplaysVisibleTo(viewer).Where(r => r.Sources.Any(s => s.BallchasingId == ballchasingId))
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

    /// <summary>Matches that a filter chooses from.</summary>
    internal static IQueryable<Replay> InQuestion(RocketTrainerDb db, Viewer viewer, ReplayFilter filter)
    {
        if (filter.Player is null)
            return db.ReplaysOf(viewer);
        // Where somebody has no name, he isn't found either.
        var shown = db.AccountsShownTo(viewer);
        var (player, with) = (filter.Player?.ToString(), filter.With?.ToString());
        return db.ReplaysVisibleTo(viewer).Where(r => r.Sources.Any(s => s.Visibility == VisibleReplays.Public)
            || (shown.Contains(player) && (with == null || shown.Contains(with))));
    }

    internal static bool IsPublic(Replay replay) => replay.Sources.Exists(s => s.Visibility == VisibleReplays.Public);

    private static IEnumerable<string?> AccountsIn(Replay replay) =>
        replay.Players.Select(p => p.PlayerId).Concat(replay.Sources.Select(Uploader));

    private static string? Uploader(ReplaySource source) => PlayerId.FromReplay("steam", source.UploaderSteamId)?.ToString();

    internal static IQueryable<Replay> After(IQueryable<Replay> replays, ReplayCursor? cursor)
    {
        if (cursor is not { } place)
            return replays;
        var (playedAt, id) = (place.PlayedAt, place.ReplayId);
        return replays.Where(r => r.PlayedAt < playedAt || (r.PlayedAt == playedAt && r.Id.CompareTo(id) < 0));
    }

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
}
