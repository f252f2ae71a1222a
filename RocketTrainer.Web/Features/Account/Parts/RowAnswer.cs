namespace RocketTrainer.Web.Features.Account.Parts;

/// <summary>What a person says of masked rows: mine, or not.</summary>
public sealed record RowAnswer(IReadOnlyCollection<(Guid ReplayId, int Slot)> Rows, bool Mine);
