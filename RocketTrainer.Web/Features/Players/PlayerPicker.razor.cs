using System.Globalization;
using Microsoft.AspNetCore.Components;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Players;

namespace RocketTrainer.Web.Features.Players;

/// <summary>Finds a player by name among those whom the viewer may see, and lets him be chosen.</summary>
public sealed partial class PlayerPicker(PlayerSearch search, ILogger<PlayerPicker> logger)
{
    private const int Most = 8;

    private readonly string _list = "found-" + Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture);
    private string _text = "";
    private IReadOnlyList<NamedPlayer> _found = [];
    private bool _nobody;
    private bool _failed;

    [Parameter, EditorRequired]
    public required string Label { get; set; }

    [Parameter, EditorRequired]
    public required Viewer Viewer { get; set; }

    [Parameter]
    public EventCallback<NamedPlayer> OnChosen { get; set; }

    private async Task SearchAsync(ChangeEventArgs e)
    {
        _text = e.Value?.ToString() ?? "";
        var asked = _text;
        try
        {
            var found = await search.FindAsync(Viewer, asked, Most, CancellationToken.None);
            if (asked == _text)
                (_found, _nobody, _failed) = (found, found.Count == 0 && asked.Trim().Length >= PlayerSearch.ShortestText, false);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            LogFailed(logger, fault);
            if (asked == _text)
                (_found, _failed) = ([], true);
        }
    }

    private async Task ChooseAsync(NamedPlayer player)
    {
        (_text, _found, _nobody, _failed) = ("", [], false, false);
        await OnChosen.InvokeAsync(player);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A search for players failed")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
