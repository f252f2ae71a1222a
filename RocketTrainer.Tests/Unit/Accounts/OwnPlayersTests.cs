using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Importing;
using RocketTrainer.Tests.Support;
using static RocketTrainer.Tests.Support.StoredMatches;

namespace RocketTrainer.Tests.Unit.Accounts;

public sealed class OwnPlayersTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task List_OfSeveralAccounts_BeginsWithTheOnePlayedLast()
    {
        await using var stored = await EmptyAsync();
        var person = new Viewer.Person(Guid.NewGuid());
        await stored.PersonAsync(person, Account(2), Account(3), Account(4));
        await stored.AddAsync(new StoredMatch(Evening, new StoredLine(Account(2), Name: "Older")), new StoredMatch(Evening.AddDays(1), new StoredLine(Account(3), Name: "Newer")), new StoredMatch(Evening.AddDays(2), new StoredLine(Hero)));

        Assert.Equal(
            [new(Account(3), "Newer", true, Evening.AddDays(1)), new(Account(2), "Older", true, Evening), new OwnPlayer(Account(4), "As linked", true, null)],
            await stored.Get<OwnPlayers>().ListAsync(person, Cancel));
    }

    [Fact]
    public async Task List_OfSomebodyWithoutMatchesOfHisOwn_EndsWithWhomHeBroughtInLast()
    {
        await using var stored = await EmptyAsync();
        var person = new Viewer.Person(Guid.NewGuid());
        await stored.PersonAsync(person);
        await stored.AddAsync(new StoredMatch(Evening, new StoredLine(Account(5), Name: "Looked at"), new StoredLine(Account(6))));
        await using (var db = stored.OpenDatabase())
        {
            db.Library.Add(new LibraryEntry { UserId = person.UserId, ReplayId = StoredMatch.Id(1), PlayedAt = Evening });
            db.Imports.AddRange(
                new Import { Id = Guid.NewGuid(), UserId = person.UserId, Source = ImportSource.Player, PlayerId = Account(6).ToString(), CreatedAt = Evening },
                new Import { Id = Guid.NewGuid(), UserId = person.UserId, Source = ImportSource.Player, PlayerId = Account(5).ToString(), CreatedAt = Evening.AddDays(1) },
                new Import { Id = Guid.NewGuid(), UserId = stored.Me.UserId, Source = ImportSource.Player, PlayerId = Account(6).ToString(), CreatedAt = Evening.AddDays(2) });
            await db.SaveChangesAsync(Cancel);
        }

        Assert.Equal([new OwnPlayer(Account(5), "Looked at", false, Evening)], await stored.Get<OwnPlayers>().ListAsync(person, Cancel));
        // Whoever has matches of his own is looked at, whatever else he brought in.
        await stored.AddAsync(new StoredMatch(Evening, new StoredLine(Hero, Name: "Hero")));
        Assert.Equal([new OwnPlayer(Hero, "Hero", true, Evening)], await stored.Get<OwnPlayers>().ListAsync(stored.Me, Cancel));
    }

    [Fact]
    public async Task In_AMatch_IsTheOneThatStandsInIt()
    {
        await using var stored = await EmptyAsync();
        await stored.AddAsync(new StoredMatch(Evening, new StoredLine(Account(2)), new StoredLine(Hero)), new StoredMatch(Evening, new StoredLine(Account(2))));

        Assert.Equal(Hero.ToString(), await stored.Get<OwnPlayers>().InAsync(stored.Me, StoredMatch.Id(1), Cancel));
        Assert.Null(await stored.Get<OwnPlayers>().InAsync(stored.Me, StoredMatch.Id(2), Cancel));
        Assert.Null(await stored.Get<OwnPlayers>().InAsync(stored.Me, Guid.NewGuid(), Cancel));
    }
}
