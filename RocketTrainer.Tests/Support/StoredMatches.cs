using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Coaching;
using RocketTrainer.Core.Data;
using RocketTrainer.Core.Data.Bulk;
using RocketTrainer.Core.Players;
using RocketTrainer.Core.Progress;
using RocketTrainer.Core.Replays;

namespace RocketTrainer.Tests.Support;

/// <summary>A database with just the matches that a test puts into it, and everything that reads them.</summary>
internal sealed class StoredMatches : IAsyncDisposable
{
    public static readonly DateTimeOffset Evening = new(2026, 1, 1, 20, 0, 0, TimeSpan.Zero);

    private readonly TemporaryDirectory _data = new();
    private readonly ServiceProvider _services;
    private int _matches;

    private StoredMatches() => _services = new ServiceCollection().AddLogging().AddSingleton(Microseconds.Clock)
        .AddDatabase(_data.Database).AddReplays().AddProgress().AddCoaching().AddSingleton<OwnPlayers>().BuildServiceProvider();

    /// <summary>The owner of <see cref="Hero"/>.</summary>
    public Viewer.Person Me { get; } = new(Guid.NewGuid());

    public static PlayerId Hero => Account(1);

    public static ReplayFilter OfHero => new() { Player = Hero };

    public static async Task<StoredMatches> EmptyAsync()
    {
        var stored = new StoredMatches();
        await using var db = stored.OpenDatabase();
        await db.Database.MigrateAsync(TestContext.Current.CancellationToken);
        await stored.PersonAsync(stored.Me, Hero);
        return stored;
    }

    public static PlayerId Account(int number) => PlayerId.FromReplay("steam", FormattableString.Invariant($"7656119{number:D10}"))!.Value;

    public RocketTrainerDb OpenDatabase() => Get<IDbContextFactory<RocketTrainerDb>>().CreateDbContext();

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Somebody who owns these accounts, proven.</summary>
    public async Task PersonAsync(Viewer.Person person, params PlayerId[] accounts)
    {
        await using var db = OpenDatabase();
        db.Users.Add(new User { Id = person.UserId, DisplayName = "Somebody", CreatedAt = Evening, SessionStamp = Guid.NewGuid() });
        db.LinkedAccounts.AddRange(accounts.Select(a => new LinkedAccount
        {
            Id = Guid.NewGuid(), UserId = person.UserId, PlayerId = a.ToString(), Platform = a.Platform, Name = "As linked", LinkedAt = Evening, VerifiedAt = Evening, Proof = AccountProof.SignIn,
        }));
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Stores matches; each is the next one's elder by its number, and has an id that grows with it.</summary>
    public async Task AddAsync(params IReadOnlyList<StoredMatch> matches)
    {
        await using var db = OpenDatabase();
        await StoreAsync(db, Get<IBulkWriter>(), [.. matches.Select(m => m.Replay(++_matches))]);
    }

    /// <summary>Stores such matches in another database.</summary>
    public static async Task StoreAsync(RocketTrainerDb db, IBulkWriter bulk, IReadOnlyList<Replay> replays)
    {
        var cancel = TestContext.Current.CancellationToken;
        var lines = replays.SelectMany(r => r.Players).ToList();
        var known = await db.Players.Select(p => p.Id).ToHashSetAsync(cancel);
        await using var transaction = await db.BeginWriteAsync(cancel);
        await bulk.WriteAsync(db, MatchTables.Replays, replays, cancel);
        await bulk.WriteAsync(db, MatchTables.Sources, [.. replays.SelectMany(r => r.Sources)], cancel);
        await bulk.WriteAsync(db, MatchTables.Payloads, [.. replays.SelectMany(r => r.Sources).Select(s => s.Payload)], cancel);
        await bulk.WriteAsync(db, MatchTables.Players, [.. lines.Where(l => l.PlayerId is not null && known.Add(l.PlayerId))
            .Select(l => new Player { Id = l.PlayerId!, Platform = l.Platform!, PlatformId = l.PlatformId!, PlayerNumber = null, Name = l.Name, NameSeenAt = l.PlayedAt })], cancel);
        await bulk.WriteAsync(db, MatchTables.PlayerStats, lines, cancel);
        await bulk.WriteAsync(db, MatchTables.TeamStats, [.. replays.SelectMany(r => r.Teams)], cancel);
        await transaction.CommitAsync(cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _data.Dispose();
    }
}

internal sealed record StoredMatch(DateTimeOffset At, params StoredLine[] Lines)
{
    /// <summary>Null: not known.</summary>
    public int? BlueGoals { get; init; } = 3;

    public int? OrangeGoals { get; init; } = 1;

    public string? Playlist { get; init; } = "ranked-doubles";

    public int? Duration { get; init; } = 300;

    public bool IsPublic { get; init; } = true;

    public int? TeamSize { get; init; } = 2;

    public int Season { get; init; } = 21;

    public static Guid Id(int number) => Guid.Parse(Matches.Id(number));

    public Replay Replay(int number)
    {
        var id = Id(number);
        return new()
        {
            Id = id, MatchGuid = id.ToString("N"), PlayedAt = At, UtcOffsetMinutes = 0, DateHasTimezone = true, MapCode = "stadium_p", MapName = "DFH Stadium", MatchType = "Online", TeamSize = TeamSize,
            PlaylistId = Playlist, PlaylistName = Playlist, Duration = Duration, Overtime = false, OvertimeSeconds = 0, Season = Season, SeasonType = "free2play",
            MinRank = Rank.Unknown, MaxRank = Rank.Unknown, ServerName = null, ServerRegion = null,
            Players = [.. Lines.Select((line, slot) => line.Row(id, slot, this))],
            Teams = [Team(id, TeamColor.Blue, BlueGoals), Team(id, TeamColor.Orange, OrangeGoals)],
            Sources =
            [
                new ReplaySource
                {
                    BallchasingId = id, ReplayId = id, RocketLeagueId = id.ToString("N"), Status = "ok", Title = "Match", Recorder = null, Visibility = IsPublic ? VisibleReplays.Public : "private",
                    UploadedAt = At, UploaderSteamId = null, UploaderName = null, UploaderProfileUrl = null, UploaderAvatar = null, Groups = [],
                    Payload = new ReplayPayload { BallchasingId = id, FetchedAt = At, MapperVersion = 1, Json = PayloadCompression.Compress("{}"u8) },
                },
            ],
        };
    }

    private TeamStats Team(Guid id, TeamColor color, int? goals) => new() { ReplayId = id, PlayedAt = At, Color = color, Name = null, Stats = { ["core.goals"] = goals } };
}

internal sealed record StoredLine(PlayerId Player, TeamColor Color = TeamColor.Blue, string? Name = null)
{
    public int? Tier { get; init; }

    /// <summary>When he left; at the end unless told.</summary>
    public int? EndTime { get; init; }

    public bool IsBot { get; init; }

    public double? Fov { get; init; }

    public double? Steering { get; init; }

    public int? CarId { get; init; }

    public string? CarName { get; init; }

    public (string Key, double? Value)[] Stats { get; init; } = [];

    public PlayerStats Row(Guid match, int slot, StoredMatch of)
    {
        var row = new PlayerStats
        {
            ReplayId = match, PlayedAt = of.At, Slot = slot, Color = Color, PlaylistId = of.Playlist, Result = MatchResults.For(Color, of.BlueGoals, of.OrangeGoals), IsPublic = of.IsPublic,
            PlayerId = IsBot ? null : Player.ToString(), Name = Name ?? "Player " + Player.Id[^4..], Platform = IsBot ? null : Player.Platform, PlatformId = IsBot ? null : Player.Id, PlayerNumber = null,
            StartTime = 0, EndTime = EndTime ?? of.Duration, Mvp = false, Pro = false,
            Rank = Tier is null ? Rank.Unknown : new Rank(Tier, 1, Ranks.IdOf(Tier), null), CarId = CarId, CarName = CarName,
            Camera = new(Fov, null, null, null, null, null, null), SteeringSensitivity = Steering,
        };
        foreach (var (key, value) in Stats)
            row.Stats[key] = value;
        return row;
    }
}
