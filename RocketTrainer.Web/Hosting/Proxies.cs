using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using IPNetwork = System.Net.IPNetwork;

namespace RocketTrainer.Web.Hosting;

public static class Proxies
{
    private const string Key = "Proxies:Known";

    /// <summary>
    /// Believes <c>X-Forwarded-For</c>, <c>-Proto</c> and <c>-Host</c> of the proxies that <c>Proxies:Known</c> names
    /// (addresses or networks, with commas), and of nobody else; without the key nobody is believed.
    /// </summary>
    /// <exception cref="InvalidOperationException">The key holds something that is no address.</exception>
    public static void AddProxies(this WebApplicationBuilder builder)
    {
        var known = (builder.Configuration[Key] ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        builder.Services.Configure<ForwardedHeadersOptions>(o =>
        {
            o.KnownProxies.Clear();
            o.KnownIPNetworks.Clear();
            if (known.Length > 0)
                o.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;
            foreach (var one in known)
                o.KnownIPNetworks.Add(Network(one));
        });
        foreach (var one in known)
            Network(one); // a mistake shows at the start and not at the first request
    }

    private static IPNetwork Network(string text) =>
        IPNetwork.TryParse(text, out var network) ? network
        : IPAddress.TryParse(text, out var address) ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
        : throw new InvalidOperationException($"{Key} holds '{text}', which is neither an address nor a network like 10.0.0.0/8.");
}
