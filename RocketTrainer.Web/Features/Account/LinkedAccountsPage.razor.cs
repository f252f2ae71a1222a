using Microsoft.AspNetCore.Components;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Web.Features.Account.Parts;

namespace RocketTrainer.Web.Features.Account;

/// <summary>The accounts that a person plays on, how each is proven, and what might be theirs.</summary>
public sealed partial class LinkedAccountsPage(LinkedAccounts accounts, MatchClaims claims)
{
    private readonly Dictionary<Guid, (IReadOnlyList<AccountGuess> Accounts, IReadOnlyList<RowGuess> Rows)> _guesses = [];
    private IReadOnlyList<LinkedAccountView>? _accounts;
    private string _platform = LinkedAccounts.Claimable[0];
    private string? _name;
    private string? _playerId;
    private string? _against;
    private Guid? _asked;

    /// <summary>How linking through Steam ended.</summary>
    [SupplyParameterFromQuery(Name = "link")]
    public string? Link { get; set; }

    private string? LinkSaid => Link switch
    {
        "done" => "The Steam account is linked.",
        "taken" => "That Steam account belongs to another account here. Sign in with it and delete that one, then link it.",
        null => null,
        _ => "Steam's answer could not be believed, so nothing was linked.",
    };

    protected override async Task LoadAsync()
    {
        _accounts = await accounts.ListAsync(Me, CancellationToken.None);
        _guesses.Clear();
        foreach (var account in _accounts.Where(a => a.Platform != "steam"))
        {
            var guesses = (await claims.AccountsAsync(Me, account.Id, CancellationToken.None), await claims.RowsAsync(Me, account.Id, CancellationToken.None));
            if (guesses.Item1.Count + guesses.Item2.Count > 0)
                _guesses[account.Id] = guesses;
        }
    }

    private Task ClaimAsync() => DoAsync(async () =>
    {
        var (claimed, errors) = await accounts.ClaimAsync(Me, _platform, _name, _playerId, Caller, CancellationToken.None);
        if (claimed is not null)
            (_name, _playerId, _against) = (null, null, null);
        return errors;
    }, "Linked.");

    private Task UnlinkAsync(LinkedAccountView account)
    {
        if (_asked != account.Id)
        {
            _asked = account.Id;
            return Task.CompletedTask;
        }

        return DoAsync(async () => (_against, _asked) = (await accounts.UnlinkAsync(Me, account.Id, Caller, CancellationToken.None), null), "Unlinked.");
    }

    private Task SyncAsync(LinkedAccountView account, bool syncs) => DoAsync(
        () => accounts.SyncAsync(Me, account.Id, syncs, CancellationToken.None),
        syncs ? $"New matches of {account.Name} come in by themselves." : $"{account.Name} is fetched only when you ask for it.");

    private Task ConfirmAsync(LinkedAccountView account, string playerId) => DoAsync(async () =>
        _against = await claims.ConfirmAsync(Me, account.Id, playerId, Caller, CancellationToken.None) ? null : "That account is proven to be somebody else's.", "Confirmed.");

    private Task DecideAsync(LinkedAccountView account, RowAnswer answer) => DoAsync(
        () => claims.DecideAsync(Me, account.Id, answer.Rows, answer.Mine, Caller, CancellationToken.None),
        answer.Mine ? "Confirmed: these count as yours from now on." : "Noted: these are not yours.");

    private static string ProofOf(LinkedAccountView account) => account.Proof switch
    {
        AccountProof.SignIn => "You signed in with it.",
        AccountProof.Recording => "Your Steam account uploaded a replay that it recorded.",
        _ => "An administrator said so.",
    };

    private static string PlatformName(string? platform) => platform switch
    {
        "epic" => "Epic Games",
        "ps4" => "PlayStation",
        "xbox" => "Xbox",
        "switch" => "Switch",
        _ => platform ?? "",
    };
}
