using System.Net;
using System.Net.Sockets;

namespace RocketTrainer.Web.Rest.Limits;

public static class ClientAddress
{
    private const int NetworkBytes = 8;

    /// <summary>What stands for a client: an IPv4 address, or the network of an IPv6 one (64 bits), which is one household's.</summary>
    public static string Of(IPAddress? address)
    {
        if (address is null)
            return "unknown";
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6
            ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, NetworkBytes))
            : address.ToString();
    }
}
