using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Players;
using RocketTrainer.Core.Replays;
using RocketTrainer.Tests.Support;
using static RocketTrainer.Tests.Support.StoredMatches;

namespace RocketTrainer.Tests.Unit.Replays;

public sealed class ReplayNeighboursTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Neighbours_InAPlayersHistory_FollowTheListAlsoAtTheSameInstant()
    {
        await using var stored = await EmptyAsync();
        await stored.AddAsync(Match(0), Match(10), Match(10), Match(20));

        Assert.Equal([(3, null), (2, 4), (1, 3), (null, 2)], await AllAsync(stored, stored.Me, Hero));
    }

    [Fact]
    public async Task Neighbours_WithoutAPlayer_AreOfTheLibrary()
    {
        await using var stored = await EmptyAsync();
        await stored.AddAsync(Match(0), Match(10), Match(20));
        await using (var db = stored.OpenDatabase())
        {
            db.Library.AddRange(new[] { 1, 3 }.Select(n => new LibraryEntry { UserId = stored.Me.UserId, ReplayId = StoredMatch.Id(n), PlayedAt = Evening.AddMinutes((n - 1) * 10) }));
            await db.SaveChangesAsync(Cancel);
        }

        Assert.Equal([(1, null), (1, 3), (null, 3)], await AllAsync(stored, stored.Me, player: null));
        Assert.Equal([(null, null), (null, null), (null, null)], await AllAsync(stored, new Viewer.Guest(stored.Me.UserId), player: null));
    }

    /// <summary>Of each match, newest first, the numbers of the ones before and after.</summary>
    private static async Task<List<(int? Older, int? Newer)>> AllAsync(StoredMatches stored, Viewer viewer, PlayerId? player)
    {
        var found = new List<(int?, int?)>();
        foreach (var match in (await stored.Get<ReplayQueries>().ListAsync(stored.Me, OfHero, cursor: null, 10, Cancel)).Items)
        {
            var (older, newer) = await stored.Get<ReplayQueries>().NeighboursAsync(viewer, player, match, Cancel);
            found.Add((Number(older), Number(newer)));
        }

        return found;

        static int? Number(Guid? id) => id is { } known ? Enumerable.Range(1, 9).First(n => StoredMatch.Id(n) == known) : null;
    }

    private static StoredMatch Match(int minute) => new(Evening.AddMinutes(minute), new StoredLine(Hero));
}
