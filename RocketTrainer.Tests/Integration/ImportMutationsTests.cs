using Microsoft.EntityFrameworkCore;
using RocketTrainer.Core.Importing;
using RocketTrainer.Core.Replays;
using RocketTrainer.Tests.Support;

namespace RocketTrainer.Tests.Integration;

/// <summary>Thousands of broken answers, each in another way.</summary>
public sealed class ImportMutationsTests
{
    private const int Count = 5000;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Import_FiveThousandMutatedPayloads_EndsWithEachAccountedFor()
    {
        await using var server = await BallchasingServer.StartAsync(Cancel);
        server.Add(Count);
        var mutations = new Mutations(seed: 1);
        for (var number = 1; number <= Count; number++)
        {
            var answer = Answers.Json(200, mutations.Of(Matches.Detail(number)));
            server.Misbehave(Matches.Id(number), answer, answer, answer); // as often as an unreadable one is asked for
        }

        await using var app = new RocketTrainerApp(server, settings: [("Importing:PendingAttempts", "1")]);

        var receipt = await app.ImportAsync(new { source = "player", playerId = Matches.Hero }, Cancel);

        Assert.Equal(("completed", Count, 0), (receipt.State(), receipt.Count("listed"), receipt.Count("remaining")));
        Assert.InRange(receipt.Count("imported"), Count / 4, Count - 1);
        Assert.InRange(receipt.Count("failed"), Count / 10, Count - 1);
        Assert.DoesNotContain(app.Log.Lines, line => line.StartsWith("Error", StringComparison.Ordinal) || line.StartsWith("Critical", StringComparison.Ordinal));
        await using var db = app.OpenDatabase();
        Assert.Equal(Count, await db.ImportItems.CountAsync(i => i.State == ImportItemState.Failed ? i.Reason != null : i.State != ImportItemState.Remaining, Cancel));
        Assert.Equal(receipt.Count("imported"), await db.Replays.CountAsync(Cancel));
        Assert.Equal(0, await db.Replays.CountAsync(r => !db.ReplaySources.Any(s => s.ReplayId == r.Id && db.ReplayPayloads.Any(p => p.BallchasingId == s.BallchasingId)), Cancel));
        foreach (var payload in await db.ReplayPayloads.AsNoTracking().Select(p => p.Json).ToListAsync(Cancel))
            Assert.NotEmpty(PayloadCompression.Expand(payload));
    }
}
