using RocketTrainer.Web.Rest.Reference;

namespace RocketTrainer.Web.Rest;

/// <summary>The methods of endpoints beside those that they are mapped for.</summary>
internal static class Methods
{
    private static readonly string[] Usual = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"];

    /// <summary>Every endpoint of the group that gives a whole document to GET answers HEAD, too.</summary>
    public static void AnswerHead(this RouteGroupBuilder group) => ((IEndpointConventionBuilder)group).Finally(endpoint =>
    {
        if (endpoint.Metadata.OfType<HttpMethodMetadata>().LastOrDefault() is not { HttpMethods: ["GET"] } method
            || !endpoint.Metadata.OfType<ResponseDescription>().Any(r => r.IsDocument))
            return;
        endpoint.Metadata.Remove(method);
        endpoint.Metadata.Add(new HttpMethodMetadata(["GET", "HEAD"]));
    });

    /// <summary>
    /// Answers 405 to the other usual methods on the paths that are mapped by now. Routing would do so by itself, but not for
    /// methods for which something else is mapped that matches any path, as files are while the app isn't published.
    /// </summary>
    public static void RefuseOtherMethods(this WebApplication app, string root)
    {
        var paths = ((IEndpointRouteBuilder)app).DataSources.SelectMany(d => d.Endpoints).OfType<RouteEndpoint>()
            .Where(e => e.RoutePattern.RawText?.StartsWith(root, StringComparison.Ordinal) == true)
            .GroupBy(e => e.RoutePattern.RawText, StringComparer.Ordinal);
        foreach (var path in paths.ToList())
        {
            var allowed = path.SelectMany(e => e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []).Distinct().Order(StringComparer.Ordinal).ToArray();
            app.MapMethods(path.Key!, Usual.Except(allowed), context =>
            {
                context.Response.Headers.Allow = string.Join(", ", allowed);
                return new ProblemAnswer(ProblemTypes.MethodNotAllowed).ExecuteAsync(context);
            }).ExcludeFromDescription();
        }
    }
}
