using RocketTrainer.Core.Coaching;
using RocketTrainer.Core.Coaching.RankModels;
using RocketTrainer.Core.Players;
using RocketTrainer.Core.Replays;
using RocketTrainer.Tests.Support;
using RocketTrainer.Tests.Unit.Coaching.RankModels;

namespace RocketTrainer.Tests.Integration.Coaching;

/// <summary>An invented league of ranked 3v3: everybody in a match plays like one tier; what he is called is the league's to say.</summary>
internal static class RankLeague
{
    private const int Tiers = 21;
    private const int PlayersOfATier = 90;
    private const int Seconds = 360; // as RankRows has it

    /// <summary>Stats as of one tier, ranks the other way round: whoever learnt elsewhere is wrong here.</summary>
    public static Task UpsideDownAsync(StoredMatches stored, int matches, int seed = 1) => AddAsync(stored, matches, seed, (tier, _) => Tiers + 1 - tier);

    /// <summary>Ranks just as the shipped model tells them from the lobby: nobody can know better.</summary>
    public static Task AsShippedAsync(StoredMatches stored, int matches, int seed = 1) =>
        AddAsync(stored, matches, seed, (_, estimate) => estimate.Tier);

    private static async Task AddAsync(StoredMatches stored, int matches, int seed, Func<int, RankEstimate, int> rank)
    {
        var random = new Random(seed);
        await stored.AddAsync([.. Enumerable.Range(0, matches).Select(number =>
        {
            var (at, tier) = (StoredMatches.Evening.AddMinutes(10 * number), 1 + (number % Tiers));
            var players = Enumerable.Range(0, 6).Select(_ => AsStored(RankRows.Player(tier, random))).ToList();
            var estimates = RankModel.Shipped.Estimate(new RankMatch(at, Seconds, players));
            var accounts = Enumerable.Range(0, PlayersOfATier).ToArray();
            random.Shuffle(accounts);
            return new StoredMatch(at, [.. players.Select((values, i) => new StoredLine(Account(tier, accounts[i]), i < 3 ? TeamColor.Blue : TeamColor.Orange)
            {
                Tier = rank(tier, estimates[i]), Stats = Stats(values),
            })]) { Playlist = "ranked-standard", TeamSize = 3, Duration = Seconds };
        })]);
    }

    /// <summary>Counts are whole.</summary>
    private static double[] AsStored(double[] values) => [.. PlayerGame.Stats.Select((stat, i) => stat.Type == StatType.Count ? Math.Round(values[i]) : values[i])];

    private static (string Key, double? Value)[] Stats(double[] values) =>
        [.. PlayerGame.Stats.Select((stat, i) => (stat.Key, Value: values[i])).Where(s => !double.IsNaN(s.Value)).Select(s => (s.Key, (double?)s.Value))];

    private static PlayerId Account(int tier, int number) => StoredMatches.Account((tier * 1000) + number);
}
