namespace RocketTrainer.Web.Rest.Reference;

// What stands with an endpoint for the reference; see Descriptions.

internal sealed record SectionDescription(string Name, string Description);

internal sealed record ParameterDescription(string Name, bool IsPath, string Description, object Example, IReadOnlyList<string> Words);

internal sealed record BodyDescription(IReadOnlyList<(string Name, object Example)> Examples)
{
    public const string Files = "multipart/form-data";
}

/// <param name="File">A file; there may be several such parts.</param>
internal sealed record FilesForm(string File);

internal sealed record ResponseDescription(int Status, string Description, object? Example, string? ContentType, string? Location = null)
{
    public const string Json = "application/json";

    /// <summary>A whole document, which a GET gives with an ETag and a HEAD without its body.</summary>
    public bool IsDocument => Status == StatusCodes.Status200OK && ContentType == Json;
}

internal sealed record ProblemDescription(IReadOnlyList<ProblemType> Problems);
