using RocketTrainer.Core.Accounts.Keys;

namespace RocketTrainer.Web.Features.Account;

/// <summary>The key to Ballchasing that my imports use: give one, see whether it is good, take it back.</summary>
public sealed partial class BallchasingKeyPage(BallchasingKeys keys)
{
    private OwnBallchasingKeyView? _key;
    private string? _token;
    private bool _loaded;
    private bool _asked;

    protected override async Task LoadAsync()
    {
        _key = await keys.FindAsync(Me, CancellationToken.None);
        (_loaded, _asked) = (true, false);
    }

    private Task KeepAsync() => DoAsync(
        async () =>
        {
            var (kept, errors) = await keys.KeepAsync(Me, _token, Caller, CancellationToken.None);
            if (kept is not null)
                _token = null;
            return errors;
        },
        "Ballchasing takes it. Your imports use it from now on.");

    private Task ForgetAsync()
    {
        if (_asked)
            return DoAsync(() => keys.ForgetAsync(Me, Caller, CancellationToken.None), "It is forgotten. Your imports use the server's.");
        _asked = true;
        return Task.CompletedTask;
    }
}
