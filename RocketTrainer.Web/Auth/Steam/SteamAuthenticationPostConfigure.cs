using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;

namespace RocketTrainer.Web.Auth.Steam;

/// <summary>Makes what the options need and nobody has set.</summary>
internal sealed class SteamAuthenticationPostConfigure(IDataProtectionProvider protection) : IPostConfigureOptions<SteamAuthenticationOptions>
{
    private const int LargestReply = 16 * 1024;

    public void PostConfigure(string? name, SteamAuthenticationOptions options)
    {
        options.DataProtectionProvider ??= protection;
        options.StateDataFormat ??= new PropertiesDataFormat(
            options.DataProtectionProvider.CreateProtector(typeof(SteamAuthenticationHandler).FullName!, name ?? "", "v1"));

        // Not from the factory, whose clients log addresses: the Web API key is in a query. The time-out and the largest
        // reply hold for whole replies, headers and body.
        options.Backchannel ??= new HttpClient(options.BackchannelHttpHandler ?? Wire())
        {
            Timeout = options.BackchannelTimeout,
            MaxResponseContentBufferSize = LargestReply,
            DefaultRequestHeaders = { { "User-Agent", "RocketTrainer" } },
        };
    }

    private static SocketsHttpHandler Wire() => new()
    {
        AllowAutoRedirect = false, // only the endpoint itself may vouch for an answer
        UseCookies = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    };
}
