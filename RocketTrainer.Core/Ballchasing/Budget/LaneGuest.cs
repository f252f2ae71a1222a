namespace RocketTrainer.Core.Ballchasing.Budget;

/// <summary>For whom a request is.</summary>
/// <param name="Who">The user; empty for nobody in particular.</param>
/// <param name="IsFirst">Whether somebody sees nothing yet until it is answered: it goes before those that add to much.</param>
public readonly record struct LaneGuest(Guid Who, bool IsFirst);
