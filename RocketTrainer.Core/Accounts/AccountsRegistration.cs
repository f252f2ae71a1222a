using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using RocketTrainer.Core.Accounts.Exports;
using RocketTrainer.Core.Accounts.Keys;
using RocketTrainer.Core.Accounts.Privacy;
using RocketTrainer.Core.Teams;

namespace RocketTrainer.Core.Accounts;

public static class AccountsRegistration
{
    private const string AdministratorsKey = "Admin:SteamIds";

    /// <summary>Users and what belongs to them; reads <c>Admin:SteamIds</c>, an array or a list with commas.</summary>
    public static IServiceCollection AddAccounts(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<AccountsOptions>()
            .Configure(o => o.AdministratorSteamIds = SteamIds(configuration.GetSection(AdministratorsKey)))
            .Validate(o => o.AdministratorSteamIds.All(id => Players.PlayerId.TryParse("steam:" + id, out _, out _)), $"{AdministratorsKey} must hold 17-digit SteamID64s, beginning with 7656.")
            .ValidateOnStart();
        services.AddSingleton<AuditLog>();
        services.AddSingleton<Users>();
        services.AddSingleton<Profiles>();
        services.AddSingleton<OwnPlayers>();
        services.AddSingleton<LinkedAccounts>();
        services.AddSingleton<MatchClaims>();
        services.AddSingleton<UserAdministration>();
        services.AddSingleton<AccountDeletion>();
        services.AddSingleton<PersonalExporter>();
        services.AddSingleton<PersonalExports>();
        services.AddSingleton<RemovalThrottle>();
        services.AddSingleton<NameRemovals>();
        services.AddSingleton<TeamService>();
        services.AddSingleton<KeyUses>();
        services.AddSingleton<RefreshTokens>();
        services.AddSingleton<ApiKeys>();
        services.AddSingleton<BallchasingKeys>();
        return services;
    }

    private static string[] SteamIds(IConfigurationSection section) =>
    [
        .. (section.Value ?? "").Split(',').Concat(section.GetChildren().Select(c => c.Value ?? "")).Select(id => id.Trim()).Where(id => id.Length > 0),
    ];
}
