using RocketTrainer.Core.Accounts.Privacy;
using RocketTrainer.Web.Auth;

namespace RocketTrainer.Web.Features.Account;

/// <summary>For anybody, with an account or without: asks for a name to be taken out.</summary>
public sealed partial class NotNamedPage(NameRemovals removals, CurrentUser currentUser, ILogger<NotNamedPage> logger)
{
    private IReadOnlyDictionary<string, string[]> _errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
    private RemovalView? _removal;
    private string? _account;
    private string? _message;
    private bool _busy;
    private bool _failed;

    private async Task AskAsync()
    {
        if (_busy)
            return;
        (_busy, _failed) = (true, false);
        try
        {
            var caller = (await currentUser.PrincipalAsync()).Caller();
            (_removal, _errors) = await removals.RequestAsync(_account, _message, caller, CancellationToken.None);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogFailed(logger, e);
            _failed = true;
        }
        finally
        {
            _busy = false;
        }
    }

    private string? Wrong(string field) => _errors.TryGetValue(field, out var messages) ? string.Join(" ", messages) : null;

    private static string Means(RemovalState state) => state switch
    {
        RemovalState.Requested => "An administrator decides about it, because nobody has proven that the account is theirs. If you sign in with it, it happens at once.",
        RemovalState.Refused => "An administrator didn't believe that the account is theirs who asked. If it is yours, sign in with it; then it happens at once.",
        _ => "The name goes from every stored match within a short time and doesn't come back with new ones.",
    };

    [LoggerMessage(Level = LogLevel.Error, Message = "A request not to be named could not be filed")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
