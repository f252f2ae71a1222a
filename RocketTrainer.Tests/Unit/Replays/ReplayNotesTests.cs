using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Replays;
using RocketTrainer.Tests.Support;
using static RocketTrainer.Tests.Support.StoredMatches;

namespace RocketTrainer.Tests.Unit.Replays;

public sealed class ReplayNotesTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Note_SetAgain_TakesThePlaceOfTheOneBefore()
    {
        await using var stored = await EmptyAsync();
        await stored.AddAsync(new StoredMatch(Evening, new StoredLine(Hero)));
        var notes = stored.Get<ReplayNotes>();

        Assert.Equal("", await notes.FindAsync(stored.Me, StoredMatch.Id(1), Cancel));
        Assert.True(await notes.SetAsync(stored.Me, StoredMatch.Id(1), "  Too far up  ", Cancel));
        Assert.Equal("Too far up", await notes.FindAsync(stored.Me, StoredMatch.Id(1), Cancel));
        Assert.True(await notes.SetAsync(stored.Me, StoredMatch.Id(1), new string('x', ReplayNote.Longest), Cancel));
        Assert.Equal(ReplayNote.Longest, (await notes.FindAsync(stored.Me, StoredMatch.Id(1), Cancel))!.Length);
        Assert.True(await notes.SetAsync(stored.Me, StoredMatch.Id(1), " ", Cancel));
        Assert.Equal("", await notes.FindAsync(stored.Me, StoredMatch.Id(1), Cancel));
        await Assert.ThrowsAsync<ArgumentException>(() => notes.SetAsync(stored.Me, StoredMatch.Id(1), new string('x', ReplayNote.Longest + 1), Cancel));
    }

    [Fact]
    public async Task Note_OfSomebodyElse_IsNeitherSeenNorTouched()
    {
        await using var stored = await EmptyAsync();
        var (mate, stranger) = (new Viewer.Person(Guid.NewGuid()), new Viewer.Person(Guid.NewGuid()));
        await stored.PersonAsync(mate, Account(2));
        await stored.PersonAsync(stranger, Account(3));
        await stored.AddAsync(new StoredMatch(Evening, new StoredLine(Hero), new StoredLine(Account(2))));
        var notes = stored.Get<ReplayNotes>();
        await notes.SetAsync(stored.Me, StoredMatch.Id(1), "Mine", Cancel);

        Assert.Equal("", await notes.FindAsync(mate, StoredMatch.Id(1), Cancel));
        Assert.True(await notes.SetAsync(mate, StoredMatch.Id(1), "His", Cancel));
        Assert.Equal(("Mine", "His"), (await notes.FindAsync(stored.Me, StoredMatch.Id(1), Cancel), await notes.FindAsync(mate, StoredMatch.Id(1), Cancel)));
        // Who may not see the match is told of nothing.
        Assert.Null(await notes.FindAsync(stranger, StoredMatch.Id(1), Cancel));
        Assert.False(await notes.SetAsync(stranger, StoredMatch.Id(1), "Theirs", Cancel));
        Assert.Null(await notes.FindAsync(stored.Me, Guid.NewGuid(), Cancel));
    }
}
