using Microsoft.AspNetCore.Mvc;
using RocketTrainer.Core.Accounts.Keys;
using RocketTrainer.Core.Ballchasing;
using RocketTrainer.Core.Importing;
using RocketTrainer.Core.Importing.Uploads;
using RocketTrainer.Web.Auth;
using RocketTrainer.Web.Features.Imports;
using RocketTrainer.Web.Rest;

namespace RocketTrainer.Web.Features.Replays;

/// <summary><c>POST /replays/upload</c>: replay files, handed on to Ballchasing and imported.</summary>
public static class UploadsApi
{
    private const int MostFiles = 100;
    private const long LargestRequest = 512L * 1024 * 1024;
    private const string UsualVisibility = "private";

    public static void MapUploads(this IEndpointRouteBuilder replays) =>
        replays.MapPost("/replays/upload", UploadAsync).RequireScope(ApiScopes.Import).WithMetadata(new RequestSizeLimitAttribute(LargestRequest))
            .Describe(
                "uploadReplays", "Upload replay files",
                $"Each part of the form is a file named `{FormFiles.Part}`, at most {MostFiles}. A file is checked before a byte of it goes on to Ballchasing; one that can't go does not hold the others up. The import then follows those that Ballchasing has, once it has read them.")
            .Query("visibility", "Who may see them on Ballchasing; `private` unless told.", UsualVisibility, [.. UploadService.Visibilities])
            .TakesFiles()
            .Creates(ReplayExamples.Uploaded, ImportExamples.Location, "What became of each file, and the receipt of the import that follows them.")
            .Fails(ProblemTypes.BallchasingBusy, ProblemTypes.NoBallchasingAccess);

    private static async Task<IResult> UploadAsync(HttpRequest request, UploadService uploads, UploadRoom room, CancellationToken cancellationToken)
    {
        var visibility = request.Query["visibility"].ToString() is { Length: > 0 } wanted ? wanted : UsualVisibility;
        if (!UploadService.Visibilities.Contains(visibility))
            return Api.Invalid("visibility", $"'visibility' must be one of {string.Join(", ", UploadService.Visibilities)}.");
        if (!FormFiles.Are(request))
            return new ProblemAnswer(ProblemTypes.UnsupportedMediaType);
        var owner = request.HttpContext.User.Viewer();
        if (await uploads.QuotaAsync(owner, cancellationToken) is null)
            return new ProblemAnswer(ProblemTypes.NoBallchasingAccess);

        using var place = await room.EnterAsync(owner.UserId, cancellationToken);
        var files = new List<UploadedFile>();
        try
        {
            await foreach (var file in FormFiles.ReadAsync(request, ReplayFileFormat.LargestFile, cancellationToken))
            {
                if (files.Count == MostFiles)
                    throw new InvalidDataException($"One request takes at most {MostFiles} files; those before were handed on.");
                files.Add(file.Content is { } content
                    ? await uploads.UploadAsync(owner, file.Name, content, visibility, cancellationToken)
                    : new(file.Name, UploadState.Refused, null, ReplayFileFormat.WrongSize(file.Size)));
            }
        }
        catch (InvalidDataException e)
        {
            await uploads.ImportAsync(owner, files, CancellationToken.None); // what went on is followed whatever comes behind it
            return Api.Invalid("body", e.Message);
        }
        catch
        {
            await uploads.ImportAsync(owner, files, CancellationToken.None);
            throw;
        }

        if (files.Count == 0)
            return Api.Invalid("body", $"There is no file in it: each part must be named '{FormFiles.Part}'.");
        if (await uploads.ImportAsync(owner, files, CancellationToken.None) is not { } import)
            return Refused(files);
        return Api.Created($"{Api.Root}/imports/{import.Receipt.Id}", new UploadAnswer(files, import.Receipt, (await uploads.QuotaAsync(owner, CancellationToken.None))!));
    }

    /// <summary>None of them is at Ballchasing: for their own sake, or because it takes none now.</summary>
    private static IResult Refused(List<UploadedFile> files) => files.Find(f => f.State == UploadState.Failed) is { } later
        ? new ProblemAnswer(ProblemTypes.BallchasingBusy) { Detail = later.Error, RetryAfter = TimeSpan.FromMinutes(15) }
        : Api.Invalid(files.GroupBy(f => f.Name.Length > 0 ? f.Name : FormFiles.Part, StringComparer.Ordinal).ToDictionary(f => f.Key, f => f.Select(one => one.Error!).Distinct(StringComparer.Ordinal).ToArray(), StringComparer.Ordinal), "Nothing was handed on.");
}

/// <summary>What became of uploaded files.</summary>
/// <param name="Files">In the order in which they came.</param>
/// <param name="Import">Follows those that are at Ballchasing.</param>
public sealed record UploadAnswer(IReadOnlyList<UploadedFile> Files, ImportReceipt Import, UploadQuota Quota);
