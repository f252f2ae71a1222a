using System.Globalization;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Accounts.Keys;

namespace RocketTrainer.Web.Features.Account;

/// <summary>Keys for programs: make one, see when it was used, revoke it.</summary>
public sealed partial class KeysPage(ApiKeys keys, Users users)
{
    private static readonly int[] Lives = [30, 90, 365, 0];

    private static readonly (ApiScopes Scope, string Label, string Means)[] Scopes =
    [
        (ApiScopes.Read, "read", "look at what you can see"),
        (ApiScopes.Import, "import", "start, pause, retry and cancel imports"),
        (ApiScopes.Write, "write", "change your profile, accounts and keys, and delete"),
        (ApiScopes.Admin, "admin", "administrate this server"),
    ];

    private IReadOnlyList<ApiKeyView>? _keys;
    private ApiScopes _scopes = ApiScopes.Read;
    private string? _name;
    private int _days = 90;
    private string? _secret;
    private bool _administrator;
    private Guid? _asked;

    protected override async Task LoadAsync()
    {
        _administrator = (await users.FindAsync(Me, CancellationToken.None))?.IsAdministrator == true;
        _keys = await keys.ListAsync(Me, CancellationToken.None);
    }

    private Task CreateAsync() => DoAsync(async () =>
    {
        var owner = (await users.FindAsync(Me, CancellationToken.None))!;
        (var made, _secret, var errors) = await keys.CreateAsync(owner, _name, _scopes, _days == 0 ? null : Time.GetUtcNow().AddDays(_days), Caller, CancellationToken.None);
        if (made is not null)
            _name = null;
        return errors;
    }, "");

    private Task RevokeAsync(ApiKeyView key)
    {
        if (_asked != key.Id)
        {
            _asked = key.Id;
            return Task.CompletedTask;
        }

        (_asked, _secret) = (null, null);
        return DoAsync(() => keys.RevokeAsync(Me, key.Id, Caller, CancellationToken.None), $"{key.Name} is revoked, and every token that came from it.");
    }

    private static string LifeOf(int days) => days switch
    {
        0 => "Until I revoke it",
        365 => "A year",
        _ => string.Create(CultureInfo.CurrentCulture, $"{days} days"),
    };
}
