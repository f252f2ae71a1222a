using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Players;
using RocketTrainer.Core.Progress;
using RocketTrainer.Core.Replays;
using RocketTrainer.Tests.Support;

namespace RocketTrainer.Tests.Integration;

/// <summary>What can be asked about a player, over matches whose numbers are known, and by whom.</summary>
public sealed class PlayerQueriesTests : IAsyncLifetime
{
    private const string Hero = "76561190000000001";
    private const string Mate = "76561190000000002";
    private const string Rival = "76561190000000003";

    private static readonly DateTimeOffset Thursday = new(2026, 1, 1, 20, 0, 0, TimeSpan.Zero);
    private static readonly Stat Goals = StatCatalog.Get("core.goals");

    private BallchasingServer _server = null!;
    private RocketTrainerApp _app = null!;
    private KnownUser _hero = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await BallchasingServer.StartAsync(Cancel);
        _app = new RocketTrainerApp(_server);
        _ = _app.Address;
        _hero = await _app.PersonAsync(Hero, "Hero");
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Summary_OfKnownValues_GivesMeanIntervalAndPercentiles()
    {
        Add(1, Thursday, heroGoals: 1);
        Add(2, Thursday.AddMinutes(10), heroGoals: 2);
        Add(3, Thursday.AddMinutes(20), heroGoals: 3);
        Add(4, Thursday.AddMinutes(30), heroGoals: 4);
        Add(5, Thursday.AddMinutes(40), heroGoals: null);
        await ImportAsync();

        var all = Assert.Single(await Get<PlayerStatistics>().SummaryAsync(Of(_hero), By(Hero), [Goals], 100, Cancel));
        Assert.Equal((4, 2.5, 1.3, 1.75, 2.5, 3.25, 3.7), (all.Matches, all.Mean.Value, Math.Round(all.P10, 9), all.P25, all.Median, all.P75, Math.Round(all.P90, 9)));
        Assert.InRange(all.Mean.High!.Value, 3.55, 3.56);
        Assert.Equal(3.5, Assert.Single(await Get<PlayerStatistics>().SummaryAsync(Of(_hero), By(Hero), [Goals], 3, Cancel)).Mean.Value); // of the newest three one is unknown
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Get<PlayerStatistics>().SummaryAsync(Of(_hero), By(Hero), [Goals], 0, Cancel));
    }

    [Fact]
    public async Task Trend_OverDaysAndWeeks_BeginsWeeksOnMondays()
    {
        Add(1, Thursday, heroGoals: 1, won: true);
        Add(2, Thursday.AddMinutes(10), heroGoals: 3, won: false);
        Add(3, Thursday.AddDays(3), heroGoals: 5, won: true); // a Sunday
        Add(4, Thursday.AddDays(4), heroGoals: null, won: true); // a Monday
        await ImportAsync();

        var days = await Get<Trends>().ReadAsync(Of(_hero), By(Hero), Goals, TrendStep.Day, Cancel);
        Assert.Equal([new(2026, 1, 1), new(2026, 1, 4), new(2026, 1, 5)], days.Select(d => d.From));
        Assert.Equal([(2, 1, 1, 2, 2.0), (1, 1, 0, 1, 5.0), (1, 1, 0, 0, null)], days.Select(d => (d.Matches, d.Wins, d.Losses, d.Known, d.Mean?.Value)));
        Assert.Null(days[1].Mean!.Low);
        var weeks = await Get<Trends>().ReadAsync(Of(_hero), By(Hero), Goals, TrendStep.Week, Cancel);
        Assert.Equal([(new DateOnly(2025, 12, 29), 3), (new DateOnly(2026, 1, 5), 1)], weeks.Select(w => (w.From, w.Matches)));
    }

    [Fact]
    public async Task Sessions_AreCutWhereTheBreakBetweenEndAndStartIsLongerThanTheGap()
    {
        Add(1, Thursday, won: true);
        Add(2, Thursday.AddSeconds(350 + (30 * 60)), won: false); // a break of just 30 minutes
        Add(3, Thursday.AddSeconds((2 * (350 + (30 * 60))) + 1), won: true); // and one second more
        await ImportAsync();

        var sessions = await Get<PlaySessions>().ListAsync(Of(_hero), By(Hero), PlaySessions.UsualGap, before: null, 10, Cancel);
        Assert.Equal([(1, 1, 0, 1), (2, 1, 1, 0)], sessions.Items.Select(s => (s.Matches, s.Wins, s.Losses, s.Net)));
        Assert.Equal((Thursday, Thursday.AddSeconds((2 * 350) + (30 * 60))), (sessions.Items[1].StartedAt, sessions.Items[1].EndedAt));
        Assert.Null(sessions.Next);
        var first = await Get<PlaySessions>().ListAsync(Of(_hero), By(Hero), PlaySessions.UsualGap, before: null, 1, Cancel);
        var second = await Get<PlaySessions>().ListAsync(Of(_hero), By(Hero), PlaySessions.UsualGap, first.Next, 1, Cancel);
        Assert.Equal((sessions.Items[0], sessions.Items[1], null), (first.Items.Single(), second.Items.Single(), second.Next));
        Assert.Single((await Get<PlaySessions>().ListAsync(Of(_hero), By(Hero), TimeSpan.FromMinutes(31), before: null, 10, Cancel)).Items);
    }

    [Fact]
    public async Task TeamMatesAndMeetings_CountMatchesOnceAndBySide()
    {
        Add(1, Thursday, won: true);
        Add(2, Thursday.AddMinutes(10), won: false);
        Add(3, Thursday.AddMinutes(20), won: true, change: match => match["blue"]!["players"]!.AsArray().Add(match["blue"]!["players"]![1]!.DeepClone())); // rejoined
        await ImportAsync();

        var mate = Assert.Single(await Get<Companions>().TeamMatesAsync(Of(_hero), By(Hero), 10, Cancel));
        Assert.Equal(("steam:" + Mate, "Mate", 3, 2, 1, Thursday.AddMinutes(20)), (mate.PlayerId, mate.Name, mate.Matches, mate.Wins, mate.Losses, mate.LastPlayedAt));
        var rival = await Get<Companions>().HeadToHeadAsync(Of(_hero), By(Hero), Player(Rival), [Goals], Cancel);
        Assert.Equal((0, 3, 2, 1), (rival.Together.Matches, rival.Against.Matches, rival.Against.Wins, rival.Against.Losses));
        Assert.Equal(3, rival.Stats.Single().Matches);
        Assert.Equal(3, (await Get<Companions>().HeadToHeadAsync(Of(_hero), By(Hero), Player(Mate), [Goals], Cancel)).Together.Matches);
        var playlists = Assert.Single(await Get<PlayedStats>().ReadAsync(Of(_hero), By(Mate), Cancel));
        Assert.Equal((3, 2, 1), (playlists.Matches, playlists.Wins, playlists.Losses));
    }

    [Fact]
    public async Task OutcomesAndRecords_TellWinsFromLossesAndTheEarliestFeat()
    {
        Add(1, Thursday, heroGoals: 4, won: true);
        Add(2, Thursday.AddMinutes(10), heroGoals: 2, won: true);
        Add(3, Thursday.AddMinutes(20), heroGoals: 1, won: false);
        Add(4, Thursday.AddMinutes(30), heroGoals: 4, won: true);
        await ImportAsync();

        var outcome = Assert.Single(await Get<PlayerStatistics>().OutcomesAsync(Of(_hero), By(Hero), [Goals], 100, Cancel));
        Assert.Equal((3, 1, 10 / 3.0, 1.0, null), (outcome.Wins, outcome.Losses, outcome.WinMean, outcome.LossMean, outcome.Difference.Low));
        var records = await Get<PlayerStatistics>().RecordsAsync(Of(_hero), By(Hero), [Goals], Cancel);
        Assert.Equal(new StatRecord("core.goals", 4, Guid.Parse(Matches.Id(1)), Thursday), Assert.Single(records.Stats));
        Assert.Equal(new Streak(MatchResult.Win, 2, Thursday, Thursday.AddMinutes(10)), records.LongestWins);
        Assert.Equal(new Streak(MatchResult.Win, 1, Thursday.AddMinutes(30), Thursday.AddMinutes(30)), records.Current);
        Assert.Equal(1, records.LongestLosses!.Matches);
    }

    [Fact]
    public async Task Filter_ByTag_FindsTheViewersOwnTagsOnly()
    {
        Add(1, Thursday);
        Add(2, Thursday.AddMinutes(10));
        await ImportAsync();
        var mate = await _app.PersonAsync(Mate, "Mate");
        using var program = await _app.ProgramAsync(_hero);
        var told = await program.AskAsync("PUT", $"replays/{Matches.Id(1)}/tags", """{"tags":[" Scrim ","scrim","late night"]}""");
        Assert.Equal("""{"tags":["late night","scrim"]}""", await told.Content.ReadAsStringAsync(Cancel));
        using var refused = await program.AskAsync("PUT", $"replays/{Matches.Id(1)}/tags", """{"tags":["a","a tag that is longer than any tag may be"]}""");
        Assert.Contains("\"tags\":[\"A tag has 1 to 32 characters.\"]", await refused.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);

        async Task<int> FoundAsync(Viewer viewer, ReplayFilter filter) => (await Get<ReplayQueries>().ListAsync(viewer, filter, null, 10, Cancel)).Items.Count;
        Assert.Equal(1, await FoundAsync(Of(_hero), By(Hero) with { Tag = "scrim" }));
        Assert.Equal(1, await FoundAsync(Of(_hero), new ReplayFilter { Tag = "scrim" }));
        Assert.Equal(0, await FoundAsync(Of(mate), new ReplayFilter { Tag = "scrim" }));
        await ShowAsync(_hero, ProfileVisibility.Public, "link");
        Assert.Equal(0, await FoundAsync(new Viewer.Guest(_hero.Id), new ReplayFilter { Tag = "scrim" }));
    }

    [Fact]
    public async Task EveryQuestion_FromWhomNothingIsShown_FindsNothing()
    {
        Add(1, Thursday);
        await ImportAsync();
        var other = Of(await _app.PersonAsync("76561190000000077"));

        Assert.Empty(await Get<PlayerStatistics>().SummaryAsync(other, By(Hero), [Goals], 100, Cancel));
        Assert.Empty(await Get<PlayerStatistics>().OutcomesAsync(other, By(Hero), [Goals], 100, Cancel));
        Assert.Equal(0, (await Get<PlayerStatistics>().RecordsAsync(other, By(Hero), [Goals], Cancel)).Matches);
        Assert.Empty(await Get<Trends>().ReadAsync(other, By(Hero), Goals, TrendStep.Day, Cancel));
        Assert.Empty((await Get<PlaySessions>().ListAsync(other, By(Hero), PlaySessions.UsualGap, null, 10, Cancel)).Items);
        Assert.Empty(await Get<Companions>().TeamMatesAsync(other, By(Hero), 10, Cancel));
        Assert.Equal(0, (await Get<Companions>().HeadToHeadAsync(other, By(Hero), Player(Rival), [Goals], Cancel)).Against.Matches);
        Assert.Empty(await Get<PlayedStats>().ReadAsync(other, By(Hero), Cancel));
    }

    [Fact]
    public async Task Strangers_InAMatchThatBallchasingDoesNotShow_AreNobodysTeamMates()
    {
        Add(1, Thursday, change: match => match["visibility"] = "private");
        await ImportAsync();

        Assert.Empty(await Get<Companions>().TeamMatesAsync(Of(_hero), By(Hero), 10, Cancel));
        Assert.Equal(0, (await Get<Companions>().HeadToHeadAsync(Of(_hero), By(Hero), Player(Mate), [Goals], Cancel)).Together.Matches);
        Assert.Empty(await Get<PlayerStatistics>().SummaryAsync(Of(_hero), By(Mate), [Goals], 100, Cancel));
        Assert.Single(await Get<PlayerStatistics>().SummaryAsync(Of(_hero), By(Hero), [Goals], 100, Cancel));

        await ShowAsync(await _app.PersonAsync(Mate, "Mate"), ProfileVisibility.Public, link: null);
        Assert.Single(await Get<Companions>().TeamMatesAsync(Of(_hero), By(Hero), 10, Cancel));
        Assert.Equal(1, (await Get<Companions>().HeadToHeadAsync(Of(_hero), By(Hero), Player(Mate), [Goals], Cancel)).Together.Matches);
    }

    private static Viewer.Person Of(KnownUser user) => new(user.Id);

    private static ReplayFilter By(string steamId) => new() { Player = Player(steamId) };

    private static PlayerId Player(string steamId) => PlayerId.FromReplay("steam", steamId)!.Value;

    private T Get<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    /// <param name="heroGoals">Null: the payload doesn't tell.</param>
    /// <param name="change">Changes the detail before it is served.</param>
    private void Add(int number, DateTimeOffset at, int? heroGoals = 1, bool won = true, Action<JsonObject>? change = null)
    {
        var match = Matches.Detail(number);
        match["date"] = at.ToString("yyyy-MM-ddTHH:mm:ss+00:00", System.Globalization.CultureInfo.InvariantCulture);
        (match["blue"]!["stats"]!["core"]!["goals"], match["orange"]!["stats"]!["core"]!["goals"]) = won ? (3, 1) : (1, 3);
        var core = match["blue"]!["players"]![0]!["stats"]!["core"]!.AsObject();
        core["goals"] = heroGoals is { } goals ? goals : "unknown";
        change?.Invoke(match);
        _server.Replays.Insert(0, (Matches.Id(number), match.Bytes()));
    }

    private async Task ImportAsync() => await _app.FollowAsync(await _app.StartImportAsync(_hero.Id, Matches.Hero, max: 100), Cancel);

    private async Task ShowAsync(KnownUser user, ProfileVisibility visibility, string? link)
    {
        await using var db = _app.OpenDatabase();
        await db.Users.Where(u => u.Id == user.Id).ExecuteUpdateAsync(s => s.SetProperty(u => u.Visibility, visibility).SetProperty(u => u.ProfileLink, link), Cancel);
    }
}
