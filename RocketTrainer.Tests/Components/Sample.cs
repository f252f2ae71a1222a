using RocketTrainer.Core.Importing;
using RocketTrainer.Core.Replays;

namespace RocketTrainer.Tests.Components;

/// <summary>Invented records, complete and unremarkable; a test changes what it is about.</summary>
internal static class Sample
{
    public static readonly Guid ReplayId = Guid.Parse("6f1e3a5c-0000-4000-8000-000000000001");

    public static ImportReceipt Receipt(ImportState state = ImportState.Running) => new()
    {
        Id = Guid.Parse("6f1e3a5c-0000-4000-8000-0000000000aa"),
        State = state, Source = ImportSource.Player,
        Listed = 3980, Imported = 1180, Duplicates = 12, Skipped = 5, Pending = 8, Failed = 4, Remaining = 2771,
        Requests = 1204, Quota = new ImportQuota("regular", 1000, 412), EtaSeconds = 1440,
        StartedAt = ComponentTest.Now.AddMinutes(-10), FinishedAt = null, Error = null, Failures = [],
    };

    public static ImportProgress Progress(ImportReceipt receipt) => new()
    {
        Receipt = receipt, Title = "Marlowe's history", Step = "Reading a match", RequestsPerSecond = 1.96, AllowedPerSecond = 2,
    };

    public static ReplayRow Row(int number = 1) => new()
    {
        ReplayId = new Guid(number, 0, 0, [0, 0, 0, 0, 0, 0, 0, 1]), PlayedAt = ComponentTest.Now.AddHours(-3), TimeZoneKnown = true,
        PlaylistId = "ranked-doubles", PlaylistName = "Ranked Doubles", MatchType = "Online", MapCode = "stadium_p", MapName = "DFH Stadium",
        Duration = 365, Overtime = false,
        Blue = new ReplayRowTeam(null, 4, ["Marlowe", "kestrel"]), Orange = new ReplayRowTeam(null, 2, ["Ostra", "Vex"]),
        MinRank = new Rank(15, 1, null, null), MaxRank = new Rank(16, 2, null, null), Result = MatchResult.Win,
    };

    public static ReplayPlayer Player(int slot, string? name, string? platform = "steam", double end = 360) => new()
    {
        Slot = slot, Name = name, Platform = platform, PlatformId = platform is null ? null : "76561190000000001", PlayerNumber = null,
        StartTime = 0, EndTime = end, Mvp = false, Pro = false, Rank = platform is null ? null : new Rank(15, 3, null, null),
        CarId = 23, CarName = "Octane", Camera = new CameraSettings(110, 100, -4, 270, 0.4, 5, 1), SteeringSensitivity = 1, Stats = new StatValues(),
    };

    public static ReplayDetail Detail(IReadOnlyList<ReplayPlayer> blue, IReadOnlyList<ReplayPlayer> orange) => new()
    {
        Match = Row(), MatchGuid = null, TeamSize = blue.Count, OvertimeSeconds = null, Season = 22, SeasonType = "free2play",
        ServerName = "EU-Quiet-Harbour", ServerRegion = "EU",
        Blue = new ReplayTeam(TeamColor.Blue, null, new StatValues(), blue),
        Orange = new ReplayTeam(TeamColor.Orange, null, new StatValues(), orange), Uploads = [],
    };
}
