using RocketTrainer.Core.Players;
using RocketTrainer.Core.Replays;
using RocketTrainer.Tests.Support;
using static RocketTrainer.Tests.Support.StoredMatches;

namespace RocketTrainer.Tests.Unit.Players;

public sealed class CompanionsTests
{
    private static readonly PlayerId Mate = Account(2);
    private static readonly PlayerId Other = Account(3);
    private static readonly PlayerId Rival = Account(4);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Company_IsWhoeverWasThereInTheMatchBeforeOrAfterOfThatEvening()
    {
        await using var stored = await EmptyAsync();
        await stored.AddAsync(
            Match(0, won: true, Mate), Match(10, won: true, Mate), // in company
            Match(20, won: false, Other), Match(65, won: true, Other), // 45 minutes later: so are these
            Match(111, won: false, Other), // and this one 46 minutes later is not
            Match(120, won: true, Mate),
            Match(130, won: false)); // with nobody known

        var company = await stored.Get<Companions>().CompanyAsync(stored.Me, OfHero, Cancel);

        Assert.Equal(new Company(new(4, 3, 1, 0, 0), new(2, 1, 1, 0, 0), new(7, 4, 3, 0, 0)), company);
    }

    [Fact]
    public async Task Company_OfAStrangerInAHiddenMatch_IsNotTold()
    {
        await using var stored = await EmptyAsync();
        await stored.AddAsync(Match(0, won: true, Mate) with { IsPublic = false }, Match(10, won: true, Mate) with { IsPublic = false });

        var company = await stored.Get<Companions>().CompanyAsync(stored.Me, OfHero, Cancel);

        Assert.Equal((0, 0, 2), (company.InCompany.Matches, company.Alone.Matches, company.All.Matches));
    }

    [Fact]
    public async Task WithAndWithout_AMate_ArePartedByHisSide()
    {
        await using var stored = await EmptyAsync();
        await stored.AddAsync(
            Match(0, won: true, shots: 1, new StoredLine(Mate)), Match(10, won: true, shots: 3, new StoredLine(Mate)),
            Match(20, won: true, shots: 6, new StoredLine(Other)), Match(30, won: true, shots: 9, new StoredLine(Mate, TeamColor.Orange)), Match(40, won: true, shots: null, new StoredLine(Mate)));

        var shots = Assert.Single(await stored.Get<Companions>().WithAndWithoutAsync(stored.Me, OfHero, Mate, [StatCatalog.Get("core.shots")], Cancel));

        Assert.Equal((2, 7.5, 2, 2.0, -5.5), (shots.FromMatches, shots.From, shots.ToMatches, shots.To, shots.Difference.Value));
    }

    [Fact]
    public async Task Opponents_AreCountedWithThePlayersOwnResults()
    {
        await using var stored = await EmptyAsync();
        await stored.AddAsync(
            Match(0, won: true, shots: 1, new StoredLine(Rival, TeamColor.Orange, "Then"), new StoredLine(Mate)),
            Match(10, won: false, shots: 1, new StoredLine(Rival, TeamColor.Orange), new StoredLine(Rival, TeamColor.Orange)), // rejoined
            Match(20, won: true, shots: 1, new StoredLine(Other, TeamColor.Orange), new StoredLine(Rival)));

        var opponents = await stored.Get<Companions>().OpponentsAsync(stored.Me, OfHero, 10, Cancel);

        Assert.Equal([(Rival.ToString(), 2, 1, 1, Evening.AddMinutes(10)), (Other.ToString(), 1, 1, 0, Evening.AddMinutes(20))], opponents.Select(o => (o.PlayerId, o.Matches, o.Wins, o.Losses, o.LastPlayedAt)));
        Assert.Equal("Then", opponents[0].Name);
        Assert.Single(await stored.Get<Companions>().OpponentsAsync(stored.Me, OfHero, 1, Cancel));
    }

    private static StoredMatch Match(int minute, bool won, params PlayerId[] mates) => Match(minute, won, shots: 1, [.. mates.Select(m => new StoredLine(m))]);

    private static StoredMatch Match(int minute, bool won, double? shots, params StoredLine[] others) =>
        new(Evening.AddMinutes(minute), [new(Hero) { Stats = [("core.shots", shots)] }, .. others]) { BlueGoals = won ? 3 : 0 };
}
