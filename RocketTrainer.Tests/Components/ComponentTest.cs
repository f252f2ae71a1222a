using System.Globalization;
using Bunit;
using Bunit.TestDoubles;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Internal;
using Microsoft.Extensions.Time.Testing;
using MudBlazor.Services;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Ballchasing;
using RocketTrainer.Core.Coaching;
using RocketTrainer.Core.Data;
using RocketTrainer.Core.Importing;
using RocketTrainer.Core.Progress;
using RocketTrainer.Core.Replays;
using RocketTrainer.Web.Auth;
using RocketTrainer.Web.Components.Shared;
using RocketTrainer.Web.Features.Players;
using RocketTrainer.Web.Features.Search;

namespace RocketTrainer.Tests.Components;

/// <summary>A component on an interactive page, at a fixed time, read in American English.</summary>
public abstract class ComponentTest : BunitContext
{
    public static readonly DateTimeOffset Now = new(2026, 3, 14, 18, 30, 0, TimeSpan.Zero);

    /// <param name="more">Adds services, or puts its own in the place of the usual ones.</param>
    protected ComponentTest(Action<IServiceCollection>? more = null)
    {
        DefaultWaitTimeout = TimeSpan.FromSeconds(10); // a busy machine is no reason to fail
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("en-US");
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddMudServices();
        Services.AddSingleton<TimeProvider>(Clock);
        Services.AddDatabase(new(DatabaseProvider.Sqlite, "Data Source=:memory:")); // nothing is read of it here
        Services.AddAccounts(new ConfigurationBuilder().Build());
        Services.AddSingleton<ISyncScheduler, NoSync>();
        Services.AddSingleton<ImportFeed>();
        Services.AddScoped<CurrentUser>();
        Services.AddReplays().AddProgress().AddCoaching();
        Services.AddScoped<Finder>();
        Services.AddScoped<PageAddress>();
        Services.AddSingleton<PlayerViewTurns>();
        Services.AddMemoryCache(o => o.Clock = new CacheClock(Clock)); // or what is kept for seconds would be gone on a busy machine
        User = AddAuthorization();
        Services.AddSingleton(new BallchasingAccess(new BallchasingOptions(), development: true));
        Services.AddHttpContextAccessor();
        more?.Invoke(Services);
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
    }

    /// <summary>Nobody is signed in unless a test says so.</summary>
    protected BunitAuthorizationContext User { get; }

    protected FakeTimeProvider Clock { get; } = new(Now);

    /// <summary>Lets time pass until something holds, in small steps: a delay that begins only after a step is reached by the next ones.</summary>
    protected async Task AdvanceUntilAsync(Func<bool> fact, TimeSpan? step = null)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(TimeSpan.FromSeconds(30));
        while (!fact())
        {
            deadline.Token.ThrowIfCancellationRequested();
            Clock.Advance(step ?? TimeSpan.FromMilliseconds(20));
            await Task.Yield();
        }
    }

    private sealed class CacheClock(TimeProvider clock) : ISystemClock
    {
        public DateTimeOffset UtcNow => clock.GetUtcNow();
    }

    private sealed class NoSync : ISyncScheduler
    {
        public Task RunSoonAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
