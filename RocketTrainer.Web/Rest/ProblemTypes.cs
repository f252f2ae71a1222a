using System.Collections.Immutable;

namespace RocketTrainer.Web.Rest;

/// <summary>A kind of problem, as a program can tell it from others (RFC 9457).</summary>
/// <param name="Name">The last part of <paramref name="Type"/>.</param>
/// <param name="Type">A URI reference; it leads to the list of problems on the reference page.</param>
/// <param name="Title">The same for every problem of this type.</param>
/// <param name="Meaning">What it says and what helps, for the reference page.</param>
/// <param name="IsPassing"><c>Retry-After</c> says when to ask again.</param>
public sealed record ProblemType(string Name, string Type, int Status, string Title, string Meaning, bool IsPassing = false);

/// <summary>Every kind of problem that the API answers with.</summary>
public static class ProblemTypes
{
    /// <summary>What the types of our own begin with.</summary>
    public const string Prefix = "/problems/";

    public static readonly ProblemType InvalidInput = Own(
        "invalid-input", 400, "Invalid input", "`errors` names each field, parameter or header that is wrong, and says what is expected. Nothing was done.");

    public static readonly ProblemType BadRequest = Own(
        "bad-request", 400, "Bad request", "The request could not be read.");

    public static readonly ProblemType Unauthorized = Own(
        "unauthorized", 401, "Unauthorized", "The request shows nothing that is believed. `WWW-Authenticate` says what to show.");

    public static readonly ProblemType Forbidden = Own(
        "forbidden", 403, "Forbidden", "What the request shows does not allow this.");

    public static readonly ProblemType NotFound = Own(
        "not-found", 404, "Not found", "There is no such thing, or not for you.");

    public static readonly ProblemType MethodNotAllowed = Own(
        "method-not-allowed", 405, "Method not allowed", "`Allow` lists the methods that can be used here.");

    public static readonly ProblemType Conflict = Own(
        "conflict", 409, "Conflict", "It can't be done as things stand; `detail` says why.");

    public static readonly ProblemType RequestUnderWay = Own(
        "request-under-way", 409, "Request under way", "The first request with this `Idempotency-Key` is still being worked on. Ask again in a moment.");

    public static readonly ProblemType SecretShownAlready = Own(
        "secret-shown-already", 409, "Secret shown already", "The first request with this `Idempotency-Key` was done, and its answer held a secret that is shown only once.");

    public static readonly ProblemType PreconditionFailed = Own(
        "precondition-failed", 412, "Precondition failed", "It has changed since: `If-Match` doesn't name what is there now. Read it again and repeat the change.");

    public static readonly ProblemType ContentTooLarge = Own(
        "content-too-large", 413, "Content too large", "The body is larger than this endpoint takes.");

    public static readonly ProblemType UnsupportedMediaType = Own(
        "unsupported-media-type", 415, "Unsupported media type", "The body is not what this endpoint takes: JSON, with `Content-Type: application/json`, or where it takes files `multipart/form-data`.");

    public static readonly ProblemType IdempotencyKeyReused = Own(
        "idempotency-key-reused", 422, "Idempotency key reused", "This `Idempotency-Key` came before with another request. Give every new request a key of its own.");

    public static readonly ProblemType QuotaExceeded = new(
        "quota-exceeded", "https://iana.org/assignments/http-problem-types#quota-exceeded", 429, "Quota exceeded",
        "`violated-policies` names the policy, `Retry-After` the seconds until its window ends.", IsPassing: true);

    public static readonly ProblemType TooManyStreams = Own(
        "too-many-streams", 429, "Too many streams", "As many event streams are open as one user may have at a time. Close one first.");

    public static readonly ProblemType InternalError = Own(
        "internal-error", 500, "Internal error", "Something went wrong on our side. The server's log has it under `traceId`.");

    public static readonly ProblemType BallchasingRefused = Own(
        "ballchasing-refused", 400, "Ballchasing refused", "Ballchasing doesn't accept what was asked; `detail` has its words.");

    public static readonly ProblemType BallchasingFailed = Own(
        "ballchasing-failed", 502, "Ballchasing failed", "Ballchasing answers with a fault, or not in a way that can be read.");

    public static readonly ProblemType BallchasingBusy = Own(
        "ballchasing-busy", 503, "Ballchasing busy", "What this server may ask of Ballchasing is used up for now. It is nobody's quota here: ask again after `Retry-After` seconds.", isPassing: true);

    public static readonly ProblemType NoBallchasingAccess = Own(
        "no-ballchasing-access", 503, "No access to Ballchasing", "This server has no Ballchasing key, or one that is refused. Its administrator can help.");

    public static readonly ImmutableArray<ProblemType> All =
    [
        InvalidInput, BadRequest, Unauthorized, Forbidden, NotFound, MethodNotAllowed, Conflict, RequestUnderWay, SecretShownAlready, PreconditionFailed,
        ContentTooLarge, UnsupportedMediaType, IdempotencyKeyReused, QuotaExceeded, TooManyStreams, InternalError,
        BallchasingRefused, BallchasingFailed, BallchasingBusy, NoBallchasingAccess,
    ];

    private static readonly ImmutableArray<ProblemType> Plain =
    [
        BadRequest, Unauthorized, Forbidden, NotFound, MethodNotAllowed, Conflict, PreconditionFailed, ContentTooLarge, UnsupportedMediaType, QuotaExceeded, InternalError,
    ];

    /// <summary>The type of a problem of which only the status is known, or null where a status says it all.</summary>
    public static ProblemType? OfStatus(int status) => Plain.FirstOrDefault(p => p.Status == status);

    private static ProblemType Own(string name, int status, string title, string meaning, bool isPassing = false) =>
        new(name, Prefix + name, status, title, meaning, isPassing);
}
