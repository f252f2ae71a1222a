using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace RocketTrainer.Core.Ballchasing.Sandbox;

/// <summary>Up to six members by index, blue first, -1 where nobody plays.</summary>
[InlineArray(6)]
internal struct Lineup
{
    private short _first;
}

/// <summary>
/// A match as the schedule keeps it: who, where, when and how it ended. All other numbers come from the seed, when asked for.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal struct ScheduledMatch
{
    public const short Bot = -2;

    public ulong Seed;
    public uint Start;
    public short Day;
    public ushort Duration;
    public ushort OvertimeSeconds;
    public byte BlueGoals;
    public byte OrangeGoals;
    public byte Playlist;
    public byte TeamSize;

    /// <summary>Members by index: <see cref="TeamSize"/> of blue, then as many of orange.</summary>
    public Lineup Lineup;

    /// <summary>The slot of the player who left early, or -1.</summary>
    public sbyte Leaver;

    /// <summary>The member who came in for the leaver, <see cref="Bot"/>, or -1.</summary>
    public short Substitute;

    /// <summary>The event group the match belongs to, or 0.</summary>
    public short Group;

    public readonly LeaguePlaylist Mode => LeaguePlaylists.All[Playlist];

    public readonly int PlayerCount => Playlist == LeaguePlaylists.Training ? 0 : 2 * TeamSize;

    /// <summary>The second slot is a guest on the first player's split screen.</summary>
    public readonly bool HasGuest => TeamSize > 1 && Playlist == LeaguePlaylists.Private && Lineup[1] == Lineup[0];

    public readonly DateTimeOffset StartTime => DateTimeOffset.FromUnixTimeSeconds(Start);

    /// <summary>One match in eighty has the form of an older recording: some members are missing.</summary>
    public readonly bool OldShape => SeededRandom.Share(Seed, 0x01D) < .0125;

    /// <summary>One match in thirty tells only the recorder's local wall clock.</summary>
    public readonly bool LocalClock => SeededRandom.Share(Seed, 0xC10C) < .033;
}
