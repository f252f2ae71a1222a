using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using RocketTrainer.Core.Data;
using RocketTrainer.Web.Auth;

namespace RocketTrainer.Web.Rest.Idempotency;

/// <summary>One request with an <c>Idempotency-Key</c>: done once, then only answered.</summary>
internal static class IdempotentRequest
{
    private const string ReplayedHeader = "Idempotency-Replayed";
    private const int ReadAtOnce = 16 * 1024;

    public static async Task RunAsync(HttpContext context, RequestDelegate handle, bool holdsSecret)
    {
        if (!context.Request.Headers.TryGetValue(IdempotencyKey.Header, out var header))
        {
            await handle(context);
            return;
        }

        if (!IdempotencyKey.TryRead(header, out var key))
        {
            await Api.Invalid(IdempotencyKey.Header, $"'{IdempotencyKey.Header}' must be 1 to {IdempotencyKey.Longest} visible ASCII characters, best a random UUID.").ExecuteAsync(context);
            return;
        }

        var answers = context.RequestServices.GetRequiredService<IdempotentAnswers>();
        var user = context.User.Viewer().UserId;
        switch (await answers.ClaimAsync(user, key, await FingerprintAsync(context.Request), context.RequestAborted))
        {
            case KeyClaim.Ours claim:
                await DoAsync(context, handle, answers, user, key, claim, holdsSecret);
                break;
            case KeyClaim.Answered { Answer: var answer }:
                await RepeatAsync(context, answer);
                break;
            case KeyClaim.UnderWay:
                await new ProblemAnswer(ProblemTypes.RequestUnderWay).ExecuteAsync(context);
                break;
            default:
                await new ProblemAnswer(ProblemTypes.IdempotencyKeyReused).ExecuteAsync(context);
                break;
        }
    }

    /// <summary>
    /// Does it and stores the answer before anybody sees it; what fails on our side may be tried again. Once begun it is
    /// finished also when the caller has gone: his repeat finds out how it ended.
    /// </summary>
    private static async Task DoAsync(
        HttpContext context, RequestDelegate handle, IdempotentAnswers answers, Guid user, string key, KeyClaim.Ours claim, bool holdsSecret)
    {
        var response = context.Response;
        var (wire, aborted) = (response.Body, context.RequestAborted);
        using var body = new MemoryStream();
        var isKept = false;
        (response.Body, context.RequestAborted) = (body, CancellationToken.None);
        try
        {
            await handle(context);
            if (response.StatusCode < StatusCodes.Status500InternalServerError)
            {
                var isSecret = holdsSecret && response.StatusCode < StatusCodes.Status300MultipleChoices;
                await answers.KeepAsync(user, key, claim, response.StatusCode, response.ContentType, response.Headers.Location, isSecret ? null : body.ToArray());
                isKept = true;
            }
        }
        finally
        {
            (response.Body, context.RequestAborted) = (wire, aborted);
            if (!isKept)
                await answers.ReleaseAsync(user, key, claim);
        }

        body.Position = 0;
        await body.CopyToAsync(wire, aborted);
    }

    private static async Task RepeatAsync(HttpContext context, IdempotentAnswer answer)
    {
        if (answer.Body is null)
        {
            await new ProblemAnswer(ProblemTypes.SecretShownAlready).ExecuteAsync(context);
            return;
        }

        context.Response.Headers[ReplayedHeader] = "true";
        context.Response.StatusCode = answer.Status!.Value;
        context.Response.ContentType = answer.ContentType;
        context.Response.Headers.Location = answer.Location;
        await context.Response.Body.WriteAsync(answer.Body, context.RequestAborted);
    }

    /// <summary>SHA-256 of method, path with query, and body, which is there to be read again afterwards.</summary>
    private static async Task<byte[]> FingerprintAsync(HttpRequest request)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{request.Method} {request.PathBase}{request.Path}{request.QueryString}\n"));
        request.EnableBuffering();
        var buffer = ArrayPool<byte>.Shared.Rent(ReadAtOnce);
        try
        {
            while (await request.Body.ReadAsync(buffer, request.HttpContext.RequestAborted) is > 0 and var read)
                hash.AppendData(buffer.AsSpan(0, read));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        request.Body.Position = 0;
        return hash.GetHashAndReset();
    }
}
