using System.Text.Json;
using RocketTrainer.Core.Replays;
using RocketTrainer.Tests.Support;

namespace RocketTrainer.Tests.Unit.Replays;

public sealed class StatCatalogTests
{
    [Fact]
    public void Catalog_EveryRow_IsCompleteAndItsKeyAndColumnAreItsOwn()
    {
        Assert.Equal(StatCatalog.All.Length, StatCatalog.All.Select(s => s.Key).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(StatCatalog.All.Length, StatCatalog.All.Select(s => s.Column).Distinct(StringComparer.Ordinal).Count());
        Assert.All(StatCatalog.All, s =>
        {
            Assert.Matches("^[a-z]+\\.[a-z0-9_]+$", s.Key);
            Assert.EndsWith(".", s.Description, StringComparison.Ordinal);
            Assert.NotEmpty(s.Label);
            Assert.Equal(s.Unit == StatUnit.Percent, s.Key.Contains("percent", StringComparison.Ordinal));
            Assert.NotEqual((StatOwner)0, s.Owner);
        });
    }

    [Fact]
    public void Catalog_StatsOfRecordedReplays_AreAllInItAndNoneIsMissingThere()
    {
        var given = SharedSamples.Objects(e => e.TryGetProperty("blue", out var blue) && blue.TryGetProperty("stats", out _)).ToList();
        var teams = given.SelectMany(d => new[] { d.Json.GetProperty("blue"), d.Json.GetProperty("orange") }).ToList();
        var players = teams.SelectMany(t => t.TryGetProperty("players", out var list) ? list.EnumerateArray() : []);

        Assert.Equal(Keys(teams), StatCatalog.OfTeam.Select(s => s.Key).Order(StringComparer.Ordinal));
        Assert.Equal(Keys(players), StatCatalog.OfPlayer.Select(s => s.Key).Order(StringComparer.Ordinal));

        static IEnumerable<string> Keys(IEnumerable<JsonElement> owners) => owners
            .SelectMany(o => o.GetProperty("stats").EnumerateObject().SelectMany(block => block.Value.EnumerateObject().Select(m => $"{block.Name}.{m.Name}")))
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
    }
}
