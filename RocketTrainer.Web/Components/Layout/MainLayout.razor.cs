using System.Security.Claims;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.JSInterop;
using RocketTrainer.Core.Ballchasing;
using RocketTrainer.Web.Auth;
using RocketTrainer.Web.Features.Players;

namespace RocketTrainer.Web.Components.Layout;

public sealed partial class MainLayout(NavigationManager navigation, BallchasingAccess access, IJSRuntime script)
{
    private bool _dark = true;
    private bool _more;
    private ClaimsPrincipal? _user;
    private ErrorBoundary? _boundary;
    private TimeZoneInfo? _zone;

    [CascadingParameter]
    private Task<AuthenticationState>? Authentication { get; set; }

    // A bare "#main" would lead to the start page: links are relative to the base address.
    private string SkipHref => new Uri(navigation.Uri).PathAndQuery + "#main";

    [CascadingParameter(Name = BrowserZone.Name)]
    private string? BrowsersZone { get; set; }

    private bool SignedIn => _user?.Identity?.IsAuthenticated == true;

    private IEnumerable<NavigationEntry> Entries => Navigation.Entries.Where(e => e.Role is null || _user!.IsInRole(e.Role));

    protected override async Task OnInitializedAsync()
    {
        var chosen = Authentication is null ? null : (await Authentication).User.FindFirst(Principals.TimeZoneClaim)?.Value;
        TimeZoneInfo.TryFindSystemTimeZoneById(chosen ?? BrowsersZone ?? "", out _zone);
    }

    /// <summary>A browser that is here for the first time had no time yet to say where its clock stands.</summary>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender || _zone is not null)
            return;
        try
        {
            TimeZoneInfo.TryFindSystemTimeZoneById(await script.InvokeAsync<string?>("rocketPage.timeZone") ?? "", out _zone);
            StateHasChanged();
        }
        catch (Exception e) when (e is JSException or JSDisconnectedException or OperationCanceledException)
        {
            // Times stay in UTC, and say so; or the page is closed already.
        }
    }

    protected override async Task OnParametersSetAsync()
    {
        _boundary?.Recover();
        _more = false; // whoever went on has chosen
        _user = Authentication is null ? null : (await Authentication).User;
    }

    private string Here => navigation.ToBaseRelativePath(navigation.Uri).Split('?', '#')[0];

    /// <summary>Between one's own pages the filter and the account stay.</summary>
    private string HrefOf(NavigationEntry entry) =>
        PlayerViews.Find(Here) is not null && PlayerViews.Find(entry.Href) is not null ? PlayerAddress.Of(navigation.Uri, entry.Href) : entry.Href;

    private bool IsHere(NavigationEntry entry)
    {
        var here = Here;
        return here == entry.Href || (entry.Match == NavLinkMatch.Prefix && here.StartsWith(entry.Href + "/", StringComparison.OrdinalIgnoreCase));
    }

    private void SetDark(bool dark) => _dark = dark;

    private void Recover() => _boundary?.Recover();
}
