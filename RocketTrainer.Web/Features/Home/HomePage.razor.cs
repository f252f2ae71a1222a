using Microsoft.AspNetCore.Components;
using RocketTrainer.Core.Ballchasing;
using RocketTrainer.Core.Ballchasing.Sandbox;
using RocketTrainer.Core.Importing;
using RocketTrainer.Core.Players;
using RocketTrainer.Core.Replays;
using RocketTrainer.Web.Auth;

namespace RocketTrainer.Web.Features.Home;

/// <summary>The first page: how to begin, what is coming in, what came in last.</summary>
public sealed partial class HomePage(
    ImportService imports, ImportFeed feed, ReplayQueries replays, CurrentUser currentUser, BallchasingAccess access, IServiceProvider services,
    NavigationManager navigation, ILogger<HomePage> logger)
{
    /// <summary>Enough to look around in, and soon there.</summary>
    private const int FirstMatches = 600;

    private const int LatestMatches = 8;

    private IReadOnlyList<SandboxPlayer> _players = [];
    private IReadOnlyList<ReplayRow>? _latest;
    private ImportProgress? _import;
    private PlayerId? _player;
    private bool _starting;
    private bool _failed;

    protected override async Task OnInitializedAsync()
    {
        if (access.IsSandbox)
            _players = services.GetRequiredService<SandboxLeague>().FeaturedPlayers;
        await LoadAsync();
        OnEach(feed.Changes, _ => LoadAsync());
    }

    private async Task LoadAsync()
    {
        try
        {
            _import = await imports.ListAsync(await currentUser.ViewerAsync(), before: null, limit: 1, CancellationToken.None) is [var newest, ..] ? newest : null;
            _player = PlayerId.TryParse(_import?.PlayerId, out var player, out _) ? player : null;
            _latest = await LatestAsync(_player);
            if (_latest.Count == 0 && _player is not null)
                (_player, _latest) = (null, await LatestAsync(player: null)); // theirs are still on the way
            _failed = false;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogUnreadable(logger, e);
            _failed = true;
        }
    }

    private async Task<IReadOnlyList<ReplayRow>> LatestAsync(PlayerId? player) =>
        (await replays.ListAsync(await currentUser.ViewerAsync(), new ReplayFilter { Player = player }, cursor: null, LatestMatches, CancellationToken.None)).Items;

    private async Task StartAsync(SandboxPlayer player)
    {
        _starting = true;
        var (started, _) = await imports.StartAsync(
            await currentUser.ViewerAsync(), new ImportRequest { Source = ImportSource.Player, PlayerId = player.Id, Max = FirstMatches }, CancellationToken.None);
        navigation.NavigateTo($"/imports/{started!.Receipt.Id}");
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The start page could not be read")]
    private static partial void LogUnreadable(ILogger logger, Exception exception);
}
