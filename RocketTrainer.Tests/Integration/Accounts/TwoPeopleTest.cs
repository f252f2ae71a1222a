using RocketTrainer.Core.Accounts;
using RocketTrainer.Tests.Support;

namespace RocketTrainer.Tests.Integration.Accounts;

/// <summary>The app with two people who have nothing to do with each other; the first one plays in the matches of <see cref="Matches"/>.</summary>
public abstract class TwoPeopleTest : IAsyncLifetime
{
    private protected BallchasingServer Server { get; private set; } = null!;
    private protected RocketTrainerApp App { get; private set; } = null!;
    private protected KnownUser Hero { get; private set; } = null!;
    private protected KnownUser Stranger { get; private set; } = null!;
    private protected HttpClient HerosClient { get; private set; } = null!;
    private protected HttpClient StrangersClient { get; private set; } = null!;

    private protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Server = await BallchasingServer.StartAsync(Cancel);
        App = new RocketTrainerApp(Server);
        _ = App.Address;
        Hero = await App.PersonAsync("76561190000000001", "Hero");
        Stranger = await App.PersonAsync("76561190000000009", "Stranger");
        HerosClient = await App.ProgramAsync(Hero);
        StrangersClient = await App.ProgramAsync(Stranger);
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await App.DisposeAsync();
        await Server.DisposeAsync();
    }

    private protected async Task ImportAsync(KnownUser owner, int max = 10) =>
        await App.FollowAsync(await App.StartImportAsync(owner.Id, Matches.Hero, max), Cancel);
}
