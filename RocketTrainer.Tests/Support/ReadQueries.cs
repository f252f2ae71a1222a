using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Coaching;
using RocketTrainer.Core.Coaching.Labels;
using RocketTrainer.Core.Data;
using RocketTrainer.Core.Data.Bulk;
using RocketTrainer.Core.Players;
using RocketTrainer.Core.Progress;
using RocketTrainer.Core.Progress.Settings;
using RocketTrainer.Core.Progress.Stopping;
using RocketTrainer.Core.Replays;

namespace RocketTrainer.Tests.Support;

/// <summary>Every query of the read path, over a <see cref="StoredLeague"/>: what the databases are compared by and measured with.</summary>
public sealed class ReadQueries : IAsyncDisposable
{
    private static readonly Stat[] Some = [.. Headline.Stats];
    private static readonly Stat[] All = [.. StatCatalog.OfPlayer];

    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, IncludeFields = true, Converters = { new Rounding() } };

    private readonly ServiceProvider _services;

    /// <param name="log">Hears Entity Framework say what it does.</param>
    public ReadQueries(DatabaseChoice database, ILoggerProvider? log = null) => _services = new ServiceCollection()
        .AddLogging(logging =>
        {
            if (log is not null)
                logging.AddProvider(log).SetMinimumLevel(LogLevel.Debug);
        })
        .AddSingleton(Microseconds.Clock)
        .AddDatabase(database).AddReplays().AddProgress().AddCoaching().BuildServiceProvider();

    /// <summary>By name; each asks as a regular about himself, or as somebody about another.</summary>
    public static IReadOnlyList<(string Name, Func<ReadQueries, StoredLeague.Regular, StoredLeague.Regular, Task<object?>> Ask)> Every { get; } =
    [
        ("replay list, own", async (q, me, _) => await q.ListAsync(me, new ReplayFilter())),
        ("replay list, own, second page", async (q, me, _) => await q.ListAsync(me, new ReplayFilter(), second: true)),
        ("replay list, own, by map", async (q, me, _) => await q.ListAsync(me, new ReplayFilter { Map = await q.MapAsync() })),
        ("replay list, player", async (q, me, _) => await q.ListAsync(me, Of(me))),
        ("replay list, player, last page", async (q, me, _) => await q.ListAsync(me, Of(me) with { Before = await q.EarlyAsync(me) })),
        ("replay list, player, wins", async (q, me, _) => await q.ListAsync(me, Of(me) with { Result = MatchResult.Win })),
        ("replay list, player, playlist, season", async (q, me, _) => await q.ListAsync(me, Of(me) with { Playlists = ["ranked-standard"], Season = "f21" })),
        ("replay list, player, ranks", async (q, me, _) => await q.ListAsync(me, Of(me) with { RankMin = 10, RankMax = 16 })),
        ("replay list, player, with a mate", async (q, me, _) => await q.ListAsync(me, Of(me) with { With = await q.MateAsync(me) })),
        ("replay list, player, by tag", async (q, me, _) => await q.ListAsync(me, Of(me) with { Tag = "scrim" })),
        ("replay list, somebody else", async (q, me, other) => await q.ListAsync(me, Of(other))),
        ("maps and seasons to choose from", async (q, me, _) => await q.Get<ReplayQueries>().ChoicesAsync(For(me), default)),
        ("replay detail", async (q, me, _) => await q.Get<ReplayQueries>().FindAsync(For(me), await q.NewestAsync(me), default)),
        ("matches by playlist", async (q, me, _) => await q.Get<PlayedStats>().ReadAsync(For(me), Of(me), default)),
        ("my matches by playlist", async (q, me, _) => await q.Get<PlayedStats>().ReadAsync(new Viewer.Person(me.UserId), default)),
        ("dashboard", async (q, me, _) => await q.Get<Overviews>().ReadAsync(For(me), Of(me), await q.Get<ReplayQueries>().MainPlaylistAsync(For(me), Of(me), default), default)),
        ("averages and percentiles, all stats, last 100", async (q, me, _) => await q.Get<PlayerStatistics>().SummaryAsync(For(me), Of(me), All, 100, default)),
        ("averages and percentiles, all stats, last 1000", async (q, me, _) => await q.Get<PlayerStatistics>().SummaryAsync(For(me), Of(me), All, 1000, default)),
        ("averages and percentiles, somebody else", async (q, me, other) => await q.Get<PlayerStatistics>().SummaryAsync(For(me), Of(other), Some, 100, default)),
        ("trend by day", async (q, me, _) => await q.Get<Trends>().ReadAsync(For(me), Of(me), StatCatalog.Get("boost.bpm"), TrendStep.Day, default)),
        ("trend by week", async (q, me, _) => await q.Get<Trends>().ReadAsync(For(me), Of(me) with { Playlists = ["ranked-standard"] }, StatCatalog.Get("core.mvp"), TrendStep.Week, default)),
        ("play sessions", async (q, me, _) => await q.Get<PlaySessions>().ListAsync(For(me), Of(me), PlaySessions.UsualGap, null, 20, default)),
        ("play sessions, told", async (q, me, _) => await q.Get<PlaySessions>().TellAsync(For(me), Of(me), (await q.Get<PlaySessions>().ListAsync(For(me), Of(me), PlaySessions.UsualGap, null, 20, default)).Items, default)),
        ("moving trend", async (q, me, _) => await q.Get<Trends>().MovingAsync(For(me), Of(me), StatCatalog.Get("boost.bpm"), 20, default)),
        ("seasons and settings along a trend", async (q, me, _) => await q.Get<Trends>().MarksAsync(For(me), Of(me), default)),
        ("settings and cars", async (q, me, _) => await q.Get<Setups>().ReadAsync(For(me), Of(me), default)),
        ("what came with new settings", async (q, me, _) => await q.Get<SetupExperiments>().ReadAsync(For(me), Of(me), default)),
        ("when to stop", async (q, me, _) => await q.Get<StopRules>().ReadAsync(For(me), Of(me), PlaySessions.UsualGap, default)),
        ("in company and alone", async (q, me, _) => await q.Get<Companions>().CompanyAsync(For(me), Of(me), default)),
        ("with a mate and without, last 1000", async (q, me, _) => await q.Get<Companions>().WithAndWithoutAsync(For(me), Of(me), (await q.MateAsync(me))!.Value, Some, default)),
        ("opponents", async (q, me, _) => await q.Get<Companions>().OpponentsAsync(For(me), Of(me), 50, default)),
        ("wins against somebody else's matches", async (q, me, other) => await q.Get<PlayerStatistics>().DifferencesAsync(For(me), Of(me) with { Result = MatchResult.Win }, Of(other), Some, 1000, default)),
        ("players by name", async (q, me, _) => await q.Get<PlayerSearch>().FindAsync(For(me), "ayer 00", 8, default)),
        ("the matches before and after one", async (q, me, _) => Named(await q.Get<ReplayQueries>().NeighboursAsync(For(me), me.Player, await q.MiddleAsync(me), default))),
        ("norms of everybody, reckoned anew", async (q, _, _) => await q.NormsAsync()),
        ("weaknesses", async (q, me, _) => (await q.Get<CoachingReports>().ReadAsync(For(me), Of(me), "ranked-standard", default)) with { Passport = null }),
        ("progress", async (q, me, _) => await q.Get<ProgressReports>().ReadAsync(For(me), Of(me), "ranked-standard", default)),
        ("how often coaches and numbers agree", async (q, _, _) => await q.Get<WeaknessLabels>().AgreementAsync(default)),
        ("trend of a skill", async (q, me, _) => await q.Get<SkillWheels>().MovingAsync(For(me), Of(me), "ranked-standard", SkillGroups.Of(SkillGroup.Speed), 50, default)),
        ("skill wheel", async (q, me, _) => await q.Get<SkillWheels>().ReadAsync(For(me), Of(me), "ranked-standard", default)),
        ("team-mates", async (q, me, _) => await q.Get<Companions>().TeamMatesAsync(For(me), Of(me), 50, default)),
        ("head to head", async (q, me, _) => await q.Get<Companions>().HeadToHeadAsync(For(me), Of(me), (await q.MateAsync(me))!.Value, Some, default)),
        ("wins against losses, headline stats, last 1000", async (q, me, _) => await q.Get<PlayerStatistics>().OutcomesAsync(For(me), Of(me), Some, 1000, default)),
        ("wins against losses, all stats, last 1000", async (q, me, _) => await q.Get<PlayerStatistics>().OutcomesAsync(For(me), Of(me), All, 1000, default)),
        ("records", async (q, me, _) => await q.Get<PlayerStatistics>().RecordsAsync(For(me), Of(me), [.. Headline.Records], default)),
    ];

    /// <summary>Has ready what an app has that was started a moment ago.</summary>
    public async Task PrepareAsync()
    {
        await Get<Population>().OfAsync("ranked-standard", CancellationToken.None); // somebody asked before that
        await Get<CoachingReports>().PrepareAsync(CancellationToken.None);
    }

    public RocketTrainerDb OpenDatabase() => Get<IDbContextFactory<RocketTrainerDb>>().CreateDbContext();

    public Timescale Timescale => Get<Timescale>();

    /// <summary>An answer as text; sums that a database added up in another order differ from the thirteenth digit on.</summary>
    public static string Text(object? answer) => JsonSerializer.Serialize(answer, Json);

    public Task<IReadOnlyList<TrendPoint>> TrendAsync(StoredLeague.Regular me, ReplayFilter filter, Stat stat, TrendStep step) =>
        Get<Trends>().ReadAsync(For(me), filter, stat, step, default);

    public IBulkWriter Bulk => Get<IBulkWriter>();

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    private static Viewer.Person For(StoredLeague.Regular regular) => new(regular.UserId);

    private static ReplayFilter Of(StoredLeague.Regular regular) => new() { Player = regular.Player };

    private async Task<ReplayListing> ListAsync(StoredLeague.Regular me, ReplayFilter filter, bool second = false)
    {
        var page = await Get<ReplayQueries>().ListAsync(For(me), filter, cursor: null, 50, default);
        return second && page.Next is not null ? await Get<ReplayQueries>().ListAsync(For(me), filter, page.Next, 50, default) : page;
    }

    private static object Named((Guid? Older, Guid? Newer) found) => new { found.Older, found.Newer };

    /// <summary>Without when they were reckoned, which is different each time.</summary>
    private async Task<object> NormsAsync()
    {
        await Get<Population>().RenewAsync(default);
        var norms = await Get<Population>().OfAsync("ranked-standard", default);
        return new { norms.Playlist, norms.Windows };
    }

    private async Task<ReplayRow> MiddleAsync(StoredLeague.Regular me)
    {
        if (!_middles.TryGetValue(me.UserId, out var middle))
            _middles[me.UserId] = middle = (await Get<ReplayQueries>().ListAsync(For(me), Of(me), cursor: null, 30, default)).Items[^1];
        return middle;
    }

    private string? _map;
    private readonly Dictionary<Guid, ReplayRow> _middles = [];
    private readonly Dictionary<Guid, Guid> _newest = [];
    private readonly Dictionary<Guid, DateTimeOffset> _early = [];
    private readonly Dictionary<Guid, PlayerId> _mates = [];

    /// <summary>The rarest map there is.</summary>
    private async Task<string?> MapAsync()
    {
        if (_map is null)
        {
            await using var db = OpenDatabase();
            _map = await db.Replays.GroupBy(r => r.MapCode).OrderBy(g => g.Count()).ThenBy(g => g.Key).Select(g => g.Key).FirstAsync();
        }

        return _map;
    }

    private async Task<Guid> NewestAsync(StoredLeague.Regular me)
    {
        if (!_newest.TryGetValue(me.UserId, out var id))
            _newest[me.UserId] = id = (await Get<ReplayQueries>().ListAsync(For(me), Of(me), cursor: null, 1, default)).Items[0].ReplayId;
        return id;
    }

    /// <summary>The day after a regular's first.</summary>
    private async Task<DateTimeOffset> EarlyAsync(StoredLeague.Regular me)
    {
        if (!_early.TryGetValue(me.UserId, out var early))
        {
            var first = (await Get<Trends>().ReadAsync(For(me), Of(me), StatCatalog.Get("core.goals"), TrendStep.Day, default))[0].From;
            _early[me.UserId] = early = new(first.AddDays(1), TimeOnly.MinValue, TimeSpan.Zero);
        }

        return early;
    }

    private async Task<PlayerId?> MateAsync(StoredLeague.Regular me)
    {
        if (!_mates.TryGetValue(me.UserId, out var mate))
        {
            var found = (await Get<Companions>().TeamMatesAsync(For(me), Of(me), 1, default))[0].PlayerId;
            _mates[me.UserId] = mate = PlayerId.FromReplay("steam", found["steam:".Length..])!.Value;
        }

        return mate;
    }

    private sealed class Rounding : JsonConverter<double>
    {
        public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options) => writer.WriteRawValue(value.ToString("G9", CultureInfo.InvariantCulture));
    }
}
