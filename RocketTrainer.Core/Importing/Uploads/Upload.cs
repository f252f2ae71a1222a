namespace RocketTrainer.Core.Importing.Uploads;

/// <summary>What became of a file.</summary>
public enum UploadState
{
    /// <summary>On its way to Ballchasing, or it was when this server ended.</summary>
    Sending,

    /// <summary>Ballchasing took it.</summary>
    Taken,

    /// <summary>Ballchasing had the match's file already, from whomever.</summary>
    Known,

    /// <summary>It is no replay file, or Ballchasing doesn't want it; sent again it would be refused again.</summary>
    Refused,

    /// <summary>It couldn't be handed over now; later it may be.</summary>
    Failed,
}

/// <summary>A replay file that somebody handed in here. The file itself is Ballchasing's to keep.</summary>
public sealed class Upload
{
    public required Guid Id { get; init; }
    public required Guid UserId { get; init; }
    public required string FileName { get; init; }

    /// <summary>In bytes.</summary>
    public required long Size { get; init; }

    /// <summary>SHA-256 of the file.</summary>
    public required byte[] Hash { get; init; }

    /// <summary><c>public</c>, <c>unlisted</c> or <c>private</c>, as it was asked for.</summary>
    public required string Visibility { get; init; }

    /// <summary>The fingerprint of the key that it is sent with; null when it wasn't sent.</summary>
    public string? Key { get; set; }

    public UploadState State { get; set; }

    /// <summary>Why it isn't there, in a sentence.</summary>
    public string? Error { get; set; }

    /// <summary>Whether it may be at Ballchasing without our knowing: it was sent, and no answer said what became of it.</summary>
    public bool MaybeSent { get; set; }

    /// <summary>Ballchasing's id of the replay.</summary>
    public Guid? BallchasingId { get; set; }

    /// <summary>Whether an import was started for it.</summary>
    public bool IsImported { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>What became of a file, for whoever handed it in.</summary>
/// <param name="ReplayId">Ballchasing's id, of the upload that is there; null when none is.</param>
/// <param name="Error">Why none is, in a sentence.</param>
public sealed record UploadedFile(string Name, UploadState State, Guid? ReplayId, string? Error);

/// <summary>How many files a key may hand in. Whose key it is can set less than these on Ballchasing.</summary>
/// <param name="Tier">The key's patron tier.</param>
/// <param name="Today">Handed in from here in the last 24 hours.</param>
/// <param name="UsualPerDay">What Ballchasing takes in a day unless its owner sets another number; null where that isn't limited.</param>
/// <param name="MostPerDay">The largest number that he can set.</param>
/// <param name="IsOwn">Whether it is the user's own key.</param>
public sealed record UploadQuota(string Tier, int Today, int? UsualPerDay, int? MostPerDay, bool IsOwn);
