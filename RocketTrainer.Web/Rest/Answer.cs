using System.Text.Json;

namespace RocketTrainer.Web.Rest;

/// <summary>
/// A JSON answer, serialised once. What a GET or HEAD finds carries a strong ETag, may be kept by the caller alone and
/// must be asked about before it is used again; <c>304</c> says that it is still the same. What is streamed (server-sent
/// events, CSV) has no ETag: its bytes aren't known before the head is sent.
/// </summary>
public sealed class Answer(byte[] body, int status, string? location = null) : IResult
{
    public static Answer Json<T>(T value, int status, string? location = null) =>
        new(JsonSerializer.SerializeToUtf8Bytes(value, Api.Json), status, location);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var (request, response) = (httpContext.Request, httpContext.Response);
        response.StatusCode = status;
        response.Headers.Location = location;
        var isRead = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
        if (isRead && status == StatusCodes.Status200OK)
        {
            var tag = ETags.Of(body);
            response.Headers.ETag = tag.ToString();
            response.Headers.CacheControl = "private, no-cache";
            if (ConditionalRequests.IsKnown(request, tag))
            {
                response.StatusCode = StatusCodes.Status304NotModified;
                return;
            }
        }

        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(request.Method))
            await response.Body.WriteAsync(body, httpContext.RequestAborted);
    }
}
