using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RocketTrainer.Core.Coaching;
using RocketTrainer.Core.Coaching.RankModels;
using RocketTrainer.Core.Data.Bulk;
using RocketTrainer.Tests.Support;
using RocketTrainer.Tests.Unit.Coaching.Readings;
using static RocketTrainer.Tests.Support.StoredMatches;

namespace RocketTrainer.Tests.Integration.Coaching;

/// <summary>The coach's readings as programs get them.</summary>
public sealed class CoachingApiTests
{
    private const string Standard = "ranked-standard";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task RankEstimate_OfStoredMatches_IsTheModelsMeanOfThem()
    {
        await using var app = new RocketTrainerApp();
        var matches = new InventedLobbies(seed: 1, teamSize: 3) { Playlist = Standard }.Matches(12);
        using var program = await WithAsync(app, matches);

        var reading = (await AskAsync(program, "rank-estimate")).GetProperty("reading");

        var (estimated, playsLike) = (new List<RankEstimate>(), new List<RankEstimate>());
        await using var db = app.OpenDatabase();
        foreach (var lobby in (await db.PlayerStats.AsNoTracking().ToListAsync(Cancel)).GroupBy(p => p.ReplayId))
        {
            var players = lobby.OrderBy(p => p.Slot).ToList();
            var match = new RankMatch(players[0].PlayedAt, 300, [.. players.Select(p => PlayerGame.Stats.Select(s => p.Stats[s.Key] ?? double.NaN).ToArray())]);
            var me = players.FindIndex(p => p.PlayerId == Hero.ToString());
            estimated.Add(RankModel.Shipped.Estimate(match)[me]);
            playsLike.Add(RankModel.Shipped.PlaysLike(match)[me]);
        }

        Assert.Equal((12, RankModel.Shipped.Card.Id), (reading.GetProperty("matches").GetInt32(), reading.GetProperty("model").GetString()));
        AssertTells(RankModel.Shipped.Combine(estimated), reading.GetProperty("estimated"));
        AssertTells(RankModel.Shipped.CombinePlaysLike(playsLike), reading.GetProperty("playsLike"));
    }

    [Fact]
    public async Task Weaknesses_OfLobbiesWithABot_CountNoneAndSayWhy()
    {
        await using var app = new RocketTrainerApp();
        using var program = await WithAsync(app, [.. new InventedLobbies(seed: 2, teamSize: 3) { Playlist = Standard }.Matches(8).Select(m => m with { Lines = [.. m.Lines[..^1], m.Lines[^1] with { IsBot = true }] })]);

        var report = await AskAsync(program, "weaknesses");

        Assert.Equal("noMatches", report.GetProperty("state").GetString());
        Assert.Equal((0, 8), (report.GetProperty("count").GetProperty("counted").GetInt32(), report.GetProperty("count").GetProperty("left").GetProperty("bots").GetInt32()));
        Assert.Equal(0, report.GetProperty("groups").GetArrayLength());
        Assert.Equal(JsonValueKind.Null, (await AskAsync(program, "rank-estimate")).GetProperty("reading").ValueKind);
        Assert.Equal("noMatches", (await AskAsync(program, "progress")).GetProperty("state").GetString());
    }

    private static void AssertTells(RankEstimate expected, JsonElement told)
    {
        Assert.Equal((expected.Tier, expected.Low, expected.High), (told.GetProperty("tier").GetInt32(), told.GetProperty("low").GetInt32(), told.GetProperty("high").GetInt32()));
        Assert.Equal(expected.Point, told.GetProperty("point").GetDouble(), 9);
        Assert.Equal(1, told.GetProperty("chances").EnumerateArray().Sum(c => c.GetDouble()), 5);
    }

    /// <summary>A client of somebody whose account played these matches.</summary>
    private static async Task<HttpClient> WithAsync(RocketTrainerApp app, StoredMatch[] matches)
    {
        _ = app.Address;
        var hero = await app.PersonAsync(Hero.Id);
        await using var db = app.OpenDatabase();
        await StoreAsync(db, app.Services.GetRequiredService<IBulkWriter>(), [.. matches.Select((m, i) => m.Replay(i + 1))]);
        return await app.ProgramAsync(hero);
    }

    private static Task<JsonElement> AskAsync(HttpClient program, string what) => program.GetFromJsonAsync<JsonElement>($"players/{Uri.EscapeDataString(Hero.ToString())}/{what}", Cancel);
}
