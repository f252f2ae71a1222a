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
    public static T Describe<T>(this T endpoint, string name, string summary, string? description = null)
        where T : IEndpointConventionBuilder
    {
        endpoint.WithName(name).WithSummary(summary);
        return description is null ? endpoint : endpoint.WithDescription(description);
    }

    /// <summary>A part of the path, without which the example could not be called.</summary>
    public static T Path<T>(this T endpoint, string name, string description, object example)
        where T : IEndpointConventionBuilder => endpoint.With(new ParameterDescription(name, IsPath: true, description, example, []));

    /// <param name="example">Its type is the parameter's: a text, a whole number, an instant.</param>
    /// <param name="words">The only texts that are understood, when there are only a few.</param>
    public static T Query<T>(this T endpoint, string name, string description, object example, params string[] words)
        where T : IEndpointConventionBuilder => endpoint.With(new ParameterDescription(name, IsPath: false, description, example, words));

    /// <summary>A JSON body that reads as a <typeparamref name="TBody"/>; anything but JSON is answered with 415.</summary>
    /// <param name="examples">Each in the form of the JSON, by what it is about.</param>
    public static RouteHandlerBuilder Takes<TBody>(this RouteHandlerBuilder endpoint, params (string Name, object Example)[] examples)
        where TBody : notnull => endpoint.Accepts<TBody>("application/json").With(new BodyDescription(examples));

    /// <summary>The JSON that a success answers with, by <see cref="Api.Ok{T}(T)"/>.</summary>
    public static T Returns<T, TBody>(this T endpoint, TBody example, string description)
        where T : IEndpointConventionBuilder => endpoint.Returns(typeof(TBody), new ResponseDescription(StatusCodes.Status200OK, description, example, ResponseDescription.Json));

    /// <summary>The same with an example that lies ready as JSON.</summary>
    public static T Returns<T, TBody>(this T endpoint, JsonNode example, string description)
        where T : IEndpointConventionBuilder => endpoint.Returns(typeof(TBody), new ResponseDescription(StatusCodes.Status200OK, description, example, ResponseDescription.Json));

    /// <summary>What was made, by <see cref="Api.Created{T}"/>.</summary>
    public static T Creates<T, TBody>(this T endpoint, TBody example, string location, string description)
        where T : IEndpointConventionBuilder => endpoint.Returns(typeof(TBody), new ResponseDescription(StatusCodes.Status201Created, description, example, ResponseDescription.Json, location));

    /// <summary>What is on its way from now on, by <see cref="Api.Accepted{T}"/>.</summary>
    public static T Begins<T, TBody>(this T endpoint, TBody example, string description)
        where T : IEndpointConventionBuilder => endpoint.Returns(typeof(TBody), new ResponseDescription(StatusCodes.Status202Accepted, description, example, ResponseDescription.Json));

    /// <summary>Something that is streamed and isn't JSON.</summary>
    public static T Streams<T>(this T endpoint, string contentType, string example, string description)
        where T : IEndpointConventionBuilder => endpoint.With(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(string), [contentType]))
            .With(new ResponseDescription(StatusCodes.Status200OK, description, example, contentType));

    /// <summary>A success without a body.</summary>
    public static T ReturnsNothing<T>(this T endpoint, string description)
        where T : IEndpointConventionBuilder => endpoint.With(new ProducesResponseTypeMetadata(StatusCodes.Status204NoContent, typeof(void)))
            .With(new ResponseDescription(StatusCodes.Status204NoContent, description, Example: null, ContentType: null));

    /// <summary>Problems of this endpoint's own. Those that its other metadata bring with them are told by themselves.</summary>
    public static T Fails<T>(this T endpoint, params ProblemType[] problems)
        where T : IEndpointConventionBuilder => endpoint.With(new ProblemDescription(problems));

    internal static T With<T>(this T endpoint, object metadata)
        where T : IEndpointConventionBuilder
    {
        endpoint.Add(e => e.Metadata.Add(metadata));
        return endpoint;
    }

    private static T Returns<T>(this T endpoint, Type type, ResponseDescription answer)
        where T : IEndpointConventionBuilder => endpoint.With(new ProducesResponseTypeMetadata(answer.Status, type, [ResponseDescription.Json])).With(answer);
}
