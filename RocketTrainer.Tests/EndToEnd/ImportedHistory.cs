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

    /// <summary>The end of the address at which everybody may look at it.</summary>
    public const string Link = "1a2b3c4d5e6f7a8b";

    public RocketTrainerApp App { get; } = new(environment: "Development", settings: [("Ballchasing:Sandbox", "On"), ("Ballchasing:Tier", "unlimited")]);

    public SandboxPlayer Player { get; private set; } = null!;

    public Guid Import { get; private set; }

    /// <summary>The secret end of an invitation's link.</summary>
    public string Invitation { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        _ = App.Address;
        Player = App.Services.GetRequiredService<SandboxLeague>().FeaturedPlayers[0];
        Import = await App.StartImportAsync(User.DemoId, Player.Id, max: Matches, settled: true);
        await App.FollowAsync(Import, CancellationToken.None);
        await App.ShareAsync(User.DemoId, Player.Id, Player.Name, Link);
        Invitation = await App.InvitationAsync("Quiet Harbour");
    }

    public string At(string path) => new Uri(App.Address, path).ToString();

    /// <summary>His newest match.</summary>
    public Guid Match()
    {
        using var db = App.OpenDatabase();
        return db.PlayerStats.Where(p => p.PlayerId == Player.Id).OrderByDescending(p => p.PlayedAt).Select(p => p.ReplayId).First();
    }

    /// <summary>Whom he met most often, as they stand in addresses.</summary>
    public IReadOnlyList<string> Mates(int count)
    {
        using var db = App.OpenDatabase();
        return [.. db.PlayerStats.Where(p => p.PlayerId != null && p.PlayerId != Player.Id).GroupBy(p => p.PlayerId).OrderByDescending(g => g.Count()).Take(count).Select(g => Uri.EscapeDataString(g.Key!))];
    }

    /// <summary>Every page of somebody who has such a history, and what others see of it.</summary>
    public IReadOnlyList<string> Pages()
    {
        var (match, player, mates) = (Match(), Uri.EscapeDataString(Player.Id), Mates(2));
        var other = mates[0];
        return
        [
            "", "coaching", "coaching?playlist=ranked-standard", "trends", "trends?stat=boost.bpm&second=movement.avg_speed&window=week&past=quarter", "trends?stat=skill.speed", "sessions", "sessions?gap=60", "team-mates", $"team-mates?mate={other}",
            "compare", $"compare?others={string.Join(',', mates)}", "setup", $"players/{other}", $"players/{other}/coaching", $"players/{other}/sessions", "replays", $"replays?player={player}", $"replays/{match}", $"replays/{match}?player={player}",
            "imports", $"imports/{Import}", "glossary", "glossary/boost.bpm", "glossary/core.goals?playlist=ranked-doubles", "models", $"models/{RankModel.Shipped.Card.Id}", "models/weaknesses", "teams", $"teams/join/{Invitation}", "styleguide",
            "account", "account/accounts", "account/privacy", "account/notifications", "account/keys", "account/data", "account/activity", "account/ballchasing",
            "admin/users", "admin/imports", "admin/removals", "admin/remapping", "admin/audit", "not-named", "sign-in", "no-access", "nonsense",
            $"p/{Link}", $"p/{Link}/coaching", $"p/{Link}/trends", $"p/{Link}/matches", $"p/{Link}/{match}",
        ];
    }

    public ValueTask DisposeAsync() => App.DisposeAsync();
}
