using System.Net;
using RocketTrainer.Core.Notifications;

namespace RocketTrainer.Tests.Unit.Notifications;

public sealed class PublicAddressesTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("10.1.2.3")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("100.64.0.1")]
    [InlineData("0.0.0.0")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::1")]
    [InlineData("::")]
    [InlineData("fe80::1")]
    [InlineData("fd00::1")]
    [InlineData("ff02::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::127.0.0.1")]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("2002:7f00:1::")]
    public void Is_OfANetworkOfItsOwn_IsNot(string address) => Assert.False(PublicAddresses.Is(IPAddress.Parse(address)));

    [Theory]
    [InlineData("162.159.128.233")]
    [InlineData("172.32.0.1")]
    [InlineData("2606:4700::6810:1")]
    [InlineData("::ffff:8.8.8.8")]
    public void Is_OfTheInternet_Is(string address) => Assert.True(PublicAddresses.Is(IPAddress.Parse(address)));

    [Fact]
    public async Task Connect_HostInThisMachine_IsRefused() =>
        await Assert.ThrowsAsync<HttpRequestException>(async () => await PublicAddresses.ConnectAsync(new DnsEndPoint("localhost", 443), TestContext.Current.CancellationToken));
}
