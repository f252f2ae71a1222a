using Microsoft.AspNetCore.WebUtilities;
using RocketTrainer.Core.Replays;

namespace RocketTrainer.Web.Features.Players;

/// <summary>Ways from one of a player's pages to another of his.</summary>
internal static class PlayerAddress
{
    private static readonly string[] Kept = [.. ReplayFilter.Names.Where(name => name != "player"), "account"];

    /// <summary>Another page under the same filter, of the same account.</summary>
    /// <param name="here">The address that says both.</param>
    /// <param name="path">The other page's.</param>
    /// <param name="account">An account to go to in place of the one that is looked at.</param>
    public static string Of(string here, string path, string? account = null)
    {
        var query = QueryHelpers.ParseQuery(new Uri(here).Query);
        var kept = Kept.Where(query.ContainsKey).ToDictionary(name => name, name => (string?)query[name].ToString(), StringComparer.Ordinal);
        if (account is not null)
            kept["account"] = account;
        return QueryHelpers.AddQueryString(path, kept);
    }
}
