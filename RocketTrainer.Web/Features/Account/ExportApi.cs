using System.Security.Claims;
using RocketTrainer.Core.Accounts.Exports;
using RocketTrainer.Core.Accounts.Keys;
using RocketTrainer.Web.Auth;

namespace RocketTrainer.Web.Features.Account;

/// <summary><c>/me/export</c>: everything about me as a zip, made by a job.</summary>
public static class ExportApi
{
    public static void MapExport(this IEndpointRouteBuilder api)
    {
        api.MapGet("/me/export", FindAsync).RequireScope(ApiScopes.Read);
        api.MapPost("/me/export", RequestAsync).RequireScope(ApiScopes.Read);
        api.MapGet("/me/export/{id:guid}/file", DownloadAsync).RequireScope(ApiScopes.Read);
    }

    /// <summary>The same file for a person at a browser.</summary>
    public static void MapExportDownload(this IEndpointRouteBuilder pages) =>
        pages.MapGet("/account/export/{id:guid}", DownloadAsync).RequireAuthorization().ExcludeFromDescription();

    private static async Task<IResult> FindAsync(ClaimsPrincipal user, PersonalExports exports, CancellationToken cancellationToken) =>
        await exports.FindAsync(user.UserId()!.Value, cancellationToken) is { } export ? Api.Ok(ExportDocument.Of(export)) : Api.NotFound("You have asked for no export, or its time is over.");

    private static async Task<IResult> RequestAsync(ClaimsPrincipal user, PersonalExports exports, CancellationToken cancellationToken) =>
        Api.Ok(ExportDocument.Of(await exports.RequestAsync(user.UserId()!.Value, user.Caller(), cancellationToken)), StatusCodes.Status202Accepted);

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
