using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Mvc;
using RocketTrainer.Web.Auth;
using RocketTrainer.Web.Features.Account;
using RocketTrainer.Web.Features.Admin;
using RocketTrainer.Web.Features.Ballchasing;
using RocketTrainer.Web.Features.Imports;
using RocketTrainer.Web.Features.Models;
using RocketTrainer.Web.Features.Players;
using RocketTrainer.Web.Features.Players.Coaching;
using RocketTrainer.Web.Features.Replays;
using RocketTrainer.Web.Features.Teams;
using RocketTrainer.Web.Features.Tokens;
using RocketTrainer.Web.Rest.Reference;

namespace RocketTrainer.Web.Rest;

/// <summary>The REST API, <c>/api/v1</c>: each feature brings its own endpoints.</summary>
public static class Api
{
    public const string Root = "/api/v1";

    private const long LargestRequest = 1024 * 1024;

    /// <summary>camelCase, enum words in camelCase, nulls written so that unknown can be seen.</summary>
    public static readonly JsonSerializerOptions Json = Configure(new(JsonSerializerDefaults.Web));

    public static void MapApi(this WebApplication app)
    {
        var api = app.MapGroup(Root).RequireAuthorization(Access.ApiPolicy).DisableAntiforgery()
            .WithMetadata(new RequestSizeLimitAttribute(LargestRequest)); // an endpoint's own limit counts instead
        api.AnswerHead();
        api.MapTokens();
        api.MapImports();
        api.MapGroups();
        api.MapReplays();
        api.MapPlayers();
        api.MapWeaknessLabels();
        api.MapBallchasing();
        api.MapProfile();
        api.MapLinkedAccounts();
        api.MapKeys();
        api.MapBallchasingKey();
        api.MapWebhook();
        api.MapExport();
        api.MapRemovals();
        api.MapTeams();
        api.MapModels();
        api.MapAdmin();
        app.RefuseOtherMethods(Root);
        app.MapApiReference();
    }

    /// <summary>The value as JSON, with an ETag; see <see cref="Answer"/>.</summary>
    public static IResult Ok<T>(T value) => Answer.Json(value, StatusCodes.Status200OK);

    /// <summary>JSON that lies ready as bytes, with an ETag; see <see cref="Answer"/>.</summary>
    public static IResult Ok(byte[] json) => new Answer(json, StatusCodes.Status200OK);

    /// <param name="location">Where it can be asked for from now on.</param>
    public static IResult Created<T>(string location, T value) => Answer.Json(value, StatusCodes.Status201Created, location);

    /// <summary>It is on its way.</summary>
    public static IResult Accepted<T>(T value) => Answer.Json(value, StatusCodes.Status202Accepted);

    /// <summary>A page of a list of which one more than <paramref name="limit"/> was read.</summary>
    /// <param name="cursor">Where the next page begins, told of the last item.</param>
    public static IResult PageOf<T>(IReadOnlyList<T> read, int limit, Func<T, Guid> cursor) =>
        Ok(new Page<T>([.. read.Take(limit)], read.Count > limit ? cursor(read[limit - 1]).ToString() : null));

    public static IResult Conflict(string detail) => new ProblemAnswer(ProblemTypes.Conflict) { Detail = detail };

    public static IResult NotFound(string detail) => new ProblemAnswer(ProblemTypes.NotFound) { Detail = detail };

    /// <param name="errors">What is wrong, by field, header or parameter.</param>
    public static IResult Invalid(IReadOnlyDictionary<string, string[]> errors, string? detail = null) =>
        new ProblemAnswer(ProblemTypes.InvalidInput) { Detail = detail, Errors = errors };

    public static IResult Invalid(string field, string message) =>
        Invalid(new Dictionary<string, string[]>(StringComparer.Ordinal) { [field] = [message] });

    /// <summary>
    /// Holds a change back unless it was made from what is there now: null when the request has no <c>If-Match</c> or the
    /// right one, else the answer to give. The endpoint says <see cref="ConditionalRequests.MatchesETag"/>.
    /// </summary>
    /// <param name="current">The document as a GET answers it now; its ETag is that answer's.</param>
    /// <exception cref="InvalidOperationException">The endpoint doesn't say that it looks at <c>If-Match</c>.</exception>
    public static IResult? IfMatch<T>(HttpRequest request, T current) =>
        ConditionalRequests.IsCurrent(request, ETags.Of(JsonSerializer.SerializeToUtf8Bytes(current, Json))) ? null : new ProblemAnswer(ProblemTypes.PreconditionFailed);

    internal static JsonSerializerOptions Configure(JsonSerializerOptions options)
    {
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.NumberHandling = JsonNumberHandling.Strict;
        return options;
    }
}
