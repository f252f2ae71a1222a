using Microsoft.EntityFrameworkCore;
using RocketTrainer.Core.Data;
using RocketTrainer.Core.Players;

namespace RocketTrainer.Core.Replays;

/// <summary>Reads stored matches.</summary>
public sealed class ReplayQueries(IDbContextFactory<RocketTrainerDb> factory)
{
    public const int LargestPage = 200;

    /// <summary>Matches, newest first, from after <paramref name="cursor"/> on.</summary>
    /// <param name="limit">1 to <see cref="LargestPage"/>.</param>
    public async Task<ReplayListing> ListAsync(ReplayFilter filter, ReplayCursor? cursor, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, LargestPage);
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var rows = await After(filter.Apply(db.Replays.AsNoTracking()), cursor)
            .OrderByDescending(r => r.PlayedAt).ThenByDescending(r => r.Id).Take(limit + 1)
            .Select(r => new
            {
                Replay = r,
                Teams = r.Teams.Select(t => new { t.Color, t.Name, Goals = EF.Property<int?>(t, "core_goals") }).ToList(),
                Players = r.Players.OrderBy(p => p.Slot).Select(p => new { p.Color, p.Name, p.PlayerId }).ToList(),
            })
            .AsSplitQuery().ToListAsync(cancellationToken);

        var player = filter.Player?.ToString();
        var items = rows.Take(limit).Select(row =>
        {
            var (blue, orange) = (Team(TeamColor.Blue), Team(TeamColor.Orange));
            var side = row.Players.Find(p => p.PlayerId is not null && p.PlayerId == player)?.Color;
            return Row(row.Replay, blue, orange, MatchResults.For(side, blue.Goals, orange.Goals));

            ReplayRowTeam Team(TeamColor color)
            {
                var team = row.Teams.Find(t => t.Color == color);
                return new(team?.Name, team?.Goals, [.. row.Players.Where(p => p.Color == color).Select(p => p.Name ?? "Unnamed")]);
            }
        }).ToList();
        return new(items, rows.Count > limit ? new ReplayCursor(items[^1].PlayedAt, items[^1].ReplayId) : null);
    }

    /// <summary>Whether any match is stored.</summary>
    public async Task<bool> AnyAsync(CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await db.Replays.AnyAsync(cancellationToken);
    }

    /// <summary>The maps that stored matches were played on: code and name, by name.</summary>
    public async Task<IReadOnlyList<(string Code, string Name)>> MapsAsync(CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var maps = await db.Replays.Where(r => r.MapCode != null).GroupBy(r => r.MapCode!)
            .Select(g => new { Code = g.Key, Name = g.Max(r => r.MapName) }).ToListAsync(cancellationToken);
        return [.. maps.Select(m => (m.Code, m.Name ?? m.Code)).OrderBy(m => m.Item2, StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>The seasons that stored matches were played in: id and number, newest first.</summary>
    public async Task<IReadOnlyList<(string Id, string Name)>> SeasonsAsync(CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var seasons = await db.Replays.Where(r => r.Season != null).Select(r => new { Number = r.Season!.Value, FreeToPlay = r.SeasonType == "free2play" })
            .Distinct().ToListAsync(cancellationToken);
        return
        [
            .. seasons.OrderByDescending(s => s.FreeToPlay).ThenByDescending(s => s.Number)
                .Select(s => s.FreeToPlay ? (FormattableString.Invariant($"f{s.Number}"), $"{s.Number}") : (FormattableString.Invariant($"{s.Number}"), $"{s.Number}, old count")),
        ];
    }

    /// <summary>What a player was called in the newest stored match, or null when he is in none.</summary>
    public async Task<string?> PlayerNameAsync(PlayerId player, CancellationToken cancellationToken)
    {
        var id = player.ToString();
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await db.Players.Where(p => p.Id == id).Select(p => p.Name).SingleOrDefaultAsync(cancellationToken);
    }

    /// <summary>One match by Ballchasing's id of any of its uploads, or null.</summary>
    public async Task<ReplayDetail?> FindAsync(Guid ballchasingId, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var replay = await db.Replays.AsNoTracking().AsSplitQuery()
            .Where(r => r.Sources.Any(s => s.BallchasingId == ballchasingId))
            .Include(r => r.Sources).Include(r => r.Teams).Include(r => r.Players)
            .SingleOrDefaultAsync(cancellationToken);
        if (replay is null)
            return null;

        var (blue, orange) = (Team(replay, TeamColor.Blue), Team(replay, TeamColor.Orange));
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
                    .Select(s => new ReplayUpload(s.BallchasingId, s.Title, s.UploaderName, s.UploadedAt, s.Visibility)),
            ],
        };
    }

    /// <summary>The reply that an upload was read from, as it came; null when there is no such upload.</summary>
    public async Task<byte[]?> PayloadAsync(Guid ballchasingId, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var json = await db.ReplayPayloads.Where(p => p.BallchasingId == ballchasingId).Select(p => p.Json).SingleOrDefaultAsync(cancellationToken);
        return json is null ? null : PayloadCompression.Expand(json);
    }

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
        new(team.Name, (int?)team.Stats["core.goals"], [.. team.Players.Select(p => p.Name ?? "Unnamed")]);

    private static ReplayTeam Team(Replay replay, TeamColor color)
    {
        var team = replay.Teams.Find(t => t.Color == color);
        return new(color, team?.Name, team?.Stats ?? new StatValues(), [.. replay.Players.Where(p => p.Color == color).OrderBy(p => p.Slot).Select(Player)]);
    }

    private static ReplayPlayer Player(PlayerStats line) => new()
    {
        Slot = line.Slot,
        Name = line.Name,
        Platform = line.Platform,
        PlatformId = line.PlatformId,
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
