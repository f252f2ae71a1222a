using System.Text;
using System.Text.Json.Nodes;
using RocketTrainer.Core.Replays;
using RocketTrainer.Tests.Support;

namespace RocketTrainer.Tests.Unit.Replays;

public sealed class PayloadNamesTests
{
    private const string Rival = "steam:76561190000000003";

    [Fact]
    public void Nobody_Hidden_LeavesTheSameBytes()
    {
        var json = Matches.Detail(1).Bytes();
        Assert.Same(json, PayloadNames.Without(json, _ => false));
    }

    [Fact]
    public void Somebody_Hidden_LosesNameAndAccountAndNothingElse()
    {
        var detail = Matches.Detail(1);
        var cleaned = Clean(detail);
        detail["orange"]!["players"]![0]!.AsObject().Remove("name");
        detail["orange"]!["players"]![0]!["id"]!.AsObject().Remove("id");
        Assert.True(JsonNode.DeepEquals(detail, cleaned), cleaned.ToJsonString());
    }

    [Theory]
    [InlineData("recorder", "Rival")]
    [InlineData("title", "2026-01-01 rival Ranked Doubles Win")]
    [InlineData("title", "rival's games")]
    public void Texts_ThatTellTheName_AreGone(string member, string text)
    {
        var detail = Matches.Detail(1);
        detail[member] = text;
        Assert.Null(Clean(detail)[member]);
        detail[member] = "Somebody else";
        Assert.NotNull(Clean(detail)[member]);
    }

    [Fact]
    public void Texts_ThatHoldTheNameAsAPartOfAWord_Stay()
    {
        var detail = Matches.Detail(1);
        detail["title"] = "Our rivalry, arrival and Rivals";
        Assert.Equal("Our rivalry, arrival and Rivals", Clean(detail)["title"]!.GetValue<string>());
    }

    [Fact]
    public void Groups_ThatTellTheName_LoseTheirs()
    {
        var detail = Matches.Detail(1);
        detail["groups"] = new JsonArray(new JsonObject { ["id"] = "a", ["name"] = "Scrims of Rival" }, new JsonObject { ["id"] = "b", ["name"] = "League" });
        Assert.Equal("""[{"id":"a"},{"id":"b","name":"League"}]""", Clean(detail)["groups"]!.ToJsonString());
    }

    [Fact]
    public void Somebody_WithAMaskedPlayStationId_IsKnownByName()
    {
        var detail = Matches.Detail(1);
        var player = detail["orange"]!["players"]![0]!;
        (player["name"], player["id"]) = ("PadRival", new JsonObject { ["platform"] = "ps4", ["id"] = "****" });
        var cleaned = PayloadNames.Without(detail.Bytes(), person => person.Likely == "ps4:PadRival");
        Assert.DoesNotContain("PadRival", Encoding.UTF8.GetString(cleaned), StringComparison.Ordinal);
        Assert.Same(cleaned, PayloadNames.Without(cleaned, person => person.Account is not null && person.Likely is null));
    }

    [Fact]
    public void WithoutTexts_TakesTitleRecorderAndGroupsWhateverTheySay()
    {
        var detail = Matches.Detail(1);
        detail["recorder"] = "Hero";
        detail["groups"] = new JsonArray(new JsonObject { ["id"] = "a", ["name"] = "League" });
        var cleaned = JsonNode.Parse(PayloadNames.Without(detail.Bytes(), _ => false, withoutTexts: true))!;
        Assert.All(["title", "recorder", "groups"], member => Assert.Null(cleaned[member]));
        Assert.NotNull(cleaned["blue"]!["players"]![0]!["name"]);
    }

    [Fact]
    public void Uploader_Hidden_IsNobody()
    {
        var detail = Matches.Detail(1);
        detail["uploader"] = new JsonObject { ["steam_id"] = "76561190000000003", ["name"] = "RivalUploads", ["profile_url"] = "https://example.org", ["avatar"] = "https://example.org" };
        detail["title"] = "by RivalUploads";
        var cleaned = Clean(detail);
        Assert.Empty(cleaned["uploader"]!.AsObject());
        Assert.Null(cleaned["title"]);
    }

    [Fact]
    public void Lists_OfReplays_AreCleanedOneByOne()
    {
        var list = new JsonObject { ["count"] = 2, ["list"] = new JsonArray(Matches.Detail(1), Matches.Detail(2)) };
        var cleaned = Clean(list);
        Assert.DoesNotContain("Rival", cleaned.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(2, cleaned["list"]!.AsArray().Count);
    }

    [Theory]
    [InlineData("""{"blue":null,"orange":{"players":null}}""")]
    [InlineData("""{"blue":{"players":[null,1,"x",{"id":"x"},{"id":{}},{"name":5,"id":{"platform":1,"id":2}}]},"uploader":"x","title":7}""")]
    [InlineData("[]")]
    [InlineData("null")]
    public void Odd_Replies_PassThrough(string json) => Assert.Equal(json, Encoding.UTF8.GetString(PayloadNames.Without(Encoding.UTF8.GetBytes(json), person => person.Likely == Rival)));

    private static JsonObject Clean(JsonObject json) => JsonNode.Parse(PayloadNames.Without(json.Bytes(), person => person.Likely == Rival))!.AsObject();
}
