using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using RocketTrainer.Web.Rest.Limits;

namespace RocketTrainer.Web.Rest.Reference;

/// <summary>Tells what holds for all operations.</summary>
internal sealed class DocumentDescriber(ApiQuotas quotas) : IOpenApiDocumentTransformer
{
    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo
        {
            Title = "RocketTrainer",
            Version = "1",
            Summary = "Rocket League matches, brought in from Ballchasing and kept exactly as they were given.",
            Description = Introduction(),
        };
        document.Servers = [new OpenApiServer { Url = "/" }];
        document.Tags = context.DescriptionGroups.SelectMany(g => g.Items).SelectMany(d => d.ActionDescriptor.EndpointMetadata.OfType<SectionDescription>())
            .Distinct().Select(s => new OpenApiTag { Name = s.Name, Description = s.Description }).ToHashSet();
        foreach (var (name, scheme) in ApiSecurity.Schemes)
            document.AddComponent(name, scheme);
        ApiHeaders.AddTo(document, quotas.Default);
        ProblemDescriber.AddSchemaTo(document);
        return Task.CompletedTask;
    }

    private string Introduction()
    {
        var text = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"""
            JSON in camelCase; times are RFC 3339 in UTC; what is unknown is `null`, never left out and never zero.

            ## Limits

            {quotas.Default.Limit} requests in a minute with one key or token. `RateLimit` in every answer says how many are left
            and when they come back. Requests that show nothing we believe are counted by address, {quotas.Anonymous.Limit} in a minute; after them
            everything from there is refused until the minute is over.

            ## Pages

            Lists answer `items` and `next`. Send `next` as `cursor` to get the following page; it is `null` on the last one.

            ## Caching

            Documents have an `ETag`. Send it as `If-None-Match`, and 304 says that nothing has changed.

            ## Repeating a request

            When no answer came, nobody knows whether a POST was done. With an `Idempotency-Key` it can be sent again:
            within 24 hours it is done once, and the repeat gets the first answer, marked by `Idempotency-Replayed`.
            Answers of 500 and up are not kept, so those can be tried again with the same key.

            ## Problems

            Whatever goes wrong comes as `application/problem+json` (RFC 9457). `type` tells programs what it is:


            """));
        foreach (var problem in ProblemTypes.All)
            text.AppendLine(CultureInfo.InvariantCulture, $"- {problem.Status} `{problem.Type}`: {problem.Meaning}");
        return text.ToString();
    }
}
