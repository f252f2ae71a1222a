using MudBlazor;
using RocketTrainer.Core.Importing;
using RocketTrainer.Web.Auth;

namespace RocketTrainer.Web.Features.Imports.Parts;

/// <summary>The groups that are kept in sync, when there are any.</summary>
public sealed partial class FollowedGroups(GroupSync groups, CurrentUser currentUser, ISnackbar snackbar, ILogger<FollowedGroups> logger)
{
    private IReadOnlyList<FollowedGroupView>? _groups;

    protected override Task OnInitializedAsync() => GuardAsync(async () => _groups = await groups.ListAsync((await currentUser.ViewerAsync()).UserId, CancellationToken.None));

    private Task StopAsync(FollowedGroupView group) => GuardAsync(async () =>
    {
        var me = (await currentUser.ViewerAsync()).UserId;
        await groups.UnfollowAsync(me, group.Id, CancellationToken.None);
        _groups = await groups.ListAsync(me, CancellationToken.None);
    });

    private async Task GuardAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogFailed(logger, e);
            snackbar.Add("The groups that are kept in sync could not be read or changed. Try it again in a moment.", Severity.Error);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Followed groups could not be read or changed")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
