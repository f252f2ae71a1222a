using MathNet.Numerics.Distributions;
using RocketTrainer.Core.Coaching;
using RocketTrainer.Core.Coaching.Weaknesses;

namespace RocketTrainer.Tests.Support;

/// <summary>
/// A player's skills among those of his rank, reckoned from payloads as docs/COACHING.md defines them. What players vary by is taken from
/// the norms: it has simulations of its own.
/// </summary>
internal sealed class RecountedSkills
{
    private const int Window = 50;
    private const int Fewest = 10;

    private static readonly (string Label, string[] Stats)[] Groups =
    [
        ("Finishing", ["core.goals", "core.shots"]),
        ("Playmaking", ["core.assists"]),
        ("Defending", ["core.saves", "-core.shots_against"]),
        ("Boost economy", ["boost.count_collected_small", "boost.bcpm", "-boost.amount_overfill", "boost.amount_stolen"]),
        ("Boost control", ["-boost.percent_zero_boost", "-boost.percent_boost_0_25", "-boost.amount_used_while_supersonic"]),
        ("Speed", ["movement.avg_speed", "movement.percent_supersonic_speed", "-movement.percent_slow_speed"]),
        ("Aerial", ["movement.percent_high_air", "movement.percent_low_air"]),
        ("Powerslide", ["movement.count_powerslide"]),
        ("Goalside", ["positioning.percent_behind_ball"]),
        ("Rotation", ["positioning.percent_most_back", "positioning.percent_most_forward"]),
        ("Ball proximity", ["-positioning.avg_distance_to_ball_possession", "-positioning.avg_distance_to_ball_no_possession"]),
        ("Demos", ["demo.inflicted", "-demo.taken"]),
    ];

    private readonly Dictionary<(string? Season, string Stat), (double Mean, double Spread)> _norms = [];
    private readonly List<RawLine> _near;
    private readonly string _playlist;
    private readonly int _among;

    /// <param name="matches">All that are stored, newest first.</param>
    /// <param name="above">So many tiers above his own are those among whom he is held.</param>
    public RecountedSkills(IReadOnlyList<RawMatch> matches, string account, string playlist, SkillNorms varying, int above = 0)
    {
        _playlist = playlist;
        var lines = matches.Where(m => m.Playlist == playlist).SelectMany(m => m.Lines).ToList();
        var own = lines.Where(l => l.Account == account).ToList();
        Tier = own.First(l => l.Tier > 0).Tier!.Value;
        _among = Tier + above;
        _near = [.. lines.Take(20_000).Where(l => l.Account is not null && l.Tier > 0 && Counts(l)).Where(l => Math.Abs(l.Tier!.Value - _among) <= 1)];
        List<RawLine> peers = [.. Newest(_near).OrderByDescending(l => l.Match.Date)];
        Peers = [.. peers.Take(Math.Max(200, peers.Count(l => Season(l) == Season(peers[0]))))];
        Games = [.. own.Take(Window * 3 / 2).DistinctBy(l => l.Match.Id).Where(Counts).Take(Window)];
        if (Games.Count < Fewest)
            return;
        var weights = Games.Select(g => Math.Pow(.5, (Games[0].Match.Date - g.Match.Date).TotalDays / 365)).ToArray();
        var sessions = new int[Games.Count];
        for (var i = 1; i < Games.Count; i++)
            sessions[i] = sessions[i - 1] + (Games[i - 1].Match.Date - Games[i].Match.End > TimeSpan.FromMinutes(30) ? 1 : 0);
        Skills = [.. Groups.Select(g => (g.Label, PlaceOf(g.Stats, weights, sessions, varying))).Where(s => s.Item2 is not null).Select(s => (s.Label, s.Item2!))];
    }

    public int Tier { get; }

    /// <summary>The player's own newest games that count.</summary>
    public IReadOnlyList<RawLine> Games { get; }

    /// <summary>The games that they are held against.</summary>
    public IReadOnlyList<RawLine> Peers { get; }

    public IReadOnlyList<(string Label, Percentile Place)> Skills { get; } = [];

    private static List<RawLine> Newest(IEnumerable<RawLine> lines) => [.. lines.GroupBy(l => l.Account, StringComparer.Ordinal).SelectMany(g => g.Take(20))];

    private static string? Season(RawLine line) => line.Match.Json.Member("season")?.GetInt32() is { } number ? (line.Match.Json.TextOrNull("season_type") == "free2play" ? "f" : "") + number : null;

    private static bool Counts(RawLine line)
    {
        var everybody = line.Match.Lines.ToList();
        var size = line.Match.Json.Member("team_size")?.GetInt32() ?? everybody.Count(l => l.Color == line.Color);
        var end = everybody.Max(l => Number(l, "end_time") ?? 0);
        return line.Minutes >= 2.5 && everybody.Count == 2 * size && everybody.Count(l => l.Color == "blue") == size
            && everybody.All(l => l.Json.Member("id")?.TextOrNull("platform") is not null && (end == 0 || ((Number(l, "end_time") ?? end) - (Number(l, "start_time") ?? 0)) / end >= .9));
    }

    private static double? Number(RawLine line, string name) => line.Json.Member(name)?.GetDouble();

    /// <summary>Higher is better; null where unknown.</summary>
    private static double? Score(RawLine line, string stat)
    {
        if (line[stat.TrimStart('-')] is not { } value || line.Minutes is not > 0)
            return null;
        var scored = stat switch
        {
            "positioning.percent_most_back" or "positioning.percent_most_forward" => -Math.Abs(value - (100 / 3.0)),
            _ when stat.Contains("percent_", StringComparison.Ordinal) || stat.Contains("avg_", StringComparison.Ordinal) || stat == "boost.bcpm" => value,
            _ => Math.Sqrt(value / line.Minutes!.Value),
        };
        return stat[0] == '-' ? -scored : scored;
    }

    private static (double Mean, double Spread, int Count) Norm(List<RawLine> lines, string stat)
    {
        var players = Newest(lines).GroupBy(l => l.Account, StringComparer.Ordinal).Select(g => (Weight: 1.0 / (g.Count() + 20), Scores: g.Select(l => Score(l, stat)).OfType<double>().ToList())).ToList();
        var total = players.Sum(p => p.Weight * p.Scores.Count);
        var mean = total == 0 ? 0 : players.Sum(p => p.Weight * p.Scores.Sum()) / total;
        var all = players.SelectMany(p => p.Scores).ToList();
        return (mean, all.Count == 0 ? 0 : Math.Sqrt(all.Sum(s => (s - mean) * (s - mean)) / all.Count), all.Count);
    }

    private (double Mean, double Spread) Usual(string? season, string stat)
    {
        if (_norms.TryGetValue((season, stat), out var known))
            return known;
        var (mean, spread, count) = Norm(season is null ? _near : [.. _near.Where(l => Season(l) == season)], stat);
        if (count == 0)
            return _norms[(season, stat)] = season is null ? (0, 0) : Usual(null, stat);
        if (season is not null)
            return _norms[(season, stat)] = Drawn(Usual(null, stat));
        var place = ShippedComponents.Layout.Stats.Select(s => s.Stat).ToList().IndexOf(stat.TrimStart('-'));
        return _norms[(season, stat)] = _playlist == "ranked-standard" && ShippedComponents.NormsAt(_among) is { } shipped ? Drawn((shipped.Mean[place], shipped.Spread[place])) : (mean, spread);

        (double, double) Drawn((double Mean, double Spread) parent)
        {
            var trust = count / (count + 60.0);
            return ((trust * mean) + ((1 - trust) * parent.Mean), Math.Sqrt((trust * spread * spread) + ((1 - trust) * parent.Spread * parent.Spread)));
        }
    }

    private double? Deviation(RawLine line, string stat)
    {
        var (mean, spread) = Usual(Season(line), stat);
        return Score(line, stat) is { } score && spread > 0 ? Math.Clamp((score - mean) / spread, -4, 4) : null;
    }

    /// <summary>Less what the match did to everybody in it.</summary>
    private double? Residual(RawLine line, string stat, int place)
    {
        if (Deviation(line, stat) is not { } own)
            return null;
        var others = line.Match.Lines.Where(l => l.Json.GetRawText() != line.Json.GetRawText()).ToLookup(l => l.Color == line.Color, l => Deviation(l with { Match = line.Match }, stat));
        return own - (ShippedComponents.Lobby.MateSlopes[place] * Mean(others[true])) - (ShippedComponents.Lobby.OpponentSlopes[place] * Mean(others[false]));

        static double Mean(IEnumerable<double?> values) => values.OfType<double>().DefaultIfEmpty(0).Average();
    }

    /// <summary>
    /// The shares of the variance between players and sessions, and of that of games, that the peers' mean is unsure by: over the seasons of the games, each
    /// drawn towards all seasons, and those towards what is shipped. Each player's games count n / (n + 20) together.
    /// </summary>
    private (double OfPlayers, double OfGames) Unsure(double[] weights)
    {
        return (Math.Pow(Over(c => Math.Sqrt(c.Sum(n => Math.Pow(n / (n + 20), 2))), 0), 2), Math.Pow(Over(c => Math.Sqrt(c.Sum(n => n / Math.Pow(n + 20, 2))), 1 / Math.Sqrt(60)), 2));

        double Over(Func<List<double>, double> error, double ofShipped)
        {
            double Of(IEnumerable<RawLine> near, double? parent)
            {
                var counts = Newest(near).GroupBy(l => l.Account, StringComparer.Ordinal).Select(g => (double)g.Count()).ToList();
                var own = counts.Count == 0 ? 0 : error(counts) / counts.Sum(n => n / (n + 20));
                var trust = parent is null ? 1 : counts.Sum() / (counts.Sum() + 60);
                return (trust * own) + ((1 - trust) * (parent ?? 0));
            }

            var ofAll = Of(_near, _playlist == ShippedNorms.Playlist ? ofShipped : null);
            return Games.Zip(weights).GroupBy(g => Season(g.First), g => g.Second).Sum(games => games.Sum() / weights.Sum() * Of(_near.Where(l => Season(l) == games.Key), ofAll));
        }
    }

    private Percentile? PlaceOf(string[] stats, double[] weights, int[] sessions, SkillNorms varying)
    {
        var layout = ShippedComponents.Layout.Stats.Select(s => s.Stat).ToList();
        var known = stats.Select(s => (Place: layout.IndexOf(s.TrimStart('-')), Residuals: Games.Select(g => Residual(g, s, layout.IndexOf(s.TrimStart('-')))).ToArray())).Where(s => s.Residuals.Any(r => r is not null)).ToList();
        if (known.Count == 0)
            return null;
        double mean = 0, between = 0, error = 0;
        var shares = known.ConvertAll(s => Shares(s.Residuals));
        var (ofPlayers, ofGames) = Unsure(weights);
        for (var a = 0; a < known.Count; a++)
        {
            mean += Enumerable.Range(0, Games.Count).Sum(i => shares[a][i] * (known[a].Residuals[i] ?? 0)) / known.Count;
            for (var b = 0; b < known.Count; b++)
            {
                var (x, y) = (shares[a], shares[b]);
                between += varying.Between[known[a].Place][known[b].Place];
                error += varying.Game[known[a].Place][known[b].Place] * Enumerable.Range(0, Games.Count).Sum(i => x[i] * y[i]);
                error += ((varying.Between[known[a].Place][known[b].Place] + varying.Session[known[a].Place][known[b].Place]) * ofPlayers) + (varying.Game[known[a].Place][known[b].Place] * ofGames);
                error += varying.Session[known[a].Place][known[b].Place] * Enumerable.Range(0, Games.Count).GroupBy(i => sessions[i]).Sum(s => s.Sum(i => x[i]) * s.Sum(i => y[i]));
            }
        }

        (between, error) = (between / (known.Count * known.Count), error / (known.Count * known.Count));
        var trust = between / (between + error);
        var reach = 1.2816 * Math.Sqrt(trust * error); // 80 % of a normal distribution
        return new(At(mean * trust), At((mean * trust) - reach), At((mean * trust) + reach));

        double At(double level) => 100 * Normal.CDF(0, Math.Sqrt(between), level);

        double[] Shares(double?[] residuals)
        {
            var own = weights.Select((w, i) => residuals[i] is null ? 0 : w).ToArray();
            return [.. own.Select(w => w / own.Sum())];
        }
    }
}
