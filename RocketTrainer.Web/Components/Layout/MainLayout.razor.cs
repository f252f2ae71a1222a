using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Web;
using RocketTrainer.Core.Ballchasing;
using RocketTrainer.Web.Auth;

namespace RocketTrainer.Web.Components.Layout;

public sealed partial class MainLayout(NavigationManager navigation, BallchasingAccess access)
{
    private bool _dark = true;
    private bool _more;
    private ErrorBoundary? _boundary;
    private TimeZoneInfo? _zone;

    [CascadingParameter]
    private Task<AuthenticationState>? Authentication { get; set; }

    // A bare "#main" would lead to the start page: links are relative to the base address.
    private string SkipHref => new Uri(navigation.Uri).PathAndQuery + "#main";

    protected override async Task OnInitializedAsync()
    {
        if (Authentication is not null && (await Authentication).User.FindFirst(Principals.TimeZoneClaim)?.Value is { } zone)
            TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _zone);
    }

    protected override void OnParametersSet() => _boundary?.Recover();

    private void SetDark(bool dark) => _dark = dark;

    private void Recover() => _boundary?.Recover();
}
