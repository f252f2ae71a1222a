using RocketTrainer.Core.Ballchasing.Contracts;
using RocketTrainer.Core.Data;
using RocketTrainer.Core.Players;
using RocketTrainer.Core.Replays;

namespace RocketTrainer.Core.Importing;

/// <summary>
/// Turns Ballchasing's reply into rows, exactly: what was given is stored as given, what was not is null, and only where
/// the catalogue says that Ballchasing drops zeros does an absent member become zero.
/// </summary>
public static class ReplayMapper
{
    /// <summary>Grows whenever the same reply would give other rows; rows of an older version can be read again from their payload.</summary>
    public const int Version = 1;

    /// <summary>The rows of a reply, or null with a reason when it has no match in it that could be stored.</summary>
    /// <param name="payload">The reply's bytes, as <see cref="PayloadCompression"/> leaves them.</param>
    public static Replay? Map(ReplayDetailContract detail, Guid ballchasingId, byte[] payload, DateTimeOffset fetchedAt, out string? reason)
    {
        if (detail.Date is not { } date)
        {
            reason = "Ballchasing gives no date for this match, so it has no place in a history.";
            return null;
        }

        if (detail.Blue is null && detail.Orange is null)
        {
            reason = "Ballchasing's answer holds no teams, so there is nothing to store.";
            return null;
        }

        reason = null;
        var playedAt = Microseconds.Whole(date);
        List<TeamStats> teams = [.. Teams(detail).Select(t => MapTeam(t.Team, t.Color, playedAt))];
        var match = new MatchFacts(playedAt, detail.PlaylistId, detail.Visibility == VisibleReplays.Public, Goals(teams, TeamColor.Blue), Goals(teams, TeamColor.Orange));
        return new Replay
        {
            Id = ballchasingId,
            MatchGuid = detail.MatchGuid,
            PlayedAt = playedAt,
            UtcOffsetMinutes = (int)date.Offset.TotalMinutes,
            DateHasTimezone = detail.DateHasTimezone,
            MapCode = detail.MapCode,
            MapName = detail.MapName,
            MatchType = detail.MatchType,
            TeamSize = detail.TeamSize,
            PlaylistId = detail.PlaylistId,
            PlaylistName = detail.PlaylistName,
            Duration = detail.Duration,
            Overtime = detail.Overtime,
            // Dropped when there was none; missing beside an overtime it is unknown.
            OvertimeSeconds = detail.OvertimeSeconds ?? (detail.Overtime == true ? null : 0),
            Season = detail.Season,
            SeasonType = detail.SeasonType,
            MinRank = MapRank(detail.MinRank),
            MaxRank = MapRank(detail.MaxRank),
            ServerName = detail.Server?.Name,
            ServerRegion = detail.Server?.Region,
            Sources = [MapSource(detail, ballchasingId, payload, fetchedAt)],
            Teams = teams,
            Players =
            [
                .. Teams(detail)
                    .SelectMany(t => (t.Team.Players ?? []).Select(player => (player, t.Color)))
                    .Select((p, slot) => MapPlayer(p.player, p.Color, slot, match)),
            ],
        };
    }

    /// <summary>What every player's row says again of its match.</summary>
    private sealed record MatchFacts(DateTimeOffset PlayedAt, string? PlaylistId, bool IsPublic, int? BlueGoals, int? OrangeGoals);

    private static int? Goals(List<TeamStats> teams, TeamColor color) => (int?)teams.Find(t => t.Color == color)?.Stats["core.goals"];

    private static IEnumerable<(TeamContract Team, TeamColor Color)> Teams(ReplayDetailContract detail)
    {
        if (detail.Blue is { } blue)
            yield return (blue, TeamColor.Blue);
        if (detail.Orange is { } orange)
            yield return (orange, TeamColor.Orange);
    }

    private static ReplaySource MapSource(ReplayDetailContract detail, Guid ballchasingId, byte[] payload, DateTimeOffset fetchedAt) => new()
    {
        BallchasingId = ballchasingId,
        RocketLeagueId = detail.RocketLeagueId,
        Status = detail.Status,
        Title = detail.Title,
        Recorder = detail.Recorder,
        Visibility = detail.Visibility,
        UploadedAt = detail.Created is { } created ? Microseconds.Whole(created) : null,
        UploaderSteamId = detail.Uploader?.SteamId,
        UploaderName = detail.Uploader?.Name,
        UploaderProfileUrl = detail.Uploader?.ProfileUrl,
        UploaderAvatar = detail.Uploader?.Avatar,
        Groups = [.. (detail.Groups ?? []).Where(g => g.Id is not null).Select(g => new ReplayGroup { Id = g.Id!, Name = g.Name })],
        Payload = new ReplayPayload
        {
            BallchasingId = ballchasingId,
            FetchedAt = fetchedAt,
            MapperVersion = Version,
            Json = payload,
        },
    };

    private static TeamStats MapTeam(TeamContract team, TeamColor color, DateTimeOffset playedAt) => new()
    {
        PlayedAt = playedAt,
        Color = color,
        Name = team.Name,
        Stats = MapStats(team.Stats, StatOwner.Team),
    };

    private static PlayerStats MapPlayer(PlayerContract player, TeamColor color, int slot, MatchFacts match) => new()
    {
        PlayedAt = match.PlayedAt,
        Slot = slot,
        Color = color,
        PlaylistId = match.PlaylistId,
        Result = MatchResults.For(color, match.BlueGoals, match.OrangeGoals),
        IsPublic = match.IsPublic,
        PlayerId = Credit(player.Id),
        Name = player.Name,
        Platform = player.Id?.Platform,
        PlatformId = player.Id?.Id,
        PlayerNumber = player.Id?.PlayerNumber,
        StartTime = player.StartTime,
        EndTime = player.EndTime,
        Mvp = player.Mvp ?? false,
        Pro = player.Pro ?? false,
        Rank = MapRank(player.Rank),
        CarId = player.CarId,
        CarName = player.CarName,
        Camera = new CameraSettings(
            player.Camera?.Fov, player.Camera?.Height, player.Camera?.Pitch, player.Camera?.Distance,
            player.Camera?.Stiffness, player.Camera?.SwivelSpeed, player.Camera?.TransitionSpeed),
        SteeringSensitivity = player.SteeringSensitivity,
        Stats = MapStats(player.Stats, StatOwner.Player),
    };

    /// <summary>The account that the numbers belong to; a guest on a split screen is not the account's owner.</summary>
    internal static string? Credit(AccountContract? account) =>
        PlayerId.FromReplay(account?.Platform, account?.Id) is { } player
            ? account?.PlayerNumber is > 0 and var number ? $"{player}#{number}" : player.ToString()
            : null;

    private static StatValues MapStats(StatValues? given, StatOwner owner)
    {
        var stats = given ?? new StatValues();
        foreach (var (ordinal, stat) in StatCatalog.WithOrdinals(owner))
        {
            if (stats[ordinal] is null && stat.Absence == Absence.Zero && stats.IsGiven(stat.Block) && !stats.IsOdd(ordinal))
                stats[ordinal] = 0;
            // A count with a fraction is none; the payload keeps it.
            if (stat.Type == StatType.Count && stats[ordinal] is { } value && (!double.IsInteger(value) || Math.Abs(value) > int.MaxValue))
                stats[ordinal] = null;
        }

        return stats;
    }

    private static Rank MapRank(RankContract? rank) =>
        rank is null ? Rank.Unknown : new Rank(rank.Tier, rank.Division, rank.Id, rank.Name);
}
