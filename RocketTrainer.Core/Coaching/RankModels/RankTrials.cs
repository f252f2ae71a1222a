namespace RocketTrainer.Core.Coaching.RankModels;

/// <summary>Compares two models on the same held-out games.</summary>
internal static class RankTrials
{
    private const int Draws = 1000;

    /// <summary>Tiers of fewer held-out games say nothing about a tier.</summary>
    private const int FewestOfATier = 10;

    /// <param name="rows">Held-out matches; games with a tier are asked for, the others are their context.</param>
    /// <param name="accounts">Of each row with a tier, whose it is.</param>
    /// <param name="meanTier">What the baseline always says.</param>
    public static RankTrial Compare(RankModel before, RankModel now, IReadOnlyList<RankRow> rows, IReadOnlyList<string?> accounts, double meanTier)
    {
        var lobby = Contest(before.PredictLobby(rows), now.PredictLobby(rows), before.DescribeLobby, now.DescribeLobby, rows, accounts, meanTier);
        var own = Contest(before.PredictOwn(rows), now.PredictOwn(rows), before.DescribeOwn, now.DescribeOwn, rows, accounts, meanTier);
        var verdict = (lobby.IsBetter && own.IsBetter, lobby.EvenGain > 0 && own.EvenGain > 0) switch
        {
            (false, _) => RankVerdict.NotBetter,
            (true, false) => RankVerdict.BetterOnUsualTiersOnly,
            (true, true) => RankVerdict.Better,
        };
        return new(before.Card.Id, accounts.OfType<string>().Distinct(StringComparer.Ordinal).Count(), accounts.Count(a => a is not null),
            rows.Where(r => r.Tier > 0).Select(r => r.Match).Distinct(StringComparer.Ordinal).Count(), verdict, lobby, own);
    }

    private static RankContest Contest(
        float[] before, float[] now, Func<double, RankEstimate> describeBefore, Func<double, RankEstimate> describeNow, IReadOnlyList<RankRow> rows, IReadOnlyList<string?> accounts, double meanTier)
    {
        var asked = Enumerable.Range(0, rows.Count).Where(i => rows[i].Tier > 0).Select(i => (Tier: rows[i].Tier, Account: accounts[i]!, Before: Of(before[i], describeBefore(before[i]), rows[i].Tier),
            Now: Of(now[i], describeNow(now[i]), rows[i].Tier), Baseline: new Scores(Math.Abs(meanTier - rows[i].Tier), Missed(meanTier, rows[i].Tier), Covered: 0))).ToList();
        var numbers = asked.ConvertAll(g => (double[])[.. g.Baseline.Numbers, .. g.Before.Numbers, .. g.Now.Numbers, g.Before.Error - g.Now.Error]);
        var figures = Drawn(numbers, asked.ConvertAll(g => g.Account));
        var each = Scores.Count;
        var even = asked.Select((g, i) => (g.Tier, Gain: numbers[i][^1])).GroupBy(g => g.Tier).Where(t => t.Count() >= FewestOfATier).Select(t => t.Average(g => g.Gain)).DefaultIfEmpty(0).Average();
        return new(Figure(0), Figure(1), Figure(2), Figure(3), figures[^1], even);

        HeldOutFigure Figure(int number) => new(figures[number], figures[each + number], figures[(2 * each) + number]);
    }

    private static Scores Of(double point, RankEstimate told, int tier) => new(Math.Abs(point - tier), Math.Abs(told.Tier - tier), told.Low <= tier && tier <= told.High ? 1 : 0);

    private static int Missed(double said, int tier) => Math.Abs((int)Math.Round(said) - tier);

    /// <summary>Means over games, with the middle 95 % of the same over players drawn again and again, each with all of his games.</summary>
    private static MeasuredFigure[] Drawn(List<double[]> games, List<string> accounts)
    {
        var players = games.Zip(accounts).GroupBy(g => g.Second, g => g.First, StringComparer.Ordinal).Select(p => (Sums: Sum(p), Count: p.Count())).ToArray();
        var width = games[0].Length;
        var random = new Random(1);
        var means = Enumerable.Range(0, width).Select(_ => new double[Draws]).ToArray();
        for (var draw = 0; draw < Draws; draw++)
        {
            var (sums, count) = (new double[width], 0);
            for (var i = 0; i < players.Length; i++)
            {
                var one = players[random.Next(players.Length)];
                for (var c = 0; c < width; c++)
                    sums[c] += one.Sums[c];
                count += one.Count;
            }

            for (var c = 0; c < width; c++)
                means[c][draw] = sums[c] / count;
        }

        return [.. means.Select((drawn, c) =>
        {
            Array.Sort(drawn);
            return new MeasuredFigure(games.Average(g => g[c]), drawn[Draws * 25 / 1000], drawn[Draws * 975 / 1000]);
        })];

        double[] Sum(IEnumerable<double[]> several) => several.Aggregate(new double[games[0].Length], (sum, one) => [.. sum.Zip(one, (a, b) => a + b)]);
    }

    /// <param name="Missed">By how many tiers what is shown misses.</param>
    private sealed record Scores(double Error, int Missed, double Covered)
    {
        public const int Count = 4;

        public double[] Numbers => [Error, Missed == 0 ? 1 : 0, Missed <= 1 ? 1 : 0, Covered];
    }
}
