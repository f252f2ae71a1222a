using RocketTrainer.Core.Players;
using RocketTrainer.Core.Progress;
using RocketTrainer.Core.Replays;
using RocketTrainer.Web.Export;

namespace RocketTrainer.Web.Features.Players.TeamMates;

/// <summary>With whom a player plays and against whom, and what difference it makes.</summary>
public sealed partial class TeamMatesView(Companions companions, ReplayQueries replays)
{
    private const int Most = 20;

    /// <param name="Chosen">The one whom the address names under <c>mate</c>.</param>
    public sealed record Content(Company Company, IReadOnlyList<TeamMate> Mates, IReadOnlyList<TeamMate> Opponents, Mate? Chosen);

    public sealed record Mate(string Name, Meetings Together, Meetings Against, IReadOnlyList<StatDifference> Differences);

    protected override async Task<Content> ReadAsync(CancellationToken cancellationToken) => new(
        await companions.CompanyAsync(Room.Viewer, Filter, cancellationToken),
        await companions.TeamMatesAsync(Room.Viewer, Filter, Most, cancellationToken),
        await companions.OpponentsAsync(Room.Viewer, Filter, Most, cancellationToken),
        PlayerId.TryParse(Query("mate"), out var mate, out _) ? await MateAsync(mate, cancellationToken) : null);

    private async Task<Mate?> MateAsync(PlayerId mate, CancellationToken cancellationToken)
    {
        var met = await companions.HeadToHeadAsync(Room.Viewer, Filter, mate, [], cancellationToken);
        return met.Together.Matches + met.Against.Matches == 0 ? null : new(
            await replays.PlayerNameAsync(Room.Viewer, mate, cancellationToken) ?? mate.ToString(), met.Together, met.Against,
            await companions.WithAndWithoutAsync(Room.Viewer, Filter, mate, Headline.Stats, cancellationToken));
    }

    /// <summary>How it went with somebody.</summary>
    internal static WinLoss With(TeamMate met) => new(met.Matches, met.Wins, met.Losses, Draws: 0, met.Matches - met.Wins - met.Losses);

    /// <summary>How it went in the rest of all matches; a draw among them counts as undecided.</summary>
    internal static WinLoss Without(WinLoss all, TeamMate met)
    {
        var (matches, wins, losses) = (all.Matches - met.Matches, all.Wins - met.Wins, all.Losses - met.Losses);
        return new(matches, wins, losses, Draws: 0, matches - wins - losses);
    }

    private static WinLoss Of(Meetings met) => new(met.Matches, met.Wins, met.Losses, Draws: 0, met.Matches - met.Wins - met.Losses);

    protected override IReadOnlyList<Sheet> SheetsOf(Content shown) =>
    [
        new("Company", ["", .. DifferenceSheet.WinLossColumns], [["in company", .. DifferenceSheet.Of(shown.Company.InCompany)], ["alone", .. DifferenceSheet.Of(shown.Company.Alone)]]),
        Met("Team-mates", shown.Company.All, shown.Mates),
        Met("Opponents", shown.Company.All, shown.Opponents),
        .. shown.Chosen is { } chosen ?
        [
            new Sheet("Met", ["name", "", .. DifferenceSheet.WinLossColumns],
                [[chosen.Name, "together", .. DifferenceSheet.Of(Of(chosen.Together))], [chosen.Name, "against each other", .. DifferenceSheet.Of(Of(chosen.Against))]]),
            DifferenceSheet.Of("With and without", "without", "with", chosen.Differences),
        ] : Array.Empty<Sheet>(),
    ];

    private static Sheet Met(string name, WinLoss all, IEnumerable<TeamMate> met) => new(name,
        ["player", "name", .. DifferenceSheet.WinLossColumns, .. DifferenceSheet.WinLossColumns.Select(c => $"{c}, without"), "last played"],
        [.. met.Select(m => (IReadOnlyList<object?>)[m.PlayerId, m.Name, .. DifferenceSheet.Of(With(m)), .. DifferenceSheet.Of(Without(all, m)), m.LastPlayedAt])]);
}
