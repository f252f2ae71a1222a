using Microsoft.AspNetCore.Components;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Coaching;
using RocketTrainer.Core.Players;
using RocketTrainer.Core.Replays;
using RocketTrainer.Web.Export;

namespace RocketTrainer.Web.Features.Replays.Parts;

/// <summary>One match as a viewer may see it: scoreboard, every stat of every player and team, and where it came from.</summary>
public sealed partial class ReplayView(ReplayQueries replays, OwnPlayers own, Population population, ILogger<ReplayView> logger)
{
    private ReplayDetail? _replay;
    private string? _viewer;
    private ReplayPlayer? _player;
    private HeldAgainst? _held;
    private Guid? _older;
    private Guid? _newer;
    private bool _missing;
    private bool _failed;

    [Parameter, EditorRequired]
    public required Viewer Viewer { get; set; }

    /// <summary>Ballchasing's id of any upload of the match.</summary>
    [Parameter, EditorRequired]
    public Guid Id { get; set; }

    /// <summary>The account from whose side the match is looked at; one that isn't in it changes nothing.</summary>
    [Parameter]
    public string? Player { get; set; }

    /// <summary>Where the list is that this match stands in; the viewer's own matches unless told.</summary>
    [Parameter]
    public string? Back { get; set; }

    private string BackHref => Back ?? (_viewer is null ? "/replays" : ReplayAddress.OfPlayer(Player!));

    private string BackText => Back is not null || _viewer is null ? "All matches" : $"Matches of {_viewer}";

    private string Unheld => HeldAgainst.LobbyTier(_replay!) is null
        ? "No rank is known in this match, so its numbers are held against nobody's."
        : "Too few games of this rank and playlist are stored here to hold these numbers against them, or this one was too short.";

    private string HrefOf(Guid replay) => ReplayAddress.Of(replay, _player is null ? null : Player, Back ?? "/replays");

    protected override Task OnParametersSetAsync() => LoadAsync();

    private async Task<bool> IsMineAsync(Viewer.Person me) => await own.InAsync(me, Id, CancellationToken.None) is not null;

    private IReadOnlyList<Sheet> Sheets() => _replay is null ? [] : ReplaySheets.Of(_replay, _held);

    private async Task LoadAsync()
    {
        try
        {
            _failed = false;
            _replay = await replays.FindAsync(Viewer, Id, CancellationToken.None);
            _missing = _replay is null;
            (_viewer, _player, _held, _older, _newer) = (null, null, null, null, null);
            if (_replay is null)
                return;
            if (Player is not null)
                TakeSide(_replay, Player);
            (_older, _newer) = await replays.NeighboursAsync(Viewer, _player is not null && PlayerId.TryParse(Player, out var player, out _) ? player : null, _replay.Match, CancellationToken.None);
            if (_player is not null && _replay.Match.PlaylistId is { } playlist)
                _held = HeldAgainst.Of(_replay, _player, await population.OfAsync(playlist, CancellationToken.None));
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogUnreadable(logger, Id, e);
            _failed = true;
        }
    }

    private void TakeSide(ReplayDetail replay, string account)
    {
        foreach (var team in new[] { replay.Blue, replay.Orange })
        {
            if (team.Players.FirstOrDefault(p => ReplayAddress.Account(p) == account) is not { } player)
                continue;
            (_viewer, _player) = (PlayerNames.Of(player), player);
            _replay = replay with
            {
                Match = replay.Match with { Result = MatchResults.For(team.Color, replay.Match.Blue.Goals, replay.Match.Orange.Goals) },
            };
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Match {ReplayId} could not be read")]
    private static partial void LogUnreadable(ILogger logger, Guid replayId, Exception exception);
}
