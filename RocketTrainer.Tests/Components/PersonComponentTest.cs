using System.Security.Claims;
using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Accounts.Exports;
using RocketTrainer.Core.Accounts.Keys;
using RocketTrainer.Core.Accounts.Privacy;
using RocketTrainer.Core.Ballchasing;
using RocketTrainer.Core.Data;
using RocketTrainer.Core.Importing;
using RocketTrainer.Core.Notifications;

namespace RocketTrainer.Tests.Components;

/// <summary>A component over a database without matches, looked at by somebody who has just come. Jobs are stored and nobody runs them.</summary>
public abstract class PersonComponentTest : ComponentTest, IClassFixture<EmptyDatabase>
{
    protected const string Name = "Newcomer";

    private IRenderedComponent<MudPopoverProvider>? _popovers;

    protected PersonComponentTest(EmptyDatabase empty)
        : this(empty.Open())
    {
    }

    private PersonComponentTest(FitfulDatabase database)
        : base(services => Add(services, database))
    {
        Database = database;
        SignIn(Me);
        using var db = database.CreateDbContext();
        db.Users.Add(new Core.Accounts.User { Id = Me, DisplayName = Name, CreatedAt = Now, SessionStamp = Guid.NewGuid() });
        db.SaveChanges();
    }

    protected Guid Me { get; } = Guid.NewGuid();

    protected Viewer.Person Viewer => new(Me);

    protected FitfulDatabase Database { get; }

    protected NavigationManager Navigation => Services.GetRequiredService<NavigationManager>();

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();

    protected void SignIn(Guid user, params string[] roles) =>
        User.SetAuthorized(Name).SetClaims([new Claim(ClaimTypes.NameIdentifier, user.ToString()), .. roles.Select(r => new Claim(ClaimTypes.Role, r))]);

    /// <summary>Whether the server invents its matches, has a key, or neither; the first unless told, before anything is drawn.</summary>
    protected void Use(BallchasingOptions options) => Get<Chosen>().Options = options;

    /// <summary>Stores rows.</summary>
    protected async Task StoreAsync(params object[] rows)
    {
        await using var db = Database.CreateDbContext();
        db.AddRange(rows);
        await db.SaveChangesAsync(Cancel);
    }

    /// <summary>Forgets what other tests of the class stored.</summary>
    protected async Task ClearAsync<TRow>()
        where TRow : class
    {
        await using var db = Database.CreateDbContext();
        await db.Set<TRow>().ExecuteDeleteAsync(Cancel);
    }

    /// <summary>The component at an address, with what the layout has for lists that open.</summary>
    protected IRenderedComponent<TComponent> Show<TComponent>(string address, Action<ComponentParameterCollectionBuilder<TComponent>>? parameters = null)
        where TComponent : IComponent
    {
        Navigation.NavigateTo(address);
        _popovers ??= Render<MudPopoverProvider>();
        return Render<TComponent>(parameters);
    }

    protected static IElement Button<TComponent>(IRenderedComponent<TComponent> page, string text)
        where TComponent : IComponent => page.FindAll("button").Single(b => b.TextContent.Trim() == text);

    /// <summary>The field under a label.</summary>
    protected static IElement Field<TComponent>(IRenderedComponent<TComponent> page, string label)
        where TComponent : IComponent => page.Find($"[id='{page.FindAll("label").First(l => l.TextContent.Trim() == label).GetAttribute("for")}']");

    private static void Add(IServiceCollection services, FitfulDatabase database)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Ballchasing:Tier", "unlimited")]).Build();
        var nobody = new NobodyRuns();
        services.AddSingleton<IConfiguration>(configuration).AddBallchasing(configuration, development: true).AddImporting(configuration);
        services.AddSingleton<IImportScheduler>(nobody).AddSingleton<IExportScheduler>(nobody).AddSingleton<IRemovalScheduler>(nobody).AddSingleton<INotificationScheduler>(nobody);
        services.AddSingleton<Chosen>().AddSingleton(sp => sp.GetRequiredService<Chosen>().Options is { } chosen ? new BallchasingAccess(chosen, development: false) : new BallchasingAccess(new(), development: true));
        services.AddSingleton<ISecretSeal, NoSeal>();
        services.AddSingleton<IDbContextFactory<RocketTrainerDb>>(database).AddSingleton(database.Bulk);
    }

    private sealed class Chosen
    {
        public BallchasingOptions? Options { get; set; }
    }

    private sealed class NoSeal : ISecretSeal
    {
        public byte[] Close(string secret) => System.Text.Encoding.UTF8.GetBytes(secret);

        public string? Open(byte[] closed) => System.Text.Encoding.UTF8.GetString(closed);
    }
}
