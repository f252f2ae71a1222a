using System.Security.Claims;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using RocketTrainer.Core.Importing;
using RocketTrainer.Web.Features.Imports.Parts;

namespace RocketTrainer.Tests.Components.Features.Imports;

public sealed class ImportToastsTests : ComponentTest
{
    private static readonly Guid Me = Guid.NewGuid();

    private readonly ImportFeed _feed;
    private readonly ISnackbar _snackbar;

    public ImportToastsTests()
    {
        User.SetAuthorized("Hero").SetClaims(new Claim(ClaimTypes.NameIdentifier, Me.ToString()));
        (_feed, _snackbar) = (Services.GetRequiredService<ImportFeed>(), Services.GetRequiredService<ISnackbar>());
    }

    [Theory]
    [InlineData(ImportState.Completed, 61, "Marlowe's history: Done. 1,180 matches came in, 4 could not be brought in.")]
    [InlineData(ImportState.Failed, 61, "Marlowe's history: Failed. 1,180 matches came in.")]
    [InlineData(ImportState.Completed, 59, null)] // hardly left the page
    [InlineData(ImportState.Cancelled, 61, null)] // his own doing
    public void Toast_OfAnImportThatEnds_IsThereWhenItTookAMinute(ImportState state, int seconds, string? words)
    {
        var toasts = Render<ImportToasts>();
        End(state, seconds);
        End(ImportState.Completed, 100, title: "Rival"); // so that there is something to wait for
        Assert.Equal(words is null ? 1 : 2, Shown(toasts, atLeast: words is null ? 1 : 2).Count);
        if (words is not null)
            Assert.Equal(words, Shown(toasts, atLeast: 2)[0].Message);
    }

    [Fact]
    public void Toast_OfTwoThatEndAtOnce_TellsOfBoth()
    {
        var toasts = Render<ImportToasts>();
        End(ImportState.Completed, 100);
        End(ImportState.Completed, 100, title: "Rival");
        Assert.Equal(2, Shown(toasts, atLeast: 2).Count);
    }

    [Fact]
    public void Toast_OfSomebodyElsesImportOrOneThatIsLookedAt_IsNotShown()
    {
        var toasts = Render<ImportToasts>();
        var seen = Guid.NewGuid();
        Services.GetRequiredService<NavigationManager>().NavigateTo($"/imports/{seen}");
        End(ImportState.Completed, 100, seen);
        End(ImportState.Completed, 100, user: Guid.NewGuid());
        End(ImportState.Completed, 100);
        Assert.Single(Shown(toasts, atLeast: 1));
    }

    [Fact]
    public void Toast_OfWhatEndedBefore_IsNoNews()
    {
        _ = _feed.EndedOf(Me);
        End(ImportState.Completed, 100);
        Render<ImportToasts>();
        Assert.Empty(_snackbar.ShownSnackbars);
    }

    private List<Snackbar> Shown(IRenderedComponent<ImportToasts> toasts, int atLeast)
    {
        toasts.WaitForState(() =>
        {
            Clock.Advance(TimeSpan.FromSeconds(1)); // the page takes its time between two looks
            return _snackbar.ShownSnackbars.Count() >= atLeast;
        });
        return [.. _snackbar.ShownSnackbars];
    }

    private void End(ImportState state, int seconds, Guid? import = null, Guid? user = null, string title = "Marlowe's history")
    {
        var id = import ?? Guid.NewGuid();
        var running = Sample.Progress(Sample.Receipt() with { Id = id, StartedAt = Now, FinishedAt = null }) with { UserId = user ?? Me, Title = title };
        _feed.Publish(running);
        _feed.Publish(running with { Receipt = running.Receipt with { State = state, FinishedAt = Now.AddSeconds(seconds) } });
    }
}
