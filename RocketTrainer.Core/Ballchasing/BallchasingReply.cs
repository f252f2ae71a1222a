using System.Diagnostics.CodeAnalysis;

namespace RocketTrainer.Core.Ballchasing;

/// <summary>Why a request brought nothing.</summary>
public enum BallchasingErrorKind
{
    /// <summary>400: the request or the uploaded file is not acceptable.</summary>
    BadRequest,

    /// <summary>401: the key is missing, wrong or was withdrawn.</summary>
    Unauthorized,

    /// <summary>403: somebody else's.</summary>
    Forbidden,

    /// <summary>404: unknown, deleted, or private to somebody else.</summary>
    NotFound,

    /// <summary>429, still, after all retries that were allowed.</summary>
    TooManyRequests,

    /// <summary>A server fault, a front end's error page, a broken line or a time-out, still, after all retries.</summary>
    Unavailable,

    /// <summary>An answer that is not the JSON it should be.</summary>
    Unreadable,
}

/// <param name="Message">One sentence for people; never holds the key.</param>
/// <param name="RequestId">Ballchasing's own id of the request, for its support.</param>
public sealed record BallchasingError(BallchasingErrorKind Kind, string Message, int? Status = null, string? RequestId = null);

/// <summary>Either what was asked for, or why not. Failures that the outside world can cause are values here, not exceptions.</summary>
public sealed class BallchasingReply<T>
    where T : class
{
    public BallchasingReply(T value) => Value = value;

    public BallchasingReply(BallchasingError error) => Error = error;

    public T? Value { get; }

    public BallchasingError? Error { get; }

    public bool Succeeded([NotNullWhen(true)] out T? value, [NotNullWhen(false)] out BallchasingError? error)
    {
        (value, error) = (Value, Error);
        return error is null;
    }
}

/// <summary>A replay detail: what was read, and the bytes as they came, which are kept.</summary>
public sealed record ReplayReply(Contracts.ReplayDetailContract Detail, ReadOnlyMemory<byte> Json);

/// <summary>The end of an upload. A duplicate is a success: <paramref name="Id"/> is the upload that is there already.</summary>
public sealed record UploadReply(string Id, string? Location, bool Duplicate);

/// <summary>Stands for an answer without a body.</summary>
public sealed class Done
{
    public static readonly Done Value = new();

    private Done()
    {
    }
}
