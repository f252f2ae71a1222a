using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using MudBlazor;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Web.Auth;
using Theme = RocketTrainer.Core.Accounts.Theme;

namespace RocketTrainer.Web.Components.Layout;

/// <summary>System, light or dark. The browser keeps the choice (theme.js), and the account for browsers to come.</summary>
public sealed partial class ThemeSwitch(IJSRuntime js, Profiles profiles, CurrentUser currentUser)
{
    private static readonly (string Choice, string Label, string Icon)[] Choices =
    [
        ("system", "As the system", Icons.Material.Outlined.Contrast),
        ("light", "Light", Icons.Material.Outlined.LightMode),
        ("dark", "Dark", Icons.Material.Outlined.DarkMode),
    ];

    private string? _choice;

    /// <summary>Told true for dark, once the browser has said what it shows and after each choice.</summary>
    [Parameter, EditorRequired]
    public EventCallback<bool> OnChanged { get; set; }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;

        try
        {
            _choice = await js.InvokeAsync<string>("rocketTheme.choice");
            await OnChanged.InvokeAsync(await js.InvokeAsync<bool>("rocketTheme.isDark"));
            StateHasChanged();
        }
        catch (Exception e) when (e is JSDisconnectedException or OperationCanceledException)
        {
            // The page was left before it had an answer.
        }
    }

    private async Task ChooseAsync(string choice)
    {
        _choice = choice;
        await OnChanged.InvokeAsync(await js.InvokeAsync<bool>("rocketTheme.choose", choice));
        if ((await currentUser.PrincipalAsync()).UserId() is { } me)
            await profiles.SetThemeAsync(me, Enum.Parse<Theme>(choice, ignoreCase: true), CancellationToken.None);
    }
}
