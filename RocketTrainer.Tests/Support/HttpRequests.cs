using System.Text;
using System.Text.Json;

namespace RocketTrainer.Tests.Support;

/// <summary>Requests with headers, and what stands in answers.</summary>
public static class HttpRequests
{
    /// <summary>Sends a request; a body is JSON.</summary>
    public static Task<HttpResponseMessage> AskAsync(this HttpClient client, string method, string path, string? body = null, params (string Name, string Value)[] headers) =>
        client.AskAsync(method, path, body, HttpCompletionOption.ResponseContentRead, headers);

    public static async Task<HttpResponseMessage> AskAsync(
        this HttpClient client, string method, string path, string? body, HttpCompletionOption until, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        foreach (var (name, value) in headers)
            Assert.True(request.Headers.TryAddWithoutValidation(name, value), name);
        return await client.SendAsync(request, until, TestContext.Current.CancellationToken);
    }

    public static async Task<JsonElement> JsonAsync(this HttpResponseMessage response) =>
        JsonElement.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

    /// <summary>A header's only value, or null.</summary>
    public static string? Header(this HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) || response.Content.Headers.TryGetValues(name, out values) ? Assert.Single(values) : null;

    /// <summary>The name of the problem that was answered, after the answer's form was looked at.</summary>
    public static async Task<string> ProblemAsync(this HttpResponseMessage response)
    {
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = await response.JsonAsync();
        Assert.Equal((int)response.StatusCode, problem.GetProperty("status").GetInt32());
        Assert.NotEmpty(problem.GetProperty("title").GetString()!);
        Assert.NotEmpty(problem.GetProperty("traceId").GetString()!);
        return problem.GetProperty("type").GetString()!.Split('/', '#')[^1];
    }
}
