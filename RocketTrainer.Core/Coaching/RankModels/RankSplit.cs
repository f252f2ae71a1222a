using System.Security.Cryptography;
using System.Text;

namespace RocketTrainer.Core.Coaching.RankModels;

/// <summary>
/// Stored matches divided into those to learn from and those to compare with. No match is on both sides, and nobody whose rank is asked
/// for in the second stands in the first.
/// </summary>
/// <param name="Learn">Matches without held-out players. Rows of nobody's rank have tier 0.</param>
/// <param name="HeldOut">Matches with one at least; a tier stands only at players who are in no match of the others.</param>
/// <param name="HeldOutPlayers">Of each held-out row, the account where it has a tier.</param>
internal sealed record RankSplit(IReadOnlyList<RankRow> Learn, IReadOnlyList<RankRow> HeldOut, IReadOnlyList<string?> HeldOutPlayers, RankSupply Supply, string Hash)
{
    /// <summary>What <see cref="RankModelCard.Split"/> and the model card say of it.</summary>
    public const string Words = "matches that share a player on one side, but for regulars who would join everything";

    /// <summary>Games of one player that count: nobody who is here often is the measure of himself.</summary>
    public const int MostOfOnePlayer = 20;

    /// <summary>
    /// One account in so many is held out, always the same ones, so that no model made here ever saw them. With six players a match,
    /// about a quarter of the matches is.
    /// </summary>
    private const int HeldOutOneIn = 20;

    /// <summary>Whoever stands in a larger share of the matches is never held out: his matches would be most of what there is.</summary>
    private const double RegularShare = 0.05;

    /// <param name="games">The newest first.</param>
    public static RankSplit Of(IReadOnlyList<RankGame> games)
    {
        var times = games.SelectMany(g => Accounts(g)).GroupBy(a => a, StringComparer.Ordinal).ToDictionary(a => a.Key, a => a.Count(), StringComparer.Ordinal);
        var heldOut = times.Where(a => a.Value <= Math.Max(1, games.Count * RegularShare) && IsHeldOut(a.Key)).Select(a => a.Key).ToHashSet(StringComparer.Ordinal);
        var learnt = games.Where(g => !Accounts(g).Any(heldOut.Contains)).ToList();
        var seen = learnt.SelectMany(Accounts).ToHashSet(StringComparer.Ordinal);
        var groups = MatchGroups.Of(learnt);
        var learn = Rows(learnt, _ => true, game => groups[game.Match]);
        var test = Rows([.. games.Where(g => Accounts(g).Any(heldOut.Contains))], account => !seen.Contains(account), game => game.Match);
        var ranked = learn.Where(r => r.Row.Tier > 0).ToList();
        var supply = new RankSupply(ranked.Count, ranked.Select(r => r.Account).Distinct(StringComparer.Ordinal).Count(), ranked.Select(r => r.Row.Match).Distinct(StringComparer.Ordinal).Count(),
            ranked.GroupBy(r => r.Row.Tier).Count(t => t.Count() >= RankSupply.FewestOfATier), test.Where(r => r.Row.Tier > 0).Select(r => r.Account).Distinct(StringComparer.Ordinal).Count());
        return new([.. learn.Select(r => r.Row)], [.. test.Select(r => r.Row)], [.. test.Select(r => r.Row.Tier > 0 ? r.Account : null)], supply, HashOf([.. learn, .. test]));
    }

    internal static bool IsHeldOut(string account) => BitConverter.ToUInt64(SHA256.HashData(Encoding.UTF8.GetBytes("held out:" + account))) % HeldOutOneIn == 0;

    private static List<(RankRow Row, string? Account)> Rows(List<RankGame> games, Func<string, bool> isAsked, Func<RankGame, string> group)
    {
        var taken = new Dictionary<string, int>(StringComparer.Ordinal);
        return [.. games.SelectMany(game => game.Players.Select(player =>
        {
            var counts = player.Tier > 0 && player.Account is { } account && isAsked(account) && (taken[account] = taken.GetValueOrDefault(account) + 1) <= MostOfOnePlayer;
            var isRecent = new RankMatch(game.PlayedAt, game.Seconds, []).IsRecent;
            return (new RankRow(game.Match, group(game), player.Values, counts ? player.Tier : 0, game.Seconds, isRecent, IsWhole: true), counts ? player.Account : null);
        }))];
    }

    private static IEnumerable<string> Accounts(RankGame game) => game.Players.Select(p => p.Account).OfType<string>().Distinct(StringComparer.Ordinal);

    private static string HashOf(List<(RankRow Row, string? Account)> rows)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (row, account) in rows)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{row.Match}|{row.Group}|{account}|{row.Tier}|{row.Seconds}\n")));
            hash.AppendData(System.Runtime.InteropServices.MemoryMarshal.AsBytes<double>(row.Values));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}

/// <summary>
/// Which matches stay together when a model's own folds are made: those that share a player, as long as a group doesn't grow beyond a
/// twentieth of all. Players of few matches come first, so that it is the regulars who are in several groups.
/// </summary>
internal static class MatchGroups
{
    private const int FewestGroups = 20;

    /// <summary>By match, its group.</summary>
    public static IReadOnlyDictionary<string, string> Of(IReadOnlyList<RankGame> games)
    {
        var above = Enumerable.Range(0, games.Count).ToArray();
        var sizes = Enumerable.Repeat(1, games.Count).ToArray();
        var most = Math.Max(1, games.Count / FewestGroups);
        var players = games.SelectMany((g, i) => g.Players.Where(p => p.Account is not null).Select(p => (Account: p.Account!, Match: i))).Distinct()
            .GroupBy(p => p.Account, p => p.Match, StringComparer.Ordinal).Where(p => p.Count() > 1).OrderBy(p => p.Count()).ThenBy(p => p.Key, StringComparer.Ordinal);
        foreach (var player in players)
        {
            var first = player.First();
            foreach (var match in player.Skip(1))
            {
                var (a, b) = (Root(first), Root(match));
                if (a == b || sizes[a] + sizes[b] > most)
                    continue;
                above[b] = a;
                sizes[a] += sizes[b];
            }
        }

        return Enumerable.Range(0, games.Count).ToDictionary(i => games[i].Match, i => games[Root(i)].Match, StringComparer.Ordinal);

        int Root(int match)
        {
            while (above[match] != match)
                match = above[match] = above[above[match]];
            return match;
        }
    }
}
