namespace RocketTrainer.Core.Data;

// What the web host keeps here, because it must survive restarts and be the same on every node.

/// <summary>A sign-in answer that was taken once and must not be taken again.</summary>
public sealed class UsedNonce
{
    public required string Nonce { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
}

/// <summary>The answer to a request that carried an <c>Idempotency-Key</c>, given again when it is repeated.</summary>
public sealed class IdempotentAnswer
{
    public required Guid UserId { get; init; }
    public required string Key { get; init; }

    /// <summary>SHA-256 of method, path and body: another request under the same key is a mistake.</summary>
    public required byte[] Fingerprint { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Null while the first request is still being worked on.</summary>
    public int? Status { get; set; }

    public string? ContentType { get; set; }
    public string? Location { get; set; }
    public byte[]? Body { get; set; }
}
