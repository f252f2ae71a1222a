using System.Globalization;
using RocketTrainer.Core.Accounts.Keys;
using RocketTrainer.Core.Coaching;
using RocketTrainer.Core.Players;
using RocketTrainer.Core.Progress;
using RocketTrainer.Core.Replays;
using RocketTrainer.Web.Auth;
using RocketTrainer.Web.Features.Replays;
using RocketTrainer.Web.Rest;

namespace RocketTrainer.Web.Features.Players;

/// <summary><c>/players/{id}</c>: what the matches of a player say that you may see him in.</summary>
public static class PlayersApi
{
    private const int UsualWindow = 100;
    private const int UsualTeamMates = 50;
    private const int UsualSessions = 20;
    private const int LongestGap = 24 * 60;

    public static void MapPlayers(this IEndpointRouteBuilder api)
    {
        var players = api.MapSection("Players", "What a player's matches say, as far as you may see him in them. A stat that is known in none of them is left out.");
        Map("", "getPlayer", "Get a player", "His name and how his matches of each playlist went.", PlayerAsync).FiltersHistory()
            .Returns(PlayerExamples.Player, "The player.");
        Map("/stats", "getPlayerStats", "Get averages and percentiles", "Of the newest matches under the filter. Intervals are 80 % intervals after Student.", StatsAsync).FiltersHistory().ChoosesStats().HasWindow()
            .Returns(new Page<StatSummary>([PlayerExamples.Summary], null), "A line for each stat.");
        Map("/outcomes", "getPlayerOutcomes", "Compare wins with losses", "Of the newest matches under the filter; the difference has an 80 % interval after Welch.", OutcomesAsync).FiltersHistory().ChoosesStats().HasWindow()
            .Returns(new Page<StatOutcome>([PlayerExamples.Outcome], null), "A line for each stat.");
        Map("/trends", "getPlayerTrends", "Get the trend of a stat", "A point for each day or week (UTC, from Monday) with matches, oldest first.", TrendsAsync).FiltersHistory()
            .Query("stat", "A stat's key.", "boost.bpm").Query("by", "How long a point is; a day unless told.", "week", "day", "week")
            .Returns(new Page<TrendPoint>([PlayerExamples.Point], null), "The points.");
        Map("/sessions", "getPlayerSessions", "List play sessions", "Matches without a longer break, newest first.", SessionsAsync).FiltersHistory()
            .Query("gap", "The longest break in minutes, 1 to 1440; 30 unless told.", 30).Pages(UsualSessions, PlaySessions.LargestPage, PlayerExamples.SessionCursor)
            .Returns(new Page<PlaySession>([PlayerExamples.Session], PlayerExamples.SessionCursor), "The sessions.");
        Map("/teammates", "getPlayerTeamMates", "List team-mates", "The most frequent ones, with how it went. Whom you may not see named is left out.", TeamMatesAsync).FiltersHistory()
            .Query("limit", $"1 to {Companions.MostTeamMates}; {UsualTeamMates} unless told.", UsualTeamMates)
            .Returns(new Page<TeamMate>([PlayerExamples.Mate], null), "Team-mates.");
        Map("/compare", "comparePlayers", "Compare with another player", "Head to head: how often they met on the same and on opposite sides, and the stats of both in these matches.", CompareAsync).FiltersHistory().ChoosesStats()
            .Query("other", "The other player's account.", ReplayExamples.Mate)
            .Returns(PlayerExamples.HeadToHead, "Wins and losses are the first player's.");
        Map("/records", "getPlayerRecords", "Get records", "The highest value of each stat, and streaks.", RecordsAsync).FiltersHistory().ChoosesStats()
            .Returns(PlayerExamples.Records, "Records.");
        Map("/weaknesses", "getPlayerWeaknesses", "Get weaknesses and strengths", "What the newest 100 matches of a playlist that count say about the twelve groups of stats, the weakest first; of the most played ranked playlist unless told.", WeaknessesAsync).FiltersHistory()
            .Returns(PlayerExamples.Coaching, "The coach's reading; its state says how far it gets.");
        Map("/progress", "getPlayerProgress", "Get progress", "How the twelve groups of stats moved from the 50 matches of a playlist that count before the newest 50 to those; of the most played ranked playlist unless told.", ProgressAsync).FiltersHistory()
            .Returns(PlayerExamples.Progress, "The changes, the clearest first; its state says how far it gets.");
        Map("/rank-estimate", "getPlayerRankEstimate", "Get the estimated rank", "What rank the newest 20 matches of ranked 3v3 that count speak of, with 80 % intervals.", RankEstimateAsync).FiltersHistory()
            .Returns(PlayerExamples.RankEstimate, "Without a reading where there is no such match.");

        RouteHandlerBuilder Map(string path, string name, string summary, string description, Delegate answer) => players.MapGet("/players/{id}" + path, answer)
            .RequireScope(ApiScopes.Read).Path("id", "The player's account.", ReplayExamples.Hero).Describe(name, summary, description);
    }

    private static RouteHandlerBuilder ChoosesStats(this RouteHandlerBuilder endpoint) =>
        endpoint.Query("stats", "Keys of player stats, separated by commas; a choice of them unless told.", "core.goals,boost.bpm");

    private static RouteHandlerBuilder HasWindow(this RouteHandlerBuilder endpoint) =>
        endpoint.Query("last", $"Only so many of the newest matches, 1 to {PlayerStatistics.LargestWindow}; {UsualWindow} unless told.", UsualWindow);

    private static async Task<IResult> PlayerAsync(string id, HttpRequest request, ReplayQueries replays, PlayedStats played, CancellationToken cancellationToken)
    {
        var question = new Question(id, request);
        if (question.Problem is { } problem)
            return problem;
        var player = question.Filter.Player!.Value;
        var playlists = await played.ReadAsync(question.Viewer, question.Filter, cancellationToken);
        return playlists.Count > 0 || await replays.IsSeenAsync(question.Viewer, player, cancellationToken)
            ? Api.Ok(new PlayerDocument(player.ToString(), await replays.PlayerNameAsync(question.Viewer, player, cancellationToken), playlists))
            : Api.NotFound("There is no player with this account in the matches that you may see.");
    }

    private static Task<IResult> StatsAsync(string id, HttpRequest request, PlayerStatistics statistics, CancellationToken cancellationToken) =>
        AnswerAsync(id, request, q => (q.Stats(Headline.Stats), q.Number("last", UsualWindow, PlayerStatistics.LargestWindow)),
            async (q, ask) => new Page<StatSummary>(await statistics.SummaryAsync(q.Viewer, q.Filter, ask.Item1, ask.Item2, cancellationToken), null));

    private static Task<IResult> OutcomesAsync(string id, HttpRequest request, PlayerStatistics statistics, CancellationToken cancellationToken) =>
        AnswerAsync(id, request, q => (q.Stats(Headline.Stats), q.Number("last", UsualWindow, PlayerStatistics.LargestWindow)),
            async (q, ask) => new Page<StatOutcome>(await statistics.OutcomesAsync(q.Viewer, q.Filter, ask.Item1, ask.Item2, cancellationToken), null));

    private static Task<IResult> TrendsAsync(string id, HttpRequest request, Trends trends, CancellationToken cancellationToken) =>
        AnswerAsync(id, request, q => (q.Stat(), q.Step()),
            async (q, ask) => new Page<TrendPoint>(await trends.ReadAsync(q.Viewer, q.Filter, ask.Item1, ask.Item2, cancellationToken), null));

    private static async Task<IResult> SessionsAsync(string id, HttpRequest request, PlaySessions sessions, CancellationToken cancellationToken)
    {
        if (request.ReadPage<DateTimeOffset>(Rfc3339.TryRead, out var limit, out var before) is { } problem)
            return problem;
        return await AnswerAsync(id, request, q => q.Number("gap", (int)PlaySessions.UsualGap.TotalMinutes, LongestGap), async (q, gap) =>
        {
            var page = await sessions.ListAsync(q.Viewer, q.Filter, TimeSpan.FromMinutes(gap), before, limit, cancellationToken);
            return new Page<PlaySession>(page.Items, page.Next?.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
        });
    }

    private static Task<IResult> TeamMatesAsync(string id, HttpRequest request, Companions companions, CancellationToken cancellationToken) =>
        AnswerAsync(id, request, q => q.Number("limit", UsualTeamMates, Companions.MostTeamMates),
            async (q, limit) => new Page<TeamMate>(await companions.TeamMatesAsync(q.Viewer, q.Filter, limit, cancellationToken), null));

    private static Task<IResult> CompareAsync(string id, HttpRequest request, Companions companions, CancellationToken cancellationToken) =>
        AnswerAsync(id, request, q => (q.Stats(Headline.Stats), q.Other()),
            async (q, ask) => await companions.HeadToHeadAsync(q.Viewer, q.Filter, ask.Item2, ask.Item1, cancellationToken));

    private static Task<IResult> RecordsAsync(string id, HttpRequest request, PlayerStatistics statistics, CancellationToken cancellationToken) =>
        AnswerAsync(id, request, q => q.Stats(Headline.Records), async (q, stats) => await statistics.RecordsAsync(q.Viewer, q.Filter, stats, cancellationToken));

    private static Task<IResult> WeaknessesAsync(string id, HttpRequest request, CoachingReports reports, CancellationToken cancellationToken) =>
        AnswerAsync(id, request, _ => true, async (q, _) =>
            await reports.ReadAsync(q.Viewer, q.Filter, await PlaylistAsync(q, reports, cancellationToken), cancellationToken));

    private static Task<IResult> ProgressAsync(string id, HttpRequest request, ProgressReports progress, CoachingReports reports, CancellationToken cancellationToken) =>
        AnswerAsync(id, request, _ => true, async (q, _) =>
            await progress.ReadAsync(q.Viewer, q.Filter, await PlaylistAsync(q, reports, cancellationToken), cancellationToken));

    private static async Task<string> PlaylistAsync(Question question, CoachingReports reports, CancellationToken cancellationToken) =>
        (question.Filter.Playlists.Count > 0 ? question.Filter.Playlists[0] : null) ?? await reports.MainPlaylistAsync(question.Viewer, question.Filter, cancellationToken) ?? ShippedNorms.Playlist;

    private static Task<IResult> RankEstimateAsync(string id, HttpRequest request, CoachingReports reports, CancellationToken cancellationToken) =>
        AnswerAsync(id, request, _ => true, async (q, _) => new RankEstimateDocument(ShippedNorms.Playlist, await reports.RankAsync(q.Viewer, q.Filter, cancellationToken)));

    /// <summary>Reads what is asked for besides the filter; answers only when all of it can be understood.</summary>
    private static async Task<IResult> AnswerAsync<TAsk, TAnswer>(string id, HttpRequest request, Func<Question, TAsk> read, Func<Question, TAsk, Task<TAnswer>> answer)
    {
        var question = new Question(id, request);
        var ask = read(question);
        return question.Problem ?? Api.Ok(await answer(question, ask));
    }

    /// <summary>What a request asks about a player; everything that is wrong with it is told at once.</summary>
    private sealed class Question
    {
        private readonly HttpRequest _request;
        private readonly Dictionary<string, string[]> _errors;

        public Question(string id, HttpRequest request)
        {
            _request = request;
            Viewer = request.HttpContext.User.Viewer();
            Filter = ReplayFilter.Parse(name => name == "player" ? id : request.Query[name], out var errors) ?? ReplayFilter.All;
            _errors = errors.ToDictionary(e => e.Key == "player" ? "id" : e.Key, e => e.Value, StringComparer.Ordinal);
        }

        public Core.Accounts.Viewer.Person Viewer { get; }

        public ReplayFilter Filter { get; }

        public IResult? Problem => _errors.Count > 0 ? Api.Invalid(_errors) : null;

        public IReadOnlyList<Stat> Stats(IReadOnlyList<Stat> usual)
        {
            if (Text("stats") is not { } text)
                return usual;
            var keys = text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.Ordinal).ToList();
            var stats = keys.Select(OfPlayer).ToList();
            if (stats.IndexOf(null) is >= 0 and var unknown)
                Wrong("stats", $"'{keys[unknown]}' is no stat of a player: their keys are the columns of an export.");
            return [.. stats.OfType<Stat>()];
        }

        public Stat Stat()
        {
            var key = Text("stat");
            if (key is not null && OfPlayer(key) is { } stat)
                return stat;
            Wrong("stat", key is null ? "Say which stat." : $"'{key}' is no stat of a player: their keys are the columns of an export.");
            return StatCatalog.OfPlayer[0];
        }

        public TrendStep Step()
        {
            var step = Text("by");
            if (step is not (null or "day" or "week"))
                Wrong("by", $"'{step}' is not how long a point can be: write day or week.");
            return step == "week" ? TrendStep.Week : TrendStep.Day;
        }

        public PlayerId Other()
        {
            if (!PlayerId.TryParse(Text("other"), out var player, out var error))
                Wrong("other", error);
            return player;
        }

        public int Number(string name, int usual, int most)
        {
            if (Text(name) is not { } text)
                return usual;
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most)
                return number;
            Wrong(name, $"'{name}' must be 1 to {most}.");
            return usual;
        }

        private static Stat? OfPlayer(string key) => StatCatalog.OrdinalOf(key) is >= 0 and var ordinal && StatCatalog.All[ordinal] is { } stat && stat.Owner.HasFlag(StatOwner.Player) ? stat : null;

        private string? Text(string name) => _request.Query[name].ToString() is { Length: > 0 } text ? text : null;

        private void Wrong(string name, string message) => _errors[name] = [message];
    }
}

/// <summary>A player as far as you may see him.</summary>
/// <param name="Name">As the newest public match gave it; null where none did.</param>
/// <param name="Playlists">The most played first.</param>
public sealed record PlayerDocument(string PlayerId, string? Name, IReadOnlyList<PlaylistStats> Playlists);

/// <param name="Reading">Null where no match of the playlist counts.</param>
public sealed record RankEstimateDocument(string Playlist, RankReading? Reading);
