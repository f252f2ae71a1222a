namespace RocketTrainer.Core.Coaching.RankModels;

/// <summary>A rank model that was made of the matches stored here, and how it did against the one that was in use.</summary>
public sealed class OwnRankModel
{
    /// <summary>See <see cref="RankModelCard.Id"/>.</summary>
    public required string Id { get; init; }

    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>A <see cref="RankModelCard"/> as JSON.</summary>
    public required string Card { get; init; }

    /// <summary>A <see cref="RankTrial"/> as JSON.</summary>
    public required string Trial { get; init; }

    /// <summary>A hash of all rows, those that were held out included: the same rows are not learnt from twice.</summary>
    public required string RowsHash { get; init; }

    /// <summary>As <see cref="RankModel.Save"/> writes it; null for a model that was never put in place.</summary>
    public byte[]? Content { get; init; }

    /// <summary>True for one at most; where there is none, the shipped model is in use.</summary>
    public bool InUse { get; set; }
}

/// <summary>How the last look at the matches stored here ended.</summary>
public sealed class RankTrainingRun
{
    /// <summary>There is one row.</summary>
    public const int OnlyId = 1;

    public int Id { get; init; } = OnlyId;
    public DateTimeOffset FinishedAt { get; set; }
    public RankTrainingOutcome Outcome { get; set; }

    // See RankSupply.
    public int Games { get; set; }
    public int Players { get; set; }
    public int Matches { get; set; }
    public int Tiers { get; set; }
    public int HeldOutPlayers { get; set; }
}

public enum RankTrainingOutcome
{
    /// <summary>Too little is stored: nothing was trained.</summary>
    NotEnough,

    /// <summary>The same matches were learnt from before.</summary>
    NothingNew,

    /// <summary>A model was made and is kept as a card only.</summary>
    NotBetter,

    /// <summary>A model was made and is in use.</summary>
    PutInPlace,
}
