using System.Globalization;

namespace RocketTrainer.Core.Ballchasing.Sandbox;

/// <summary>What heads a replay in lists and details alike: whose upload it is, what it is called, which match it holds.</summary>
internal sealed record ReplaySheet
{
    private static readonly string[] HomeMadeTitles = ["replay", "close one", "comeback", "watch minute 3", "for review", "verify this"];

    public required Guid Id { get; init; }

    public required ScheduledMatch Match { get; init; }

    /// <summary>0 for the first recording of the match, 1 for another player's.</summary>
    public int Copy { get; init; }

    public required DateTimeOffset Created { get; init; }

    public required SandboxAccount Uploader { get; init; }

    public required TimeSpan UtcOffset { get; init; }

    public required string Title { get; init; }

    public string? Recorder { get; init; }

    public string Visibility { get; init; } = "public";

    public (string Id, string Name)? Group { get; init; }

    public ulong Seed => new LeagueReplay(Id, 0, 0, 0, 0).Seed;

    public string RocketLeagueId => Hex(Match.Seed, 0x41D + (ulong)Copy);

    public string MatchGuid => Hex(Match.Seed, 0x601D);

    public string MapCode => Arenas.Of(Match.Seed, Match.Playlist);

    public static ReplaySheet Of(LeagueView view, int index)
    {
        ref readonly var replay = ref view.Archive[index];
        ref readonly var match = ref view.Archive.MatchOf(replay);
        var uploader = view.League.Roster.Members[replay.Uploader];
        var random = new SeededRandom(SeededRandom.Mix(replay.Seed, 0x717E));
        var name = uploader.NameOn(match.Day);
        var start = match.StartTime.ToOffset(TimeSpan.FromHours(uploader.UtcOffsetHours));
        var title = uploader.HasPlugin
            ? string.Create(CultureInfo.InvariantCulture, $"{start:yyyy-MM-dd.HH.mm} {name} {match.Mode.TitleWords} {(Won(match, replay.Uploader) ? "Win" : "Loss")}")
            : random.Chance(.5) ? Hex(match.Seed, 0x41D + (ulong)replay.Copy) : random.Pick<string>(HomeMadeTitles);
        return new()
        {
            Id = replay.Id,
            Match = match,
            Copy = replay.Copy,
            Created = replay.Created.AddTicks(random.Below(1000) * 10),
            Uploader = new(uploader.Account, uploader.Name),
            UtcOffset = start.Offset,
            Title = title,
            Recorder = uploader.HasPlugin && match.Group == 0 ? null : name,
            Group = view.GroupOf(match) is { } group ? (group.Id, group.Name) : null,
        };
    }

    public static bool Won(in ScheduledMatch match, int member)
    {
        for (var slot = 0; slot < match.PlayerCount; slot++)
        {
            if (match.Lineup[slot] == member) return slot >= match.TeamSize == match.OrangeGoals > match.BlueGoals;
        }
        return match.Substitute == member && match.Leaver >= match.TeamSize == match.OrangeGoals > match.BlueGoals;
    }

    private static string Hex(ulong seed, ulong salt) =>
        SeededRandom.Mix(seed, salt).ToString("X16", CultureInfo.InvariantCulture) + SeededRandom.Mix(seed, salt + 0x100).ToString("X16", CultureInfo.InvariantCulture);
}
