using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Ballchasing;
using RocketTrainer.Core.Data;
using RocketTrainer.Core.Data.Bulk;
using RocketTrainer.Core.Importing;
using RocketTrainer.Core.Players;
using RocketTrainer.Core.Replays;

namespace RocketTrainer.Tests.Support;

/// <summary>
/// A database full of ranked 3v3 matches that nobody had to import, the same for the same numbers: a few regulars with so
/// many matches each, who play five in a row, often with the same mates, among a crowd. Here and there a match is not
/// public, has no goals, or has a regular in it twice.
/// </summary>
public sealed class StoredLeague
{
    private const int InARow = 5;
    private const int CrowdPerMatch = 3;
    private const int Batch = 1000;
    private const int TaggedEach = 10;

    private static readonly DateTimeOffset Newest = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly List<Replay> _templates;
    private readonly int _replays;
    private readonly int[] _ownerOfRow;

    private StoredLeague(List<Replay> templates, int replays, IReadOnlyList<Regular> regulars)
    {
        (_templates, _replays, Regulars) = (templates, replays, regulars);
        // Every regular's rows of five, spread over the whole time; the sixth is in a row of his rival's.
        _ownerOfRow = [.. Enumerable.Repeat(-1, replays / InARow)];
        var rows = regulars.SelectMany((r, i) => Enumerable.Repeat(i, r.Matches / (InARow + 1))).ToArray();
        new Random(7).Shuffle(rows);
        for (var i = 0; i < rows.Length; i++)
            _ownerOfRow[(int)((long)i * _ownerOfRow.Length / rows.Length)] = rows[i];
    }

    /// <param name="UserId">His account here: the proven owner of his rows, in whose library they are.</param>
    public sealed record Regular(Guid UserId, PlayerId Player, int Matches);

    public IReadOnlyList<Regular> Regulars { get; }

    /// <param name="matches">About how many matches each regular has, two by two rivals; together at most <paramref name="replays"/>.</param>
    public static async Task<StoredLeague> MakeAsync(int replays, params int[] matches)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Ballchasing:Sandbox", "On"), new("Ballchasing:Tier", "unlimited")]).Build();
        await using var services = new ServiceCollection().AddSingleton(TimeProvider.System).AddBallchasing(configuration, development: true).BuildServiceProvider();
        var client = services.GetRequiredService<BallchasingClients>().With(services.GetRequiredService<BallchasingAccess>().SiteKey!);
        var found = (await client.SearchAsync(new ReplaySearch { Playlists = ["ranked-standard"] }, CancellationToken.None)).Value!.List!;
        var templates = new List<Replay>();
        foreach (var replay in found)
        {
            var reply = (await client.GetReplayAsync(replay.Id!, CancellationToken.None)).Value;
            if (reply?.Detail is { Status: "ok", Blue.Players.Count: 3, Orange.Players.Count: 3, Season: not null } detail
                && ReplayMapper.Map(detail, Guid.NewGuid(), PayloadCompression.Compress(reply.Json.Span), Newest, out _) is { } mapped)
                templates.Add(mapped);
        }

        return new(templates, replays, [.. matches.Select((count, i) => new Regular(Id(9, i), PlayerId.FromReplay("steam", Account(8, i)[6..])!.Value, count))]);
    }

    /// <summary>Stores everything, in a database with all tables.</summary>
    public async Task FillAsync(RocketTrainerDb db, IBulkWriter bulk, CancellationToken cancellationToken)
    {
        foreach (var regular in Regulars)
        {
            db.Users.Add(new User { Id = regular.UserId, DisplayName = "Regular", CreatedAt = Newest, SessionStamp = Guid.NewGuid() });
            db.LinkedAccounts.Add(new LinkedAccount
            {
                Id = Guid.NewGuid(), UserId = regular.UserId, PlayerId = regular.Player.ToString(), Platform = regular.Player.Platform, Name = "Regular",
                LinkedAt = Newest, VerifiedAt = Newest, Proof = AccountProof.SignIn,
            });
        }

        await db.SaveChangesAsync(cancellationToken);
        for (var first = 0; first < _replays; first += Batch)
        {
            var matches = Enumerable.Range(first, Math.Min(Batch, _replays - first)).Select(Match).ToList();
            var players = matches.SelectMany(m => m.Players).Where(p => p.PlayerId is not null).DistinctBy(p => p.PlayerId, StringComparer.Ordinal)
                .Select(p => new Player { Id = p.PlayerId!, Platform = "steam", PlatformId = p.PlatformId!, PlayerNumber = null, Name = p.Name, NameSeenAt = p.PlayedAt });
            await using var transaction = await db.BeginWriteAsync(cancellationToken);
            await bulk.WriteAsync(db, MatchTables.Replays, matches, cancellationToken);
            await bulk.WriteAsync(db, MatchTables.Sources, [.. matches.SelectMany(m => m.Sources)], cancellationToken);
            await bulk.WriteAsync(db, MatchTables.Payloads, [.. matches.SelectMany(m => m.Sources).Select(s => s.Payload)], cancellationToken);
            await bulk.WriteAsync(db, MatchTables.Players, [.. players], cancellationToken);
            await bulk.WriteAsync(db, MatchTables.PlayerStats, [.. matches.SelectMany(m => m.Players)], cancellationToken);
            await bulk.WriteAsync(db, MatchTables.TeamStats, [.. matches.SelectMany(m => m.Teams)], cancellationToken);
            List<LibraryEntry> library = [.. matches.SelectMany(Entries)];
            await bulk.WriteAsync(db, MatchTables.Library, library, cancellationToken);
            db.ReplayTags.AddRange(library.Where((_, i) => i % TaggedEach == 0).Select(e => new ReplayTag { UserId = e.UserId, ReplayId = e.ReplayId, Tag = "scrim" }));
            await db.SaveChangesAsync(cancellationToken);
            db.ChangeTracker.Clear();
            await transaction.CommitAsync(cancellationToken);
        }
    }

    private IEnumerable<LibraryEntry> Entries(Replay match) => Regulars.Where(r => match.Players.Exists(p => p.PlayerId == r.Player.ToString()))
        .Select(r => new LibraryEntry { UserId = r.UserId, ReplayId = match.Id, PlayedAt = match.PlayedAt });

    private Replay Match(int number)
    {
        var template = _templates[number % _templates.Count];
        var id = Id(1, number);
        var playedAt = Newest.AddMinutes(-7.0 * number);
        var (hidden, goalless, twice) = (number % 37 == 0, number % 53 == 0, number % 41 == 0);
        var owner = number / InARow < _ownerOfRow.Length ? _ownerOfRow[number / InARow] : -1;
        var people = new List<string>();
        for (var slot = 0; slot < 6; slot++)
        {
            // The owner, his rival, his two usual mates, and of the crowd whoever came.
            people.Add(owner >= 0 && slot == 0 ? Account(8, owner)
                : owner >= 0 && slot == 4 && number % InARow == 0 ? Account(8, owner ^ 1)
                : owner >= 0 && slot < 3 && number % 3 != 0 ? Account(7, (owner * 2) + slot)
                : Account(6, (int)((((long)number * 7919) + (slot * 104_729)) % Math.Max(10, _replays / CrowdPerMatch))));
        }

        if (twice && owner >= 0)
            people[2] = people[0];
        var lines = template.Players.Select((line, slot) => new PlayerStats
        {
            PlayedAt = playedAt, ReplayId = id, Slot = slot, Color = line.Color, PlaylistId = template.PlaylistId, Result = goalless ? null : line.Result, IsPublic = !hidden,
            PlayerId = people[slot], Name = "Player " + people[slot][^4..], Platform = "steam", PlatformId = people[slot][6..], PlayerNumber = null,
            StartTime = line.StartTime, EndTime = line.EndTime, Mvp = line.Mvp, Pro = line.Pro, Rank = line.Rank, CarId = line.CarId, CarName = line.CarName,
            Camera = line.Camera, SteeringSensitivity = line.SteeringSensitivity, Stats = line.Stats,
        });
        var source = template.Sources[0];
        return new Replay
        {
            Id = id, MatchGuid = id.ToString("N"), PlayedAt = playedAt, UtcOffsetMinutes = 0, DateHasTimezone = true, MapCode = template.MapCode, MapName = template.MapName,
            MatchType = template.MatchType, TeamSize = template.TeamSize, PlaylistId = template.PlaylistId, PlaylistName = template.PlaylistName,
            Duration = template.Duration, Overtime = template.Overtime, OvertimeSeconds = template.OvertimeSeconds, Season = 21, SeasonType = "free2play",
            MinRank = template.MinRank, MaxRank = template.MaxRank, ServerName = template.ServerName, ServerRegion = template.ServerRegion,
            Players = [.. lines],
            Teams = [.. template.Teams.Select(team => new TeamStats { PlayedAt = playedAt, ReplayId = id, Color = team.Color, Name = team.Name, Stats = team.Stats })],
            Sources =
            [
                new ReplaySource
                {
                    BallchasingId = id, ReplayId = id, RocketLeagueId = id.ToString("N"), Status = source.Status, Title = source.Title, Recorder = source.Recorder,
                    Visibility = hidden ? "private" : VisibleReplays.Public, UploadedAt = playedAt, UploaderSteamId = people[0][6..], UploaderName = null,
                    UploaderProfileUrl = null, UploaderAvatar = null, Groups = [],
                    Payload = new ReplayPayload { BallchasingId = id, FetchedAt = Newest, MapperVersion = ReplayMapper.Version, Json = source.Payload.Json },
                },
            ],
        };
    }

    private static Guid Id(int kind, int number) => Guid.ParseExact(FormattableString.Invariant($"{kind:D8}-0000-4000-8000-{number:D12}"), "D");

    private static string Account(int kind, int number) => FormattableString.Invariant($"steam:7656119{kind}{number:D9}");
}
