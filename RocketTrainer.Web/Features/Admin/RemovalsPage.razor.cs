using RocketTrainer.Core.Accounts.Privacy;
using RocketTrainer.Web.Components.Shared;

namespace RocketTrainer.Web.Features.Admin;

/// <summary>Requests not to be named: those that wait for a decision, and how the others ended.</summary>
public sealed partial class RemovalsPage(NameRemovals removals)
{
    private const int Most = 200;

    private IReadOnlyList<RemovalView>? _removals;
    private Guid? _asked;

    protected override void OnInitialized() => OnEach(removals.Changes, _ => ReloadAsync());

    protected override async Task LoadAsync() => _removals = await removals.ListAsync(Most, CancellationToken.None);

    private Task DecideAsync(RemovalView removal, bool granted)
    {
        if (granted && _asked != removal.Id)
        {
            _asked = removal.Id;
            return Task.CompletedTask;
        }

        _asked = null;
        return DoAsync(() => removals.DecideAsync(removal.Id, granted, Caller, CancellationToken.None), "");
    }

    private static string StateOf(RemovalView removal) => removal.State switch
    {
        RemovalState.Done => $"Done, in {StatFormat.Count(removal.Matches)} matches",
        RemovalState.Running => $"Being done: {StatFormat.Count(removal.Matches)} matches so far",
        _ => "Refused",
    };
}
