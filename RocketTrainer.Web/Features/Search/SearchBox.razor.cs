using Microsoft.AspNetCore.Components;
using RocketTrainer.Web.Auth;

namespace RocketTrainer.Web.Features.Search;

/// <summary>Opens with <c>/</c> and leads anywhere; the script of the page opens and closes it.</summary>
public sealed partial class SearchBox(Finder finder, CurrentUser currentUser, ILogger<SearchBox> logger)
{
    private string _text = "";
    private IReadOnlyList<Finding> _found = [];
    private bool _failed;

    private async Task FindAsync(ChangeEventArgs e)
    {
        _text = e.Value?.ToString() ?? "";
        var asked = _text;
        try
        {
            var principal = await currentUser.PrincipalAsync();
            var found = await finder.FindAsync(principal.Viewer(), asked, principal.IsInRole(Roles.Administrator), CancellationToken.None);
            if (asked == _text)
                (_found, _failed) = (found, false);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            LogFailed(logger, fault);
            if (asked == _text)
                (_found, _failed) = ([], true);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A search failed")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
