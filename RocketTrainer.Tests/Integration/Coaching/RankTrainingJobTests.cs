using System.Net;
using System.Text.Json;
using RocketTrainer.Core.Coaching;
using RocketTrainer.Core.Coaching.RankModels;
using RocketTrainer.Tests.Support;

namespace RocketTrainer.Tests.Integration.Coaching;

public sealed class RankTrainingJobTests
{
    [Fact]
    public async Task Administrator_WhoAsksForIt_HasTheJobLookAndSeesHowItEnded()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(1));
        await using var app = new RocketTrainerApp();
        var before = await app.Api.ReadAsync("api/v1/admin/rank-training");
        Assert.Equal((JsonValueKind.Null, JsonValueKind.Null, 0), (before.GetProperty("finishedAt").ValueKind, before.GetProperty("outcome").ValueKind, before.GetProperty("needs").GetArrayLength()));

        // Twice at once: the second look waits for the first.
        for (var time = 0; time < 2; time++)
        {
            using var answer = await app.Api.PostAsync("api/v1/admin/rank-training", content: null, limit.Token);
            Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        }

        JsonElement told;
        do
        {
            limit.Token.ThrowIfCancellationRequested();
            told = await app.Api.ReadAsync("api/v1/admin/rank-training");
        }
        while (told.GetProperty("finishedAt").ValueKind == JsonValueKind.Null);

        Assert.Equal("notEnough", told.GetProperty("outcome").GetString());
        Assert.Equal(new RankSupply(0, 0, 0, 0, 0).Needs.Select(n => (0, n.Needed)), told.GetProperty("needs").EnumerateArray().Select(n => (n.GetProperty("have").GetInt32(), n.GetProperty("needed").GetInt32())));
        var models = (await app.Api.ReadAsync("api/v1/models")).GetProperty("items");
        Assert.Equal((RankModel.Shipped.Card.Id, true), (models[0].GetProperty("card").GetProperty("id").GetString(), models[0].GetProperty("inUse").GetBoolean()));
        var card = await app.Api.ReadAsync($"api/v1/models/{RankModel.Shipped.Card.Id}");
        Assert.Equal(models[0].ToString(), card.ToString());
        var figures = (await app.Api.ReadAsync("api/v1/models/weaknesses/figures")).GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(EvaluationFigures.Of("weaknesses")!.Select(f => (f.Name, f.Low)), figures.Select(f => (f.GetProperty("name").GetString()!, f.GetProperty("low").ValueKind == JsonValueKind.Null ? null : (double?)f.GetProperty("low").GetDouble())));
        using var missing = await app.Api.GetAsync("api/v1/models/0000000000000000", limit.Token);
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
    }
}
