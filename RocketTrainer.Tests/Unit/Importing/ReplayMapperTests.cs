using System.Text.Json;
using System.Text.Json.Nodes;
using RocketTrainer.Core.Ballchasing.Contracts;
using RocketTrainer.Core.Importing;
using RocketTrainer.Core.Replays;
using RocketTrainer.Tests.Support;

namespace RocketTrainer.Tests.Unit.Importing;

public sealed class ReplayMapperTests
{
    private static readonly DateTimeOffset Now = new(2026, 2, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Map_AbsentStats_AreUnknownUnlessBallchasingDropsTheirZeros()
    {
        var player = Player(Map(d => Stats(d).Remove("positioning", "goals_against_while_last_defender", "percent_most_back", "avg_distance_to_mates").Remove("core", "mvp", "goals")));

        Assert.Equal(0, player["positioning_goals_against_while_last_defender"]);
        Assert.Equal(false, player["core_mvp"]);
        Assert.Null(player["positioning_percent_most_back"]);
        Assert.Null(player["positioning_avg_distance_to_mates"]);
        Assert.Null(player["core_goals"]);
    }

    [Fact]
    public void Map_AbsentBlock_IsUnknownAltogether()
    {
        var player = Player(Map(d => Stats(d).Remove("positioning")));
        Assert.Null(player["positioning_goals_against_while_last_defender"]);
        Assert.NotNull(player["boost_bpm"]);
    }

    [Fact]
    public void Map_WholeNumbersWhereFractionsAreUsualAndTheOtherWay_AreReadExactly()
    {
        var player = Player(Map(d =>
        {
            var stats = Stats(d);
            stats["movement"]!["time_high_air"] = 12;
            stats["boost"]!["bpm"] = 391.5;
            stats["core"]!["shots"] = JsonNode.Parse("3.0");
            stats["core"]!["saves"] = JsonNode.Parse("1.5");
            stats["boost"]!["bcpm"] = "many";
            stats["boost"]!["percent_zero_boost"] = JsonNode.Parse("100.00001");
        }));

        Assert.Equal(12.0, player["movement_time_high_air"]);
        Assert.Equal(391.5, player["boost_bpm"]);
        Assert.Equal(3, player["core_shots"]);
        Assert.Null(player["core_saves"]); // no count has a half; the payload keeps it
        Assert.Null(player["boost_bcpm"]);
        Assert.Equal(100.00001, player["boost_percent_zero_boost"]);
    }

    [Fact]
    public void Map_BotMaskedAccountAndGuest_AreCreditedToNobodyElse()
    {
        var replay = Map(d =>
        {
            var players = d["blue"]!["players"]!.AsArray();
            players[0]!["id"] = new JsonObject();
            players[1]!["id"] = new JsonObject { ["platform"] = "ps4", ["id"] = "************" };
            var guests = d["orange"]!["players"]!.AsArray();
            guests[0]!["id"]!["player_number"] = 1;
            guests[1]!["id"]!["platform"] = "Steam";
        });

        Assert.Equal([null, null, "steam:76561190000000003#1", "steam:76561190000000004"], replay.Players.Select(p => p.PlayerId));
        Assert.Equal("************", replay.Players[1].PlatformId);
    }

    [Theory]
    [InlineData(true, null, null)]
    [InlineData(true, 12, 12)]
    [InlineData(false, null, 0)]
    public void Map_OvertimeSeconds_AreZeroOnlyWithoutOvertime(bool overtime, int? given, int? stored)
    {
        var replay = Map(d =>
        {
            d["overtime"] = overtime;
            d["overtime_seconds"] = given;
        });
        Assert.Equal(stored, replay.OvertimeSeconds);
    }

    [Fact]
    public void Map_DateWithOffset_IsStoredInUtcWithItsOffset()
    {
        var replay = Map(d => d["date"] = "2026-01-01T22:30:00-06:00");
        Assert.Equal(new DateTimeOffset(2026, 1, 2, 4, 30, 0, TimeSpan.Zero), replay.PlayedAt);
        Assert.Equal(TimeSpan.Zero, replay.PlayedAt.Offset);
        Assert.Equal(-360, replay.UtcOffsetMinutes);
    }

    [Theory]
    [InlineData("date", "no date")]
    [InlineData("blue,orange", "no teams")]
    public void Map_WithoutWhatAMatchNeeds_GivesAReason(string members, string words)
    {
        var detail = Matches.Detail(1);
        foreach (var member in members.Split(','))
            detail.Remove(member);
        Assert.Null(ReplayMapper.Map(Read(detail), Guid.NewGuid(), [], Now, out var reason));
        Assert.Contains(words, reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Map_ATextWithANul_IsUnknown()
    {
        var detail = Matches.Detail(1);
        detail["title"] = "a\0b";
        var replay = ReplayMapper.Map(Read(detail), Guid.NewGuid(), [], Now, out _)!;
        Assert.Null(replay.Sources[0].Title);
    }

    [Fact]
    public void Map_ARankThatIsMissing_IsNotUnranked()
    {
        var replay = Map(d => d["blue"]!["players"]![0]!["rank"] = new JsonObject { ["tier"] = 22, ["id"] = "supersonic-legend" });
        Assert.Equal(new Rank(22, null, "supersonic-legend", null), replay.Players[0].Rank);
        Assert.Equal(Rank.Unknown, replay.Players[1].Rank);
    }

    private static Replay Map(Action<JsonObject> change)
    {
        var detail = Matches.Detail(1);
        change(detail);
        return ReplayMapper.Map(Read(detail), Guid.Parse(Matches.Id(1)), PayloadCompression.Compress(detail.Bytes()), Now, out _)!;
    }

    private static ReplayDetailContract Read(JsonObject detail) => JsonSerializer.Deserialize(detail.Bytes(), LenientJson.Of<ReplayDetailContract>())!;

    private static PlayerStats Player(Replay replay) => replay.Players[0];

    private static JsonObject Stats(JsonObject detail) => detail["blue"]!["players"]![0]!["stats"]!.AsObject();
}

file static class Removal
{
    /// <summary>Takes members out of a block, or the whole block when none is named.</summary>
    public static JsonObject Remove(this JsonObject stats, string block, params string[] members)
    {
        if (members.Length == 0)
            ((IDictionary<string, JsonNode?>)stats).Remove(block);
        foreach (var member in members)
            Assert.True(stats[block]!.AsObject().Remove(member));
        return stats;
    }
}
