using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using RocketTrainer.Core.Ballchasing;

namespace RocketTrainer.Web.Components.Layout;

public sealed partial class MainLayout(NavigationManager navigation, BallchasingAccess access)
{
    private bool _dark = true;
    private ErrorBoundary? _boundary;

    // A bare "#main" would lead to the start page: links are relative to the base address.
    private string SkipHref => new Uri(navigation.Uri).PathAndQuery + "#main";

    protected override void OnParametersSet() => _boundary?.Recover();

    private void SetDark(bool dark) => _dark = dark;

    private void Recover() => _boundary?.Recover();
}
