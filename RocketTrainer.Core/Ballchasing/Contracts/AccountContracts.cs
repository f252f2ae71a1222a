namespace RocketTrainer.Core.Ballchasing.Contracts;

/// <summary>The reply of <c>GET /</c>: whose key it is, and the patron tier that sets its limits.</summary>
public sealed record PingContract
{
    public string? Name { get; init; }
    public string? SteamId { get; init; }

    /// <summary>The patron tier, <c>regular</c> and up; an unknown one is treated as regular.</summary>
    public string? Type { get; init; }
}

/// <summary>The reply of <c>POST /v2/upload</c>: 201 with the new id, or 409 with the id of the upload that is there already.</summary>
public sealed record UploadContract
{
    public string? Id { get; init; }

    /// <summary>The address of the replay's web page.</summary>
    public string? Location { get; init; }
}

/// <summary>What <c>PATCH /replays/{id}</c> takes; null members are left out, an empty group takes the replay out of its group.</summary>
public sealed record ReplayEdit
{
    public string? Title { get; init; }
    public string? Visibility { get; init; }
    public string? Group { get; init; }
}

/// <summary>An error reply; only <see cref="Error"/> can be relied on.</summary>
public sealed record ErrorContract
{
    public string? Error { get; init; }
    public string? RequestId { get; init; }
}
