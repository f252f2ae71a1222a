using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using RocketTrainer.Core.Ballchasing.Contracts;
using RocketTrainer.Core.Importing;
using RocketTrainer.Core.Replays;
using RocketTrainer.Tests.Support;

namespace RocketTrainer.Tests.Unit.Ballchasing.Contracts;

/// <summary>One odd member costs itself and nothing else.</summary>
public sealed class OddRepliesTests
{
    private static readonly string[] OddValues = ["null", "[]", "{}", "[null]", "[[{}]]", "\"NaN\"", "\"\"", "-1e400", "1e400", "99999999999999999999", "true", "\"\\ud800\"", "{\"a\":[1,{}]}"];

    public static TheoryData<string> Odd => [.. OddValues];

    [Theory]
    [MemberData(nameof(Odd))]
    public void Detail_WithAnyOneMemberOdd_KeepsAllTheOthers(string odd)
    {
        var plain = Map(Matches.Detail(1).Bytes())!;
        foreach (var path in Paths(Matches.Detail(1), ""))
        {
            var replay = Map(With(Matches.Detail(1), path, odd));

            if (path is "date" or "blue" or "orange")
                continue; // read without an exception is all that can be asked
            Assert.True(replay is not null, $"{path} = {odd} cost the match.");
            if (!path.Contains("players", StringComparison.Ordinal))
                Assert.Equal(plain.Players.Count, replay.Players.Count);
            if (!path.StartsWith("orange", StringComparison.Ordinal) && !path.Contains("stats", StringComparison.Ordinal))
                Assert.Equal(plain.Teams[1].Stats["boost.bpm"], replay.Teams[1].Stats["boost.bpm"]);
        }
    }

    [Theory]
    [MemberData(nameof(Odd))]
    public void List_WithAnyOneMemberOdd_KeepsAllTheOtherItems(string odd)
    {
        var page = new JsonObject
        {
            ["count"] = 2,
            ["list"] = new JsonArray(ListItem(1), ListItem(2)),
            ["next"] = "https://ballchasing.com/api/replays?after=x",
        };
        foreach (var path in Paths(page, "").Where(p => p != "list"))
        {
            var read = JsonSerializer.Deserialize(With(page.DeepClone(), path, odd), LenientJson.Of<ReplayListContract>())!;

            Assert.Contains(read.List!, item => item.Id == Matches.Id(path.StartsWith("list/0", StringComparison.Ordinal) ? 2 : 1));
        }
    }

    [Fact]
    public void Detail_WithNullPlayers_HasTheOthers()
    {
        var detail = Matches.Detail(1);
        detail["blue"]!["players"]!.AsArray().Insert(0, null);
        detail["groups"] = new JsonArray(null, new JsonObject { ["id"] = "g-1", ["name"] = "G" });

        var replay = Map(detail.Bytes())!;

        Assert.Equal(["Hero", "Mate", "Rival", "Other"], replay.Players.Select(p => p.Name));
        Assert.Equal("g-1", replay.Sources.Single().Groups.Single().Id);
    }

    [Theory]
    [InlineData("12:30")]
    [InlineData("May 5")]
    [InlineData("5/6")]
    [InlineData("2026")]
    public void Date_ThatNamesNoDay_IsUnknownAndNotToday(string text)
    {
        var detail = Matches.Detail(1);
        detail["date"] = text;
        Assert.Null(Read(detail.Bytes()).Date);
    }

    [Theory]
    [InlineData("2026-01-02T03:04:05.123456789Z", "2026-01-02T03:04:05.1234568+00:00")]
    [InlineData("2021-06-02T03:04:05.123+02:00", "2021-06-02T03:04:05.1230000+02:00")]
    [InlineData("2026-01-02T03:04:05Z", "2026-01-02T03:04:05.0000000+00:00")]
    public void Date_WithAnyFraction_IsRead(string text, string expected)
    {
        var detail = Matches.Detail(1);
        detail["date"] = text;
        Assert.Equal(expected, Read(detail.Bytes()).Date!.Value.ToString("O"));
    }

    [Fact]
    public void Stat_ThatIsThereButOdd_IsUnknownEvenWhereAbsenceMeansZero()
    {
        var detail = Matches.Detail(1);
        detail["blue"]!["players"]![0]!["stats"]!["positioning"]!["goals_against_while_last_defender"] = "many";
        Assert.Null(Map(detail.Bytes())!.Players[0]["positioning_goals_against_while_last_defender"]);
    }

    private static Replay? Map(byte[] detail) => ReplayMapper.Map(Read(detail), Guid.Parse(Matches.Id(1)), [], DateTimeOffset.UnixEpoch, out _);

    private static ReplayDetailContract Read(byte[] detail) => JsonSerializer.Deserialize(detail, LenientJson.Of<ReplayDetailContract>())!;

    private static JsonObject ListItem(int number)
    {
        var detail = Matches.Detail(number);
        return new()
        {
            ["id"] = Matches.Id(number),
            ["date"] = detail["date"]!.DeepClone(),
            ["uploader"] = detail["uploader"]!.DeepClone(),
            ["min_rank"] = new JsonObject { ["tier"] = 5 },
            ["groups"] = new JsonArray(new JsonObject { ["id"] = "g" }),
            ["blue"] = new JsonObject { ["players"] = new JsonArray(new JsonObject { ["name"] = "Hero", ["id"] = new JsonObject { ["platform"] = "steam" } }) },
        };
    }

    /// <summary>Every member and item, once for each shape: the first player stands for all.</summary>
    private static IEnumerable<string> Paths(JsonNode node, string path)
    {
        IEnumerable<(string Name, JsonNode? Value)> children = node switch
        {
            JsonObject members => members.Select(m => (m.Key, m.Value)),
            JsonArray items => items.Take(1).Select((item, i) => (i.ToString(System.Globalization.CultureInfo.InvariantCulture), item)),
            _ => [],
        };
        foreach (var (name, value) in children)
        {
            var at = path.Length == 0 ? name : $"{path}/{name}";
            yield return at;
            foreach (var below in value is null ? [] : Paths(value, at))
                yield return below;
        }
    }

    /// <summary>The reply with something else in one place.</summary>
    private static byte[] With(JsonNode root, string path, string odd)
    {
        const string Mark = "@odd@";
        var parts = path.Split('/');
        var node = root;
        foreach (var part in parts[..^1])
            node = node is JsonArray items ? items[int.Parse(part, System.Globalization.CultureInfo.InvariantCulture)]! : node[part]!;
        if (node is JsonArray list)
            list[int.Parse(parts[^1], System.Globalization.CultureInfo.InvariantCulture)] = Mark;
        else
            node[parts[^1]] = Mark;
        return Encoding.UTF8.GetBytes(root.ToJsonString().Replace($"\"{Mark}\"", odd, StringComparison.Ordinal));
    }
}
