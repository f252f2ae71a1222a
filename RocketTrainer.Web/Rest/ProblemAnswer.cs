using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;

namespace RocketTrainer.Web.Rest;

/// <summary>An answer that says what went wrong, as RFC 9457 lays it out.</summary>
public sealed class ProblemAnswer(ProblemType type) : IResult
{
    /// <summary>What is special about this one, in a sentence.</summary>
    public string? Detail { get; init; }

    /// <summary>What is wrong, by field, header or parameter.</summary>
    public IReadOnlyDictionary<string, string[]>? Errors { get; init; }

    /// <summary>When it makes sense to ask again.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The rate limit policies that the request broke.</summary>
    public IReadOnlyList<string>? ViolatedPolicies { get; init; }

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = type.Status;
        if (RetryAfter is { } wait)
            httpContext.Response.Headers.RetryAfter = Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        var problem = new ProblemDetails { Type = type.Type, Title = type.Title, Status = type.Status, Detail = Detail };
        if (Errors is not null)
            problem.Extensions["errors"] = Errors;
        if (ViolatedPolicies is not null)
            problem.Extensions["violated-policies"] = ViolatedPolicies;
        return httpContext.RequestServices.GetRequiredService<IProblemDetailsService>().WriteAsync(new() { HttpContext = httpContext, ProblemDetails = problem }).AsTask();
    }
}

/// <summary>
/// Writes every problem under <c>/api</c>, also those that the framework finds, with a type of ours; whatever the
/// request says it accepts, because there is no other form.
/// </summary>
public sealed class ProblemWriter : IProblemDetailsWriter
{
    public const string ContentType = "application/problem+json";

    public bool CanWrite(ProblemDetailsContext context) => Gate.IsApi(context.HttpContext.Request.Path);

    public async ValueTask WriteAsync(ProblemDetailsContext context)
    {
        var (http, problem) = (context.HttpContext, context.ProblemDetails);
        var status = problem.Status ??= http.Response.StatusCode;
        if (problem.Type is null || ProblemTypes.All.All(known => known.Type != problem.Type))
        {
            var type = problem is HttpValidationProblemDetails ? ProblemTypes.InvalidInput : ProblemTypes.OfStatus(status);
            problem.Type = type?.Type ?? "about:blank";
            problem.Title = type?.Title ?? ReasonPhrases.GetReasonPhrase(status);
            if (status >= StatusCodes.Status500InternalServerError)
                problem.Detail = null; // what went wrong inside is in the log
            else if (status == StatusCodes.Status404NotFound)
                problem.Detail ??= "There is no such endpoint.";
        }

        problem.Extensions["traceId"] = Activity.Current?.Id ?? http.TraceIdentifier;
        await http.Response.WriteAsJsonAsync(problem, problem.GetType(), Api.Json, ContentType, http.RequestAborted);
    }
}
