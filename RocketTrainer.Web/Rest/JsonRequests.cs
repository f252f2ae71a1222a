using System.Text.Json;

namespace RocketTrainer.Web.Rest;

/// <summary>A request's body as JSON in which no object names a member twice.</summary>
public static class JsonRequests
{
    private static readonly JsonDocumentOptions OneOfEach = new() { AllowDuplicateProperties = false };

    /// <summary>The body, or the problem with it.</summary>
    /// <exception cref="BadHttpRequestException">It is larger than the endpoint takes, or broke off; <see cref="Hosting.Errors"/> answers that.</exception>
    public static async Task<(JsonElement Body, IResult? Problem)> ReadJsonAsync(this HttpRequest request, CancellationToken cancellationToken)
    {
        if (!request.HasJsonContentType())
            return (default, new ProblemAnswer(ProblemTypes.UnsupportedMediaType));
        try
        {
            using var document = await JsonDocument.ParseAsync(request.Body, OneOfEach, cancellationToken);
            return (document.RootElement.Clone(), null);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException) // the latter: half a character in a name
        {
            return (default, Api.Invalid("body", "The body is not JSON, or names a member twice."));
        }
    }
}
