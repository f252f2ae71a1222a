using System.Globalization;
using AngleSharp.Dom;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Ballchasing.Sandbox;
using RocketTrainer.Core.Coaching;
using RocketTrainer.Core.Players;
using RocketTrainer.Core.Progress;
using RocketTrainer.Core.Replays;
using RocketTrainer.Tests.Support;

namespace RocketTrainer.Tests.Integration;

/// <summary>
/// Every number of a dashboard, reckoned again from the payloads by another way: without the mapper, the tables, and what
/// reads them.
/// </summary>
public sealed class DashboardNumbersTests
{
    private const string Minus = "−";

    private static readonly string[] FormStats =
    [
        "core.score", "core.goals", "core.assists", "core.saves", "core.shots", "core.shooting_percentage", "core.mvp",
        "boost.bpm", "boost.bcpm", "boost.avg_amount", "boost.amount_stolen", "boost.percent_zero_boost",
        "movement.avg_speed", "movement.percent_supersonic_speed", "positioning.percent_behind_ball", "positioning.goals_against_while_last_defender",
        "demo.inflicted", "demo.taken",
    ];

    private static readonly string[] OutcomeStats =
    [
        "boost.bpm", "boost.bcpm", "boost.avg_amount", "boost.percent_zero_boost", "boost.amount_stolen", "boost.count_collected_small",
        "movement.avg_speed", "movement.percent_supersonic_speed", "movement.percent_slow_speed", "movement.percent_ground", "movement.percent_high_air",
        "positioning.percent_behind_ball", "positioning.percent_offensive_half", "positioning.percent_most_back", "positioning.percent_closest_to_ball",
        "positioning.avg_distance_to_ball", "demo.inflicted", "demo.taken",
    ];

    private static readonly CultureInfo Culture = CultureInfo.GetCultureInfo("en-US");

    /// <summary>The league of this evening is the same on every day.</summary>
    private readonly FakeTimeProvider _evening = new(new(2026, 6, 10, 21, 0, 0, TimeSpan.Zero));

    private IReadOnlyList<RawMatch> _matches = [];
    private SkillNorms _varying = null!;
    private List<RawLine> _mine = [];
    private List<RawLine> _alike = [];
    private string _account = "";
    private string _playlist = "";
    private ClaimedPage _page = null!;
    private Overview _overview = null!;
    private SkillWheel _wheel = null!;

    [Fact]
    public async Task Dashboard_OfAnImportedPlayer_ShowsNoNumberThatThePayloadsDoNotBearOut()
    {
        await ReadAsync();

        Around();
        Now();
        Today();
        DifferenceTable("Form", FormStats, _alike.Skip(20).Take(100).ToList(), _alike.Take(20).ToList(), judged: true);
        Form();
        DifferenceTable("Wins against losses", OutcomeStats, _alike.Take(200).Where(l => l.Lost).ToList(), _alike.Take(200).Where(l => l.Won).ToList(), judged: false);
        Outcomes();
        Skills();
        LastSession();
        Streaks();
        Latest();
        BehindAClick();
        Assert.Empty(_page.Unclaimed); // whoever adds a number to the page reckons it again here
    }

    private async Task ReadAsync()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var app = new RocketTrainerApp(environment: "Development", settings: [("Ballchasing:Sandbox", "On"), ("Ballchasing:Tier", "unlimited")])
        {
            Replace = services => services.AddSingleton(new SandboxLeague(seed: 1, _evening)),
        };
        _ = app.Address;
        _account = app.Services.GetRequiredService<SandboxLeague>().FeaturedPlayers[0].Id;
        await app.FollowAsync(await app.StartImportAsync(User.DemoId, _account, max: 300, settled: true), cancel);
        using var reader = new HttpClient { BaseAddress = app.Address };
        reader.DefaultRequestHeaders.Add("Accept-Language", "en-US");
        _page = new(await reader.GetStringAsync(new Uri("/", UriKind.Relative), cancel));
        await using var db = app.OpenDatabase();
        var population = app.Services.GetRequiredService<Population>();
        Assert.True(PlayerId.TryParse(_account, out var player, out _));
        var (viewer, filter) = (new Viewer.Person(User.DemoId), new ReplayFilter { Player = player });
        var main = await app.Services.GetRequiredService<ReplayQueries>().MainPlaylistAsync(viewer, filter, cancel);
        _overview = (await app.Services.GetRequiredService<Overviews>().ReadAsync(viewer, filter, main, cancel))!;
        _wheel = (await app.Services.GetRequiredService<SkillWheels>().ReadAsync(viewer, filter, _overview.Playlist!, cancel))!;
        _matches = await RawMatch.ReadAsync(db, cancel);
        _mine = [.. _matches.Select(m => m.Lines.First(l => l.Account == _account))];
        Assert.Equal(_mine.Count, _mine.Select(l => l.Match.Date).Distinct().Count()); // so their order is known
        _playlist = _mine.Take(60).GroupBy(l => l.Match.Playlist!, StringComparer.Ordinal).MaxBy(g => g.Count())!.Key;
        _varying = (await population.OfAsync(_playlist, cancel)).Skills;
        _alike = [.. _mine.Where(l => l.Match.Playlist == _playlist)];
        Assert.True(_alike.Count >= 120, "There are too few matches in the main playlist, so that half of the page isn't there.");
    }

    private void Around()
    {
        var name = _mine[0].Name!;
        _page.Text(_page.Main.QuerySelector("h1"), name);
        _page.Text(_page.Main.QuerySelector("a.all"), $"All matches of {name}");
        foreach (var (option, days) in _page.Main.QuerySelectorAll(".choice.period option").Skip(1).Zip([7, 30, 90, 365]))
        {
            _page.Text(option, $"Last {days} days");
            Assert.Equal(TimeProvider.System.GetUtcNow().AddDays(-days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), option.GetAttribute("value"));
        }
    }

    private void Now()
    {
        var card = _page.Card("Now");
        var ranks = _mine.Where(l => l.Tier > 0).GroupBy(l => l.Match.Playlist!, StringComparer.Ordinal).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).Take(3).ToList();
        var streak = _mine.TakeWhile(l => Math.Sign(l.Lead!.Value) == Math.Sign(_mine[0].Lead!.Value)).Count();
        List<(string Term, string? Figure)> figures =
        [
            ($"Last 20 of {Playlists.NameOf(_playlist)}", WonLost(_alike.Take(20))),
            ("Streak", $"{streak} {Word(_mine[0], streak)}"),
            ($"All {_mine.Count}", WonLost(_mine)),
            .. ranks.Select(g => (Playlists.NameOf(g.Key), (string?)null)),
        ];
        var shown = card.QuerySelectorAll("dl.figures > div").ToList();
        Assert.Equal(figures.Count, shown.Count);
        foreach (var (figure, (term, text)) in shown.Zip(figures))
        {
            _page.Text(figure.QuerySelector("dt"), term);
            if (text is not null)
                _page.Text(figure.QuerySelector("dd"), text);
        }

        foreach (var (figure, rank) in shown.Skip(3).Zip(ranks))
            Rank(figure.QuerySelector(".rank > .rank, dd .rank"), rank.First().Tier, rank.First().Division, named: true);
        Strip(card, [.. _mine.Take(60).Reverse()]);
    }

    private void Rank(IElement? badge, int? tier, int? division, bool named)
    {
        var name = division is null ? TierName(tier!.Value) : $"{TierName(tier!.Value)}, division {division}";
        _page.Attribute(badge, "title", name);
        _page.Attribute(badge!.QuerySelector("svg"), "aria-label", name);
        Assert.Equal(division ?? 0, badge.QuerySelectorAll("circle.pip.on").Length);
        if (named)
            _page.Text(badge.QuerySelector(".name"), TierName(tier.Value));
    }

    private void Strip(IElement card, List<RawLine> lines)
    {
        var strip = card.QuerySelector(".strip")!;
        _page.Attribute(strip, "aria-label", $"The last {lines.Count} matches: {lines.Count(l => l.Won)} won, {lines.Count(l => l.Lost)} lost");
        var links = strip.QuerySelectorAll("a").ToList();
        Assert.Equal(lines.Select(l => $"/replays/{l.Match.Id}?player={Uri.EscapeDataString(_account)}"), links.Select(a => a.GetAttribute("href")));
        foreach (var (link, line) in links.Zip(lines))
        {
            var told = $"{(line.Won ? "Win" : line.Lost ? "Loss" : "Draw")} by {Math.Abs(line.Lead!.Value)}, {line.Match.Date.UtcDateTime.ToString("d MMM yyyy, HH:mm", Culture)}";
            _page.Attribute(link, "title", told);
            Assert.Equal(line.Won ? "win" : line.Lost ? "loss" : "draw", link.ClassName); // up or down
            Assert.StartsWith($"height:{Math.Clamp(Math.Abs(line.Lead.Value), 1, 5) * 10}%;", link.QuerySelector("i")!.GetAttribute("style"), StringComparison.Ordinal);
        }
    }

    /// <summary>The coach is asked when the page is there; what he says has tests of its own.</summary>
    private void Today()
    {
        var card = _page.Card("What to work on");
        _page.Text(card.QuerySelector("header p"), $"{Playlists.NameOf(_playlist)}, by the coach");
        Assert.Equal("Asking the coach", card.QuerySelector("[aria-busy=true] .unseen")?.TextContent);
    }

    private void DifferenceTable(string title, string[] stats, List<RawLine> from, List<RawLine> to, bool judged)
    {
        var card = _page.Card(title);
        var differences = RecountedDifference.Of(stats, from, to);
        _page.Text(card.QuerySelector("button.more"), $"All {differences.Count}");
        var rows = card.QuerySelectorAll("tbody tr").ToList();
        Assert.Equal(differences.Take(7).Select(d => $"/glossary/{d.Stat.Key}"), rows.Select(r => r.QuerySelector("a.stat-name")!.GetAttribute("href")));
        foreach (var (row, difference) in rows.Zip(differences))
        {
            _page.Text(row.QuerySelector("a.stat-name"), difference.Stat.Label);
            _page.Attribute(row.QuerySelector("a.stat-name"), "title", difference.Stat.Description);
            _page.Text(row.QuerySelector(".unit"), difference.Unit);
            _page.Text(row.QuerySelector("td.from"), difference.FromTexts);
            _page.Text(row.QuerySelector("td.to"), difference.ToTexts);
            _page.Attribute(row.QuerySelector("td.drawn"), "title", difference.Told);
            _page.Attribute(row.QuerySelector("td.drawn svg"), "aria-label", difference.Told);
            _page.Text(row.QuerySelector("td.verdict"), Verdict(difference, judged));
        }
    }

    private void Form()
    {
        var card = _page.Card("Form");
        _page.Text(card.QuerySelector("header p"), $"{Playlists.NameOf(_playlist)}, last 20 against the 100 before");
        _page.Text(card.QuerySelectorAll("thead th")[1], "100 before");
        _page.Text(card.QuerySelectorAll("thead th")[2], "Last 20");
        var clear = RecountedDifference.Of(FormStats, _alike.Skip(20).Take(100).ToList(), _alike.Take(20).ToList()).Where(d => d.IsClear).ToList();
        var told = new[] { ("Better", "▲ better"), ("Worse", "▼ worse"), ("Different", "◆ different") }
            .Select(word => (word.Item1, Labels: string.Join(", ", clear.Where(d => Verdict(d, judged: true) == word.Item2).Select(d => d.Stat.Label.ToLowerInvariant()))))
            .Where(word => word.Labels.Length > 0).Select(word => $"{word.Item1}: {word.Labels}.").ToList();
        _page.Text(card.QuerySelector("p.told"), told.Count == 0 ? "Nothing has clearly changed." : string.Join(' ', told));
        Described(card.QuerySelectorAll("p.told a"));
    }

    private void Outcomes()
    {
        var card = _page.Card("Wins against losses");
        var (won, lost) = (_alike.Take(200).Where(l => l.Won).ToList(), _alike.Take(200).Where(l => l.Lost).ToList());
        _page.Text(card.QuerySelector("header p"), $"{Playlists.NameOf(_playlist)}, {won.Count} won, {lost.Count} lost");
        var clear = RecountedDifference.Of(OutcomeStats, lost, won).Where(d => d.IsClear).OrderByDescending(d => d.Size).Take(3)
            .Select(d => $"{d.Stat.Label.ToLowerInvariant()} is {(d.Value > 0 ? "higher" : "lower")}").ToList();
        _page.Text(card.QuerySelector("p.told"), clear.Count == 0 ? $"Nothing clearly tells {_mine[0].Name}'s wins from the losses." : $"In what {_mine[0].Name} wins, {string.Join(", ", clear)}.");
        Described(card.QuerySelectorAll("p.told a"));
    }

    private void Described(IEnumerable<IElement> names)
    {
        foreach (var name in names)
            _page.Attribute(name, "title", StatCatalog.Get(name.GetAttribute("href")!["/glossary/".Length..]).Description);
    }

    private static string Verdict(RecountedDifference difference, bool judged) => (difference.IsClear, judged, difference.Stat.Better, difference.Value > 0) switch
    {
        (false, _, _, _) => "≈ within noise",
        (_, false, _, true) => "▲ more",
        (_, false, _, false) => "▼ less",
        (_, _, Better.Neither, _) => "◆ different",
        (_, _, Better.Higher, true) or (_, _, Better.Lower, false) => "▲ better",
        _ => "▼ worse",
    };

    private void Skills()
    {
        var card = _page.Card("Skills");
        var skills = new RecountedSkills(_matches, _account, _playlist, _varying);
        _page.Text(card.QuerySelector("header p"), $"{Playlists.NameOf(_playlist)}, last {skills.Games.Count}, percentiles among {TierName(skills.Tier)} players");
        Assert.Equal(12, skills.Skills.Count);
        _page.Attribute(card.QuerySelector(".plot"), "aria-label", $"Percentiles by skill: {string.Join(", ", skills.Skills.Select(s => $"{s.Label} {s.Place.Value.ToString("F0", Culture)}"))}");
        var (first, last) = (skills.Peers.Min(p => p.Match.Date), skills.Peers.Max(p => p.Match.Date));
        _page.Text(card.QuerySelector("p.passport"), string.Create(Culture,
            $"Held against {skills.Peers.Count:N0} games of {skills.Peers.Select(p => p.Account).Distinct(StringComparer.Ordinal).Count():N0} players, {TierName(skills.Tier - 1)} to {TierName(skills.Tier + 1)}, {first.UtcDateTime:MMM yyyy} to {last.UtcDateTime:MMM yyyy}. Further out is better."));
    }

    /// <summary>What the page draws, or shows when it is opened: every row of both tables, every point of the ranks, intervals, and the next rank's percentiles.</summary>
    private void BehindAClick()
    {
        var form = RecountedDifference.Of(FormStats, _alike.Skip(20).Take(100).ToList(), _alike.Take(20).ToList());
        Assert.Equal(form.Select(d => d.Stat.Key).Order(StringComparer.Ordinal), _overview.Form.Stats.Select(s => s.Stat).Order(StringComparer.Ordinal));
        foreach (var (expected, shown) in form.Select(d => (d, _overview.Form.Stats.Single(s => s.Stat == d.Stat.Key))))
            Same(expected, (shown.FromMatches, shown.From), (shown.ToMatches, shown.To), shown.Difference, shown.IsClear);

        var outcomes = RecountedDifference.Of(OutcomeStats, _alike.Take(200).Where(l => l.Lost).ToList(), _alike.Take(200).Where(l => l.Won).ToList());
        Assert.Equal(outcomes.Select(d => d.Stat.Key).Order(StringComparer.Ordinal), _overview.Outcomes.Stats.Select(s => s.Stat).Order(StringComparer.Ordinal));
        foreach (var (expected, shown) in outcomes.Select(d => (d, _overview.Outcomes.Stats.Single(s => s.Stat == d.Stat.Key))))
            Same(expected, (shown.Losses, shown.LossMean), (shown.Wins, shown.WinMean), shown.Difference, shown.IsClear);

        var ranked = _mine.Where(l => l.Tier > 0).GroupBy(l => l.Match.Playlist!, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.GroupBy(l => l.Match.Date.UtcDateTime.Date).Select(day => day.First()).Reverse().ToList(), StringComparer.Ordinal);
        Assert.Equal(ranked.Keys.Order(StringComparer.Ordinal), _overview.Ranks.Select(r => r.Playlist).Order(StringComparer.Ordinal));
        Assert.All(_overview.Ranks, curve => Assert.Equal(ranked[curve.Playlist!].Select(l => (l.Match.Date, l.Tier!.Value, l.Division)), curve.Points.Select(p => (p.At, p.Tier, p.Division))));

        var (own, next) = (new RecountedSkills(_matches, _account, _playlist, _varying), new RecountedSkills(_matches, _account, _playlist, _varying, above: 1));
        Assert.True(next.Peers.Count >= PopulationNorms.FewestGames, "Too few play a tier higher, so that their percentiles aren't there.");
        foreach (var (skill, shown) in own.Skills.Select(s => (s, _wheel.Skills.Single(w => w.Label == s.Label))))
        {
            SamePlace(skill.Place, shown.Own);
            SamePlace(next.Skills.Single(s => s.Label == skill.Label).Place, shown.Next!);
        }

        static void Same(RecountedDifference expected, (int Matches, double Mean) from, (int Matches, double Mean) to, Estimate difference, bool isClear)
        {
            Assert.Equal((expected.From.Length, expected.To.Length, expected.IsClear), (from.Matches, to.Matches, isClear));
            foreach (var (reckoned, told) in new[] { (expected.FromMean, from.Mean), (expected.ToMean, to.Mean), (expected.Value, difference.Value), (expected.Value - expected.Reach, difference.Low!.Value), (expected.Value + expected.Reach, difference.High!.Value) })
                Assert.Equal(reckoned, told, 6);
        }

        static void SamePlace(Percentile expected, Percentile shown)
        {
            foreach (var (reckoned, told) in new[] { (expected.Value, shown.Value), (expected.Low, shown.Low), (expected.High, shown.High) })
                Assert.Equal(reckoned, told, 6);
        }
    }

    private void LastSession()
    {
        var card = _page.Card("Last session");
        var lines = new List<RawLine> { _mine[0] };
        lines.AddRange(_mine.Skip(1).TakeWhile((line, i) => _mine[i].Match.Date - line.Match.End <= TimeSpan.FromMinutes(30)));
        var net = lines.Count(l => l.Won) - lines.Count(l => l.Lost);
        var time = lines[0].Match.End - lines[^1].Match.Date;
        _page.Text(card.QuerySelector("header p"), lines[^1].Match.Date.UtcDateTime.ToString("d MMM yyyy, HH:mm", Culture));
        _page.Text(card.QuerySelector("p.hero"), $"{WonLost(lines)} {(net > 0 ? $"+{net}" : net < 0 ? $"{Minus}{-net}" : "±0")}");
        _page.Text(card.QuerySelectorAll("p.quiet")[^1], $"{lines.Count} {(lines.Count == 1 ? "match" : "matches")} in {(time.TotalHours < 1 ? $"{time.TotalMinutes.ToString("F0", Culture)} min" : $"{(int)time.TotalHours} h {time.Minutes} min")}");
        Strip(card, [.. lines.AsEnumerable().Reverse()]);
        SessionFacts(card, lines);
    }

    /// <summary>The stats that lay furthest from what is usual in each match's playlist, in standard errors, and who played along.</summary>
    private void SessionFacts(IElement card, List<RawLine> session)
    {
        var usual = _mine.Take(300).ToList();
        var leads = new List<(RecountedDifference Stat, double Lead)>();
        foreach (var stat in FormStats.Select(StatCatalog.Get).Where(s => s.Better != Better.Neither && s.Type != StatType.Flag))
        {
            var known = session.Where(l => l[stat.Key] is not null).ToList();
            var expected = known.ConvertAll(l => usual.Where(u => u.Match.Playlist == l.Match.Playlist).Select(u => u[stat.Key]).OfType<double>().ToArray());
            if (known.Count < 3 || expected.Exists(e => e.Length < 3))
                continue;
            var (mean, usually) = (known.Sum(l => l[stat.Key]!.Value) / known.Count, expected.Sum(e => e.Average()) / known.Count);
            var error = Math.Sqrt(expected.Sum(e => e.Sum(v => Math.Pow(v - e.Average(), 2)) / (e.Length - 1)) / known.Count / known.Count);
            leads.Add((new(stat, [usually], [mean], IsClear: false), error == 0 ? 0 : (mean - usually) / error * (stat.Better == Better.Higher ? 1 : -1)));
        }

        List<(string Term, RecountedDifference Stat)> told = [];
        if (leads.Count > 0 && leads.MaxBy(l => l.Lead) is { Lead: > 0 } best)
            told.Add(("▲ Best", best.Stat));
        if (leads.Count > 0 && leads.MinBy(l => l.Lead) is { Lead: < 0 } worst)
            told.Add(("▼ Worst", worst.Stat));
        Assert.NotEmpty(told);
        var shown = card.QuerySelectorAll("dl > div").ToList();
        foreach (var (row, (term, stat)) in shown.Zip(told))
        {
            _page.Text(row.QuerySelector("dt"), term);
            Assert.Equal($"/glossary/{stat.Stat.Key}", row.QuerySelector("dd a")!.GetAttribute("href"));
            _page.Attribute(row.QuerySelector("dd a"), "title", stat.Stat.Description);
            _page.Text(row.QuerySelector("dd"), [.. from mean in stat.ToTexts from usually in stat.FromTexts select $"{stat.Stat.Label} {$"{mean} {stat.Unit}".TrimEnd()}, usually {usually}"]);
        }

        var mates = session.SelectMany(own => own.Match.Lines.Where(l => l.Color == own.Color && l.Account is not null && l.Account != _account && own.Match.Json.TextOrNull("visibility") == "public")
                .DistinctBy(l => l.Account, StringComparer.Ordinal).Select(l => (Mate: l, Own: own)))
            .GroupBy(m => m.Mate.Account!, StringComparer.Ordinal).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).Take(3)
            .Select(g => $"{g.First().Mate.Name} {WonLost(g.Select(m => m.Own))}").ToList();
        Assert.Equal(told.Count + (mates.Count > 0 ? 1 : 0), shown.Count);
        if (mates.Count > 0)
            _page.Text(shown[^1].QuerySelector("dd"), string.Join(", ", mates));
    }

    private void Streaks()
    {
        var shown = _page.Card("Streaks").QuerySelectorAll("dd");
        Assert.Equal(2, shown.Length);
        _page.Text(shown[0], Longest(l => l.Won));
        _page.Text(shown[1], Longest(l => l.Lost));

        string Longest(Func<RawLine, bool> passes)
        {
            // From each match on backwards in time, while it goes on like that.
            var streaks = _mine.Select((line, i) => (Last: line, Length: _mine.Skip(i).TakeWhile(passes).Count())).ToList();
            var (last, length) = streaks.First(s => s.Length == streaks.Max(o => o.Length));
            return $"{length} {Word(last, length)}, {last.Match.Date.UtcDateTime.ToString("d MMM yyyy", Culture)}";
        }
    }

    private void Latest()
    {
        var rows = _page.Main.QuerySelectorAll(".latest tbody tr").ToList();
        Assert.Equal(8, rows.Count);
        foreach (var (row, line) in rows.Zip(_mine))
        {
            var match = line.Match;
            var (blue, orange) = (match.Goals("blue"), match.Goals("orange"));
            _page.Text(row.QuerySelector("td.result"), line.Won ? "W" : line.Lost ? "L" : "D");
            _page.Text(row.QuerySelector("td.score .team-blue"), $"{blue}");
            _page.Text(row.QuerySelector("td.score .team-orange"), $"{orange}");
            _page.Attribute(row.QuerySelector("td.score .score"), "aria-label", $"Blue {blue}, Orange {orange}");
            var map = match.Json.TextOrNull("map_name") ?? match.Json.TextOrNull("map_code")!;
            var playlist = match.Json.TextOrNull("playlist_name") ?? match.Playlist!;
            _page.Text(row.QuerySelector("td.where a"), map);
            _page.Attribute(row.QuerySelector("td.where a"), "aria-label", $"{map}, {playlist}, {(line.Won ? "Win" : line.Lost ? "Loss" : "Draw")}, blue {blue}, orange {orange}");
            _page.Text(row.QuerySelector("td.where .quiet"), playlist);
            foreach (var color in new[] { "blue", "orange" })
            {
                var names = string.Join(", ", match.Lines.Where(l => l.Color == color).Select(l => l.Name));
                _page.Text(row.QuerySelector($"td.who .team-{color}"), names);
                _page.Attribute(row.QuerySelector($"td.who .team-{color}"), "title", names);
            }

            var ranks = new[] { match.Json.Member("min_rank"), match.Json.Member("max_rank") }.Where(r => r is not null).Select(r => (Tier: r!.Value.Member("tier")?.GetInt32(), Division: r.Value.Member("division")?.GetInt32())).Distinct().ToList();
            var badges = row.QuerySelectorAll("td.ranks .rank").ToList();
            Assert.Equal(ranks.Count, badges.Count);
            foreach (var (badge, (tier, division)) in badges.Zip(ranks))
                Rank(badge, tier, division, named: false);
            _page.Text(row.QuerySelector("td.length"), $"{match.Duration / 60}:{match.Duration % 60:00}{(match.Json.Member("overtime")?.GetBoolean() == true ? "OT" : "")}");
            When(row.QuerySelector("time"), match);
        }
    }

    private void When(IElement? time, RawMatch match)
    {
        var utc = match.Date.UtcDateTime;
        _page.Attribute(time, "datetime", utc.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
        _page.Attribute(time, "title", match.Json.Member("date_has_timezone")?.GetBoolean() == false ? $"{match.Date.DateTime.ToString("f", Culture)}, local time, zone unknown" : $"{utc.ToString("f", Culture)} UTC");
        _page.Text(time, [Ago(TimeProvider.System.GetUtcNow() - match.Date), Ago(TimeProvider.System.GetUtcNow() - TimeSpan.FromMinutes(1) - match.Date)]); // the page is a moment older

        string Ago(TimeSpan ago) => ago switch
        {
            { TotalHours: < 1 } => $"{(int)ago.TotalMinutes} min ago",
            { TotalDays: < 1 } => $"{(int)ago.TotalHours} h ago",
            { TotalDays: < 2 } => "yesterday",
            { TotalDays: < 30 } => $"{(int)ago.TotalDays} days ago",
            _ => utc.ToString("d MMM yyyy", Culture),
        };
    }

    private static string WonLost(IEnumerable<RawLine> lines) => $"{lines.Count(l => l.Won)}–{lines.Count(l => l.Lost)}";

    private static string Word(RawLine line, int count) => (line.Won ? count == 1 ? "win" : "wins" : line.Lost ? count == 1 ? "loss" : "losses" : count == 1 ? "draw" : "draws");

    private static string TierName(int tier) => tier == 22 ? "Supersonic Legend"
        : $"{new[] { "Bronze", "Silver", "Gold", "Platinum", "Diamond", "Champion", "Grand Champion" }[(tier - 1) / 3]} {"I II III".Split(' ')[(tier - 1) % 3]}";
}
