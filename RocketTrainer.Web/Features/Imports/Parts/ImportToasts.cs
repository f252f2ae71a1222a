using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Components;
using MudBlazor;
using RocketTrainer.Core.Importing;
using RocketTrainer.Web.Auth;
using RocketTrainer.Web.Components.Shared;

namespace RocketTrainer.Web.Features.Imports.Parts;

/// <summary>Wherever somebody is, tells him when an import of his has ended that took longer than a minute.</summary>
public sealed class ImportToasts(ImportFeed feed, CurrentUser currentUser, ISnackbar snackbar, NavigationManager navigation) : LiveComponentBase
{
    private static readonly TimeSpan LongEnough = TimeSpan.FromMinutes(1);

    private readonly HashSet<ImportProgress> _told = [];
    private bool _begun;

    protected override async Task OnInitializedAsync()
    {
        if ((await currentUser.PrincipalAsync()).UserId() is { } user)
            Watch(feed.EndedOf(user), Tell);
    }

    private void Tell(ImmutableArray<ImportProgress> ended)
    {
        var news = ended.Where(e => _told.Add(e) && _begun && IsWorthTelling(e.Receipt)).ToList();
        _told.IntersectWith(ended);
        _begun = true; // what had ended before he came is no news
        foreach (var progress in news)
        {
            var page = string.Create(CultureInfo.InvariantCulture, $"/imports/{progress.Receipt.Id}");
            if (new Uri(navigation.Uri).AbsolutePath == page)
                continue; // he sees it
            snackbar.Add(ImportWords.Ended(progress), progress.Receipt.State == ImportState.Failed ? Severity.Error : Severity.Success, options =>
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

    private static bool IsWorthTelling(ImportReceipt receipt) =>
        receipt.State is ImportState.Completed or ImportState.Failed && receipt.FinishedAt - receipt.StartedAt >= LongEnough;
}
