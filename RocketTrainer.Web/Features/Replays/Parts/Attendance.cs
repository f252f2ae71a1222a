using RocketTrainer.Core.Replays;

namespace RocketTrainer.Web.Features.Replays.Parts;

/// <summary>Who was there from the kickoff to the end.</summary>
public sealed class Attendance(ReplayDetail replay)
{
    // The first kickoff and the last whistle don't reach every player in the same second.
    private const double Grace = 10;

    private readonly double? _end = replay.Blue.Players.Concat(replay.Orange.Players).Max(p => p.EndTime);

    public bool CameLate(ReplayPlayer player) => player.StartTime > Grace;

    public bool LeftEarly(ReplayPlayer player) => player.EndTime + Grace < _end;

    /// <summary>False for those whose totals can't be held against those of the others.</summary>
    public bool WholeMatch(ReplayPlayer player) => !CameLate(player) && !LeftEarly(player);
}
