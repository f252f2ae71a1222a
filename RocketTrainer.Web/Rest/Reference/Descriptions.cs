using System.Text.Json.Nodes;
using RocketTrainer.Web.Rest.Reference;

namespace RocketTrainer.Web.Rest;

/// <summary>
/// Says on an endpoint what the reference tells of it. What can be seen from what makes the endpoint work (its scope,
/// paging, <c>Idempotency-Key</c>, <c>If-Match</c>, rate limits, ETag) is told by itself and is not said again.
/// </summary>
public static class Descriptions
{
    /// <summary>A part of the reference: the endpoints that are mapped on the result stand together in it.</summary>
    public static RouteGroupBuilder MapSection(this IEndpointRouteBuilder api, string name, string description) =>
        api.MapGroup("").WithTags(name).WithMetadata(new SectionDescription(name, description));

    /// <param name="name">The operation's id: a verb and what it is about, <c>listReplays</c>.</param>
    /// <param name="summary">A few words for the list of operations.</param>
    /// <param name="description">What the summary can't say; Markdown.</param>
    public static RouteHandlerBuilder Describe(this RouteHandlerBuilder endpoint, string name, string summary, string description) =>
        endpoint.WithName(name).WithSummary(summary).WithDescription(description);

    /// <summary>A part of the path.</summary>
    public static RouteHandlerBuilder Path(this RouteHandlerBuilder endpoint, string name, string description, object example) =>
        endpoint.WithMetadata(new ParameterDescription(name, IsPath: true, description, example, []));

    /// <param name="example">Its type is the parameter's: a text, a whole number, an instant.</param>
    /// <param name="words">The only texts that are understood, when there are only a few.</param>
    public static RouteHandlerBuilder Query(this RouteHandlerBuilder endpoint, string name, string description, object example, params string[] words) =>
        endpoint.WithMetadata(new ParameterDescription(name, IsPath: false, description, example, words));

    /// <summary>A JSON body that reads as a <typeparamref name="TBody"/>; anything but JSON is answered with 415.</summary>
    /// <param name="examples">Each in the form of the JSON, by what it is about.</param>
    public static RouteHandlerBuilder Takes<TBody>(this RouteHandlerBuilder endpoint, params (string Name, object Example)[] examples)
        where TBody : notnull => endpoint.Accepts<TBody>(ResponseDescription.Json).WithMetadata(new BodyDescription(examples));

    /// <summary>A form with files, see <see cref="FormFiles"/>; anything else is answered with 415.</summary>
    public static RouteHandlerBuilder TakesFiles(this RouteHandlerBuilder endpoint) =>
        endpoint.Accepts<FilesForm>(BodyDescription.Files).WithMetadata(new BodyDescription([("one", new { file = "(the bytes of match.replay)" })]));

    /// <summary>The JSON that a success answers with, by <see cref="Api.Ok{T}(T)"/>.</summary>
    public static RouteHandlerBuilder Returns<TBody>(this RouteHandlerBuilder endpoint, TBody example, string description) =>
        endpoint.Answers<TBody>(new(StatusCodes.Status200OK, description, example, ResponseDescription.Json));

    /// <summary>The same with an example that lies ready as JSON.</summary>
    public static RouteHandlerBuilder Returns<TBody>(this RouteHandlerBuilder endpoint, JsonNode example, string description) =>
        endpoint.Answers<TBody>(new(StatusCodes.Status200OK, description, example, ResponseDescription.Json));

    /// <summary>What was made, by <see cref="Api.Created{T}"/>.</summary>
    public static RouteHandlerBuilder Creates<TBody>(this RouteHandlerBuilder endpoint, TBody example, string location, string description) =>
        endpoint.Answers<TBody>(new(StatusCodes.Status201Created, description, example, ResponseDescription.Json, location));

    /// <summary>What is on its way from now on, by <see cref="Api.Accepted{T}"/>.</summary>
    public static RouteHandlerBuilder Begins<TBody>(this RouteHandlerBuilder endpoint, TBody example, string description) =>
        endpoint.Answers<TBody>(new(StatusCodes.Status202Accepted, description, example, ResponseDescription.Json));

    /// <summary>Something that is streamed and isn't JSON.</summary>
    public static RouteHandlerBuilder Streams(this RouteHandlerBuilder endpoint, string contentType, string example, string description) =>
        endpoint.Answers<string>(new(StatusCodes.Status200OK, description, example, contentType));

    /// <summary>A success without a body.</summary>
    public static RouteHandlerBuilder ReturnsNothing(this RouteHandlerBuilder endpoint, string description) =>
        endpoint.Produces(StatusCodes.Status204NoContent, typeof(void)).WithMetadata(new ResponseDescription(StatusCodes.Status204NoContent, description, Example: null, ContentType: null));

    /// <summary>Problems of this endpoint's own. Those that its other metadata bring with them are told by themselves.</summary>
    public static RouteHandlerBuilder Fails(this RouteHandlerBuilder endpoint, params ProblemType[] problems) =>
        endpoint.WithMetadata(new ProblemDescription(problems));

    private static RouteHandlerBuilder Answers<TBody>(this RouteHandlerBuilder endpoint, ResponseDescription answer) =>
        endpoint.Produces<TBody>(answer.Status, answer.ContentType).WithMetadata(answer);
}
