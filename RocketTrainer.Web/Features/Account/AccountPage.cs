using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Web.Auth;
using RocketTrainer.Web.Components.Shared;

namespace RocketTrainer.Web.Features.Account;

/// <summary>
/// A page about the person who looks at it, or one that administrates. Loads on its own, runs what its buttons do one at a
/// time, names mistakes at their fields and leads to the first; a fault shows the error panel and stands in the log once.
/// </summary>
public abstract partial class AccountPage : LiveComponentBase
{
    private bool _leadToMistake;

    [Inject]
    protected CurrentUser CurrentUser { get; set; } = null!;

    [Inject]
    protected IJSRuntime Js { get; set; } = null!;

    [Inject]
    private ILoggerFactory Loggers { get; set; } = null!;

    protected Guid Me { get; private set; }

    protected Caller Caller { get; private set; } = Core.Accounts.Caller.Server;

    /// <summary>Something went wrong that nobody expected.</summary>
    protected bool Failed { get; private set; }

    /// <summary>A button's work is under way.</summary>
    protected bool Busy { get; private set; }

    /// <summary>Whether the last button did what it was asked for.</summary>
    protected bool IsDone { get; private set; }

    /// <summary>What was done last, in a sentence.</summary>
    protected string? Said { get; set; }

    protected IReadOnlyDictionary<string, string[]> Mistakes { get; private set; } = new Dictionary<string, string[]>(StringComparer.Ordinal);

    protected override async Task OnInitializedAsync()
    {
        var principal = await CurrentUser.PrincipalAsync();
        (Me, Caller) = (principal.Viewer().UserId, principal.Caller());
        await ReloadAsync();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!_leadToMistake)
            return;
        _leadToMistake = false;
        await Js.InvokeVoidAsync("rocketPage.focusMistake");
    }

    /// <summary>Reads what the page shows.</summary>
    protected abstract Task LoadAsync();

    protected Task ReloadAsync() => GuardAsync(LoadAsync);

    /// <summary>Does what a button asks for, and then reads the page again.</summary>
    /// <param name="work">Gives what is wrong, by field; nothing when it is done.</param>
    /// <param name="done">What to say then.</param>
    /// <remarks><see cref="IsDone"/> tells whether it was.</remarks>
    protected async Task DoAsync(Func<Task<IReadOnlyDictionary<string, string[]>>> work, string done)
    {
        if (Busy)
            return;
        (Busy, Said, IsDone) = (true, null, false);
        await GuardAsync(async () =>
        {
            Mistakes = await work();
            _leadToMistake = Mistakes.Count > 0;
            if (Mistakes.Count > 0)
                return;
            (Said, IsDone) = (done, true);
            await LoadAsync();
        });
        Busy = false;
    }

    /// <summary>The same for work that finds no mistakes.</summary>
    protected Task DoAsync(Func<Task> work, string done) => DoAsync(async () =>
    {
        await work();
        return new Dictionary<string, string[]>(StringComparer.Ordinal);
    }, done);

    /// <summary>What is wrong with a field, or null.</summary>
    protected string? Wrong(string field) => Mistakes.TryGetValue(field, out var messages) ? string.Join(" ", messages) : null;

    private async Task GuardAsync(Func<Task> work)
    {
        try
        {
            Failed = false;
            await work();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogFailed(Loggers.CreateLogger(GetType()), e);
            Failed = true;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A page could not read or do what was asked")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
