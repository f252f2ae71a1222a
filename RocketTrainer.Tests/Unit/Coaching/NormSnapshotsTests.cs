using Microsoft.EntityFrameworkCore;
using RocketTrainer.Core.Coaching;
using RocketTrainer.Tests.Support;
using RocketTrainer.Tests.Unit.Coaching.Readings;
using static RocketTrainer.Tests.Support.StoredMatches;

namespace RocketTrainer.Tests.Unit.Coaching;

public sealed class NormSnapshotsTests
{
    private const string Doubles = "ranked-doubles";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Snapshots_OfOneDay_AreTheLastOfIt()
    {
        await using var stored = await EmptyAsync();
        await stored.AddAsync(new InventedLobbies(seed: 31).Matches(5));
        var snapshots = stored.Get<NormSnapshots>();
        var norms = await stored.Get<Population>().OfAsync(Doubles, Cancel);
        foreach (var at in new[] { Evening, Evening.AddHours(1), Evening.AddDays(1), Evening.AddDays(401.5) })
            await snapshots.KeepAsync(norms with { MadeAt = at }, Cancel);

        await using var db = stored.OpenDatabase();
        Assert.Equal([norms.MadeAt, Evening.AddDays(401.5)], (await db.NormSnapshots.Select(s => s.MadeAt).ToListAsync(Cancel)).Order());
        Assert.Null(await snapshots.BeforeAsync("ranked-duels", DateTimeOffset.MaxValue, Cancel));
        var found = await snapshots.BeforeAsync(Doubles, DateTimeOffset.MaxValue, Cancel);
        Assert.Equal((norms.Id, Evening.AddDays(401.5)), (found!.Value.Id, found.Value.MadeAt));
        Assert.Equal(norms.Skills.Tiers[13].Mean, found.Value.Skills.Tiers[13].Mean);
    }

    [Fact]
    public async Task Change_WhenOnlyTheOthersPlayed_IsTheRulers()
    {
        await using var stored = await EmptyAsync();
        await stored.AddAsync(new InventedLobbies(seed: 32).Matches(75));
        var before = await ReadAsync(stored);
        await AgeAsync(stored);

        await stored.AddAsync([.. new InventedLobbies(seed: 33).Matches(40).Select(m => m with { Lines = [m.Lines[0] with { Player = Account(99) }, .. m.Lines[1..].Select(l => l with { Stats = [.. l.Stats.Select(s => (s.Key, s.Value * 1.05))] })] })]);
        var after = await ReadAsync(stored);

        Assert.Equal(before.Passport!.Ruler, after.Passport!.Since!.Ruler);
        Assert.All(after.Groups, g => Assert.Equal(0, g.Moved!.You, 9));
        Adds(before, after);
        Assert.Contains(after.Groups, g => Math.Abs(g.Moved!.Ruler) > 1);
    }

    [Fact]
    public async Task Change_AfterMoreMatches_HasBothParts()
    {
        await using var stored = await EmptyAsync();
        await stored.AddAsync(new InventedLobbies(seed: 34).Matches(75));
        var before = await ReadAsync(stored);
        await AgeAsync(stored);

        var since = TimeProvider.System.GetUtcNow().AddDays(-4);
        await stored.AddAsync([.. new InventedLobbies(seed: 35).Matches(30, nameof(SkillGroup.Speed), by: 2).Select((m, i) => m with { At = since.AddMinutes(i * 10) })]);
        var after = await ReadAsync(stored);

        Adds(before, after);
        Assert.True(after.Groups.Single(g => g.Group == SkillGroup.Speed).Moved!.You < -5);
    }

    /// <summary>Whatever came in: some matches of his, of any kind, and some of others.</summary>
    [Theory]
    [InlineData(41)]
    [InlineData(42)]
    [InlineData(43)]
    [InlineData(44)]
    [InlineData(45)]
    public async Task Change_OfAnyKind_IsTheSumOfItsParts(int seed)
    {
        var random = new Random(seed);
        await using var stored = await EmptyAsync();
        await stored.AddAsync(new InventedLobbies(seed).Matches(60 + random.Next(40)));
        var before = await ReadAsync(stored);
        await AgeAsync(stored);

        var since = TimeProvider.System.GetUtcNow().AddDays(-9); // after the earlier norms
        var his = new InventedLobbies(seed + 100).Matches(1 + random.Next(40), SkillGroups.All[random.Next(SkillGroups.All.Length)].Group.ToString(), by: (3 * random.NextDouble()) - 1);
        var theirs = new InventedLobbies(seed + 200).Matches(1 + random.Next(40)).Select(m => m with { Lines = [m.Lines[0] with { Player = Account(99) }, .. m.Lines[1..]] });
        await stored.AddAsync([.. his.Concat(theirs).Select(m => m with { At = since.AddHours(random.Next(200)) })]);

        Adds(before, await ReadAsync(stored));
    }

    [Fact]
    public async Task Change_WithoutEarlierNorms_IsNotTold()
    {
        await using var stored = await EmptyAsync();
        await stored.AddAsync(new InventedLobbies(seed: 36).Matches(75));

        var report = await ReadAsync(stored);

        Assert.Null(report.Passport!.Since);
        Assert.All(report.Groups, g => Assert.Null(g.Moved));
    }

    private static void Adds(CoachingReport before, CoachingReport after)
    {
        foreach (var group in after.Groups)
        {
            Assert.Equal(group.Own.Value - before.Groups.Single(g => g.Group == group.Group).Own.Value, group.Moved!.Total, 6);
            Assert.Equal(group.Moved.Total, group.Moved.You + group.Moved.Ruler, 12);
        }
    }

    private static async Task<CoachingReport> ReadAsync(StoredMatches stored)
    {
        await stored.Get<Population>().RenewAsync(Cancel);
        return await stored.Get<CoachingReports>().ReadAsync(stored.Me, OfHero, Doubles, Cancel);
    }

    /// <summary>As if the norms had been made ten days ago.</summary>
    private static async Task AgeAsync(StoredMatches stored)
    {
        await using var db = stored.OpenDatabase();
        var kept = await db.NormSnapshots.AsNoTracking().SingleAsync(Cancel);
        await db.NormSnapshots.ExecuteDeleteAsync(Cancel);
        db.NormSnapshots.Add(new() { Id = kept.Id, Playlist = kept.Playlist, MadeAt = kept.MadeAt.AddDays(-10), Skills = kept.Skills });
        await db.SaveChangesAsync(Cancel);
    }
}
