using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Ballchasing.Budget;
using RocketTrainer.Core.Data;
using RocketTrainer.Core.Importing;
using RocketTrainer.Core.Replays;
using RocketTrainer.Core.Teams;
using RocketTrainer.Tests.Support;
using RocketTrainer.Web.Features.Players;

namespace RocketTrainer.Tests.Components;

/// <summary>A component over stored matches, an hour after the newest of them, looked at by the regular who has most.</summary>
public abstract class StoredComponentTest : ComponentTest, IClassFixture<StoredMatches>
{
    private static readonly DateTimeOffset AfterTheNewest = new(2026, 6, 1, 1, 0, 0, TimeSpan.Zero);

    protected StoredComponentTest(StoredMatches stored)
        : this(stored, stored.Open())
    {
    }

    private StoredComponentTest(StoredMatches stored, FitfulDatabase database)
        : base(services => services.AddSingleton<IDbContextFactory<RocketTrainerDb>>(database).AddSingleton(database.Bulk)
            .AddSingleton<IImportScheduler, NobodyRuns>().AddSingleton<RateBudgets>().AddSingleton<ImportWriter>().AddSingleton<ImportService>())
    {
        (Stored, Database) = (stored, database);
        Clock.SetUtcNow(AfterTheNewest);
    }

    protected StoredMatches Stored { get; }

    protected FitfulDatabase Database { get; }

    protected StoredLeague.Regular Me => Stored.League.Regulars[0];

    protected StoredLeague.Regular Rival => Stored.League.Regulars[1];

    protected Viewer.Person Viewer => new(Me.UserId);

    protected ReplayFilter Mine => new() { Player = Me.Player };

    /// <summary>A filter that fits none of the matches.</summary>
    protected ReplayFilter None => Mine with { Before = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero) };

    protected PlayerRoom Room => new(Viewer, Me.Player, "Regular", IsMine: true, Base: "", Players: []);

    protected PlayerRoom RoomOfTheRival => Room with { Viewer = new Viewer.Person(Rival.UserId), IsMine = false };

    protected NavigationManager Navigation => Services.GetRequiredService<NavigationManager>();

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>What the page should show, asked of the same services.</summary>
    protected T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();

    /// <summary>Has the regular show his matches so.</summary>
    /// <param name="link">The end of his public profile's address.</param>
    protected async Task SetVisibilityAsync(ProfileVisibility visibility, string? link = null)
    {
        await using var db = Database.CreateDbContext();
        await db.Users.Where(u => u.Id == Me.UserId).ExecuteUpdateAsync(s => s.SetProperty(u => u.Visibility, visibility).SetProperty(u => u.ProfileLink, link), Cancel);
    }

    /// <summary>Has the regular say that this is his main playlist.</summary>
    protected async Task SetMainPlaylistAsync(string? playlist)
    {
        await using var db = Database.CreateDbContext();
        await db.Users.Where(u => u.Id == Me.UserId).ExecuteUpdateAsync(s => s.SetProperty(u => u.MainPlaylist, playlist), Cancel);
    }

    /// <summary>Has the regular's rival be his coach, whose eye is asked for before he is told the verdict.</summary>
    protected async Task CoachedByTheRivalAsync()
    {
        await SetVisibilityAsync(ProfileVisibility.Team);
        await using var db = Database.CreateDbContext();
        await db.TeamAsync((Me.UserId, TeamRole.Player), (Rival.UserId, TeamRole.Coach));
    }

    protected async Task CoachedByNobodyAsync()
    {
        await using var db = Database.CreateDbContext();
        await db.WeaknessLabels.ExecuteDeleteAsync(Cancel);
        await db.Teams.ExecuteDeleteAsync(Cancel);
    }
}
