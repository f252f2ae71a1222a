using Microsoft.Extensions.DependencyInjection;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Ballchasing.Sandbox;
using RocketTrainer.Core.Coaching.RankModels;
using RocketTrainer.Tests.Support;

namespace RocketTrainer.Tests.EndToEnd;

/// <summary>The app on sandbox data, with 1,500 matches of one invented player.</summary>
public sealed class ImportedHistory : IAsyncLifetime
{
    public const int Matches = 1500;

    public RocketTrainerApp App { get; } = new(environment: "Development", settings: [("Ballchasing:Sandbox", "On"), ("Ballchasing:Tier", "unlimited")]);

    public SandboxPlayer Player { get; private set; } = null!;

    public Guid Import { get; private set; }

    public async ValueTask InitializeAsync()
    {
        _ = App.Address;
        Player = App.Services.GetRequiredService<SandboxLeague>().FeaturedPlayers[0];
        Import = await App.StartImportAsync(User.DemoId, Player.Id, max: Matches, settled: true);
        await App.FollowAsync(Import, CancellationToken.None);
    }

    public string At(string path) => new Uri(App.Address, path).ToString();

    /// <summary>Every page of somebody who has such a history.</summary>
    public IReadOnlyList<string> Pages()
    {
        using var db = App.OpenDatabase();
        var match = db.PlayerStats.Where(p => p.PlayerId == Player.Id).OrderByDescending(p => p.PlayedAt).Select(p => p.ReplayId).First();
        var mate = db.PlayerStats.Where(p => p.PlayerId != null && p.PlayerId != Player.Id).GroupBy(p => p.PlayerId).OrderByDescending(g => g.Count()).Select(g => g.Key!).First();
        var (player, other) = (Uri.EscapeDataString(Player.Id), Uri.EscapeDataString(mate));
        return
        [
            "", "coaching", "coaching?playlist=ranked-standard", "trends", "trends?stat=boost.bpm&second=movement.avg_speed&window=week&past=quarter", "trends?stat=skill.speed", "sessions", "sessions?gap=60", "team-mates", $"team-mates?mate={other}",
            "compare", $"compare?others={other}", "setup", $"players/{other}", $"players/{other}/coaching", $"players/{other}/sessions", "replays", $"replays?player={player}", $"replays/{match}", $"replays/{match}?player={player}",
            "imports", $"imports/{Import}", "glossary", "glossary/boost.bpm", "glossary/core.goals?playlist=ranked-doubles", "models", $"models/{RankModel.Shipped.Card.Id}", "models/weaknesses", "teams", "styleguide",
            "account", "account/accounts", "account/privacy", "account/notifications", "account/keys", "account/data", "account/activity", "account/ballchasing",
            "admin/users", "admin/imports", "admin/removals", "admin/remapping", "admin/audit", "not-named", "sign-in", "nonsense",
        ];
    }

    public ValueTask DisposeAsync() => App.DisposeAsync();
}
