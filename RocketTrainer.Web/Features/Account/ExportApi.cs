using System.Security.Claims;
using RocketTrainer.Core.Accounts.Exports;
using RocketTrainer.Core.Accounts.Keys;
using RocketTrainer.Web.Auth;
using RocketTrainer.Web.Rest;
using RocketTrainer.Web.Rest.Idempotency;

namespace RocketTrainer.Web.Features.Account;

/// <summary><c>/me/export</c>: everything about me as a zip, made by a job.</summary>
public static class ExportApi
{
    public static void MapExport(this IEndpointRouteBuilder api)
    {
        var exports = api.MapSection("Your data", "Everything that is stored about you, as a file; and not to be named.");
        exports.MapGet("/me/export", FindAsync).RequireScope(ApiScopes.Read)
            .Describe("getExport", "Get how your export stands", "The newest one; it can be fetched for two days.")
            .Returns(AccountExamples.Export, "Where it is, once it is ready.").Fails(ProblemTypes.NotFound);
        exports.MapGet("/me/export/{id:guid}/file", DownloadAsync).RequireScope(ApiScopes.Read).Path("id", "The export's id.", AccountExamples.ExportId)
            .Describe("getExportFile", "Fetch your export", "A zip of JSON and CSV.")
            .Streams("application/zip", "(a zip archive)", "The zip.");
        exports.MapPost("/me/export", RequestAsync).RequireScope(ApiScopes.Read).Idempotent()
            .Describe("requestExport", "Ask for an export", "A job makes it. One that is under way is given instead of a second one.")
            .Begins(AccountExamples.QueuedExport, "The export that is being made.");
    }

    /// <summary>The same file for a person at a browser.</summary>
    public static void MapExportDownload(this IEndpointRouteBuilder pages) =>
        pages.MapGet("/account/export/{id:guid}", DownloadAsync).RequireAuthorization().ExcludeFromDescription();

    private static async Task<IResult> FindAsync(ClaimsPrincipal user, PersonalExports exports, CancellationToken cancellationToken) =>
        await exports.FindAsync(user.UserId()!.Value, cancellationToken) is { } export ? Api.Ok(ExportDocument.Of(export)) : Api.NotFound("You have asked for no export, or its time is over.");

    private static async Task<IResult> RequestAsync(ClaimsPrincipal user, PersonalExports exports, CancellationToken cancellationToken) =>
        Api.Accepted(ExportDocument.Of(await exports.RequestAsync(user.UserId()!.Value, user.Caller(), cancellationToken)));

    private static async Task<IResult> DownloadAsync(Guid id, HttpContext context, ClaimsPrincipal user, PersonalExports exports, CancellationToken cancellationToken)
    {
        if (await exports.DownloadAsync(user.UserId()!.Value, id, user.Caller(), cancellationToken) is not { } zip)
            return Api.NotFound("There is no such export, or its time is over.");
        context.Response.Headers.CacheControl = "no-store";
        return Results.Bytes(zip, "application/zip", "rockettrainer-export.zip");
    }
}

/// <param name="File">Where the zip is to be had; null until it is ready.</param>
public sealed record ExportDocument(Guid Id, ExportState State, DateTimeOffset RequestedAt, DateTimeOffset? FinishedAt, DateTimeOffset? ExpiresAt, long? Size, string? File)
{
    public static ExportDocument Of(ExportView export) => new(export.Id, export.State, export.RequestedAt, export.FinishedAt, export.ExpiresAt, export.Size,
        export.State == ExportState.Ready ? $"/api/v1/me/export/{export.Id}/file" : null);
}
