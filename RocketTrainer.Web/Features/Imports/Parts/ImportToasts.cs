using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using MudBlazor;
using RocketTrainer.Core.Importing;
using RocketTrainer.Web.Auth;
using RocketTrainer.Web.Components.Shared;

namespace RocketTrainer.Web.Features.Imports.Parts;

/// <summary>Wherever somebody is, tells him when an import of his has ended that took longer than a minute.</summary>
public sealed class ImportToasts(ImportFeed feed, CurrentUser currentUser, ISnackbar snackbar, NavigationManager navigation, IJSRuntime js) : LiveComponentBase
{
    private readonly HashSet<ImportProgress> _told = [];
    private bool _begun;

    protected override async Task OnInitializedAsync()
    {
        if ((await currentUser.PrincipalAsync()).UserId() is { } user)
            Watch(feed.EndedOf(user), Tell);
    }

    private void Tell(ImmutableArray<ImportProgress> ended)
    {
        var news = ended.Where(e => _told.Add(e) && _begun && e.Receipt.IsNews).ToList();
        _told.IntersectWith(ended);
        _begun = true; // what had ended before he came is no news
        foreach (var progress in news)
        {
            var page = string.Create(CultureInfo.InvariantCulture, $"/imports/{progress.Receipt.Id}");
            _ = NotifyAsync(progress, page);
            if (new Uri(navigation.Uri).AbsolutePath == page)
                continue; // he sees it
            snackbar.Add($"{progress.Title}: {progress.Outcome}", progress.Receipt.State == ImportState.Failed ? Severity.Error : Severity.Success, options =>
            {
                options.Action = "Look";
                options.RequireInteraction = true;
                options.OnClick = _ =>
                {
                    navigation.NavigateTo(page);
                    return Task.CompletedTask;
                };
            });
        }
    }

    /// <summary>Has the browser tell him, if he allowed it and looks at something else.</summary>
    private async Task NotifyAsync(ImportProgress progress, string page)
    {
        try
        {
            await js.InvokeVoidAsync("rocketPage.notify", progress.Title, progress.Outcome, page);
        }
        catch (Exception e) when (e is JSException or JSDisconnectedException or OperationCanceledException)
        {
            // the page is gone, or its browser won't: the toast is there
        }
    }
}
