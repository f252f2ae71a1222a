using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Playwright;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Accounts.Keys;
using RocketTrainer.Core.Data;
using RocketTrainer.Core.Importing;
using RocketTrainer.Core.Teams;
using RocketTrainer.Web.Auth;

namespace RocketTrainer.Tests.Support;

/// <summary>People of the app under test, signed in without the way through Steam.</summary>
public static class People
{
    /// <summary>A user with this Steam account, as if he had signed in with it.</summary>
    public static Task<KnownUser> PersonAsync(this RocketTrainerApp app, string steamId, string name = "Somebody") =>
        app.Services.GetRequiredService<Users>().SignInAsync(new(steamId, name, AvatarUrl: null), "127.0.0.1", TestContext.Current.CancellationToken);

    /// <summary>A client that shows a key of the user's, at <c>/api/v1/</c>.</summary>
    public static async Task<HttpClient> ProgramAsync(this RocketTrainerApp app, KnownUser user, ApiScopes scopes = ApiScopes.Read | ApiScopes.Import | ApiScopes.Write)
    {
        var (_, secret, errors) = await app.Services.GetRequiredService<ApiKeys>()
            .CreateAsync(user, "of the tests", scopes, expiresAt: null, Caller.Server, TestContext.Current.CancellationToken);
        Assert.Empty(errors);
        var client = Client(new Uri(app.Address, "/api/v1/"));
        client.DefaultRequestHeaders.Add("X-Api-Key", secret);
        return client;
    }

    /// <summary>The session cookie that the app itself would hand out.</summary>
    public static (string Name, string Value) Session(this RocketTrainerApp app, KnownUser user)
    {
        var cookies = app.Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(Sessions.Scheme);
        var now = app.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        var properties = new AuthenticationProperties { IssuedUtc = now, ExpiresUtc = now.AddHours(1) };
        return (cookies.Cookie.Name!, cookies.TicketDataFormat.Protect(new AuthenticationTicket(Principals.Of(user, Sessions.Scheme), properties, Sessions.Scheme)));
    }

    /// <summary>Gives a visitor's browser the user's session.</summary>
    public static Task SignInAsync(this RocketTrainerApp app, IBrowserContext visitor, KnownUser user)
    {
        var (name, value) = app.Session(user);
        return visitor.AddCookiesAsync([new() { Name = name, Value = value, Url = app.Address.ToString(), HttpOnly = true, SameSite = SameSiteAttribute.Lax }]);
    }

    /// <summary>The administrator whose key the tests show.</summary>
    public static async Task<KnownUser> AdministratorAsync(this RocketTrainerApp app) =>
        (await app.Services.GetRequiredService<Users>().FindAsync(User.BootstrapId, TestContext.Current.CancellationToken))!;

    /// <summary>Has a user import a player's newest matches.</summary>
    /// <param name="settled">Only such as are a day old: the sandbox may still be reading the others, and that is waited for.</param>
    /// <returns>The import's id.</returns>
    public static async Task<Guid> StartImportAsync(this RocketTrainerApp app, Guid userId, string player, int max, bool settled = false)
    {
        DateTimeOffset? before = settled ? app.Services.GetRequiredService<TimeProvider>().GetUtcNow().AddDays(-1) : null;
        var (started, errors) = await app.Services.GetRequiredService<ImportService>().StartAsync(
            new Viewer.Person(userId), new ImportRequest { Source = ImportSource.Player, PlayerId = player, Before = before, Max = max }, CancellationToken.None);
        Assert.Empty(errors);
        return started!.Receipt.Id;
    }

    /// <summary>Has an account be a user's, proven, and his matches be everybody's who holds the link.</summary>
    /// <param name="link">The end of his public profile's address.</param>
    public static async Task ShareAsync(this RocketTrainerApp app, Guid userId, string player, string name, string link)
    {
        await using var db = app.OpenDatabase();
        var now = app.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        db.LinkedAccounts.Add(new()
        {
            Id = Guid.NewGuid(), UserId = userId, Platform = player.Split(':')[0], PlayerId = player, Name = name, LinkedAt = now, VerifiedAt = now, Proof = AccountProof.Administrator, Syncs = false,
        });
        await db.SaveChangesAsync();
        await db.Users.Where(u => u.Id == userId).ExecuteUpdateAsync(s => s.SetProperty(u => u.Visibility, ProfileVisibility.Public).SetProperty(u => u.ProfileLink, link));
    }

    /// <summary>A team of these users.</summary>
    public static async Task TeamAsync(this RocketTrainerDb db, params IEnumerable<(Guid UserId, TeamRole Role)> members)
    {
        var team = new Team { Id = Guid.NewGuid(), Name = "Team", CreatedAt = DateTimeOffset.UnixEpoch };
        team.Members.AddRange(members.Select(m => new TeamMember { TeamId = team.Id, UserId = m.UserId, Role = m.Role, JoinedAt = team.CreatedAt }));
        db.Teams.Add(team);
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>An invitation into a team that somebody else has made: the secret end of its link.</summary>
    public static async Task<string> InvitationAsync(this RocketTrainerApp app, string team)
    {
        var cancel = TestContext.Current.CancellationToken;
        var coach = await app.PersonAsync("76561190000000777", "Coach");
        var teams = app.Services.GetRequiredService<TeamService>();
        var (made, errors) = await teams.CreateAsync(coach.Id, team, Caller.Server, cancel);
        Assert.Empty(errors);
        return (await teams.InviteAsync(coach.Id, made!.Value, TeamRole.Player, cancel))!.Value.Secret;
    }

    /// <summary>A client that follows no redirects and has the user's session.</summary>
    public static HttpClient Browser(this RocketTrainerApp app, KnownUser? user)
    {
        var client = Client(app.Address);
        if (user is not null)
        {
            var (name, value) = app.Session(user);
            client.DefaultRequestHeaders.Add("Cookie", $"{name}={value}");
        }

        return client;
    }

    // Redirects and cookies are the tests' own business.
    private static HttpClient Client(Uri address) =>
        new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = address };
}
