using RocketTrainer.Core.Replays;

namespace RocketTrainer.Core.Importing;

/// <summary>What asking for one listed replay brought.</summary>
public abstract record FetchOutcome
{
    /// <summary>A match, mapped and ready to be written.</summary>
    public sealed record Found(Replay Replay) : FetchOutcome;

    /// <summary>Ballchasing is still reading the file.</summary>
    public sealed record Pending(string Reason) : FetchOutcome;

    /// <summary>It can't be had.</summary>
    public sealed record Failed(string Reason, bool Retryable) : FetchOutcome;
}

/// <param name="Attempts">How often it was asked for by now.</param>
public sealed record FetchedItem(string BallchasingId, int Attempts, FetchOutcome Outcome);
