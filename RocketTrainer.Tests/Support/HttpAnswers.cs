using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace RocketTrainer.Tests.Support;

/// <summary>Asks and reads answers in a line.</summary>
public static class HttpAnswers
{
    public static async Task<JsonElement> ReadAsync(this HttpClient client, string path, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using var answer = await client.GetAsync(path, TestContext.Current.CancellationToken);
        return await answer.JsonAsync(expected);
    }

    public static async Task<JsonElement> SendAsync(this HttpClient client, HttpMethod method, string path, object? body, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
            request.Content = JsonContent.Create(body);
        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return await answer.JsonAsync(expected);
    }

    public static Task<JsonElement> PostAsync(this HttpClient client, string path, object? body, HttpStatusCode expected = HttpStatusCode.OK) =>
        client.SendAsync(HttpMethod.Post, path, body, expected);

    public static Task<JsonElement> DeleteAsync(this HttpClient client, string path, HttpStatusCode expected) =>
        client.SendAsync(HttpMethod.Delete, path, null, expected);

    /// <summary>The fields that a problem names.</summary>
    public static IEnumerable<string> Fields(this JsonElement problem) => problem.GetProperty("errors").EnumerateObject().Select(e => e.Name);

    public static IEnumerable<JsonElement> Items(this JsonElement page) => page.GetProperty("items").EnumerateArray();

    public static string? Text(this JsonElement element, string name) => element.GetProperty(name).GetString();

    private static async Task<JsonElement> JsonAsync(this HttpResponseMessage answer, HttpStatusCode expected)
    {
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.StatusCode == expected, $"{answer.RequestMessage!.Method} {answer.RequestMessage.RequestUri}: {answer.StatusCode}, not {expected}. {text}");
        return text.Length == 0 ? default : JsonElement.Parse(text);
    }
}
