using Microsoft.JSInterop;
using RocketTrainer.Core.Notifications;

namespace RocketTrainer.Web.Features.Account;

/// <summary>Where a person is told that an import ended: by this browser, and by a webhook.</summary>
public sealed partial class NotificationsPage(Webhooks webhooks)
{
    private WebhookView? _webhook;
    private string? _url;
    private string? _permission;
    private bool _loaded;
    private bool _asked;

    private string PermissionWords => _permission switch
    {
        "granted" => "It tells you while RocketTrainer is open in another tab or window.",
        "denied" => "It was told not to. Its settings for this site can change that.",
        "default" => "It can tell you while RocketTrainer is open in another tab or window.",
        null => "…",
        _ => "It has no notifications, or not for pages without https.",
    };

    protected override async Task LoadAsync()
    {
        _webhook = await webhooks.FindAsync(Me, CancellationToken.None);
        (_loaded, _asked) = (true, false);
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        await base.OnAfterRenderAsync(firstRender);
        if (!firstRender)
            return;
        _permission = await Js.InvokeAsync<string>("rocketPage.notifications");
        StateHasChanged();
    }

    private async Task AllowAsync() => _permission = await Js.InvokeAsync<string>("rocketPage.askForNotifications");

    private Task KeepAsync() => DoAsync(
        async () =>
        {
            var (kept, errors) = await webhooks.KeepAsync(Me, _url, Caller, CancellationToken.None);
            if (kept is not null)
                _url = null;
            return errors;
        },
        "The message arrived: you are told there from now on.");

    private Task ForgetAsync()
    {
        if (_asked)
            return DoAsync(() => webhooks.ForgetAsync(Me, Caller, CancellationToken.None), "It is forgotten.");
        _asked = true;
        return Task.CompletedTask;
    }
}
