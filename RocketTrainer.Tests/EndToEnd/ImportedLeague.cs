using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Ballchasing.Sandbox;
using RocketTrainer.Tests.Support;

namespace RocketTrainer.Tests.EndToEnd;

/// <summary>The app on sandbox data, with three pages of one invented player's matches.</summary>
public class ImportedLeague : IAsyncLifetime
{
    public ImportedLeague()
        : this(replace: null)
    {
    }

    /// <param name="replace">Puts services in the place of the app's own.</param>
    protected ImportedLeague(Action<IServiceCollection>? replace) =>
        App = new(environment: "Development", settings: ("Ballchasing:Sandbox", "On")) { Replace = replace };

    public RocketTrainerApp App { get; }

    public SandboxPlayer Player { get; private set; } = null!;

    public Guid Import { get; private set; }

    public async ValueTask InitializeAsync()
    {
        _ = App.Address;
        Player = App.Services.GetRequiredService<SandboxLeague>().FeaturedPlayers[0];
        Import = await App.StartImportAsync(User.DemoId, Player.Id, max: 130, settled: true);
        await App.FollowAsync(Import, CancellationToken.None);
    }

    /// <summary>One of the stored matches.</summary>
    public Guid Match() => Matches(1)[0];

    /// <summary>So many of the stored matches, the same ones each time.</summary>
    public IReadOnlyList<Guid> Matches(int count)
    {
        using var db = App.OpenDatabase();
        return [.. db.Replays.OrderBy(r => r.Id).Select(r => r.Id).Take(count)];
    }

    public string At(string path) => new Uri(App.Address, path).ToString();

    public string AtPlayersMatches(string more = "") =>
        At(string.Create(CultureInfo.InvariantCulture, $"replays?player={Uri.EscapeDataString(Player.Id)}{more}"));

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return App.DisposeAsync();
    }
}
