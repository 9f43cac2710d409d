using System.Net;
using Microservices.ServiceDefaults.Security.Limits;

namespace Microservices.ServiceDefaults.Tests.Security;

public sealed class CallerAddressTests
{
    [Theory]
    [InlineData("203.0.113.7", "203.0.113.7")]
    [InlineData("::ffff:203.0.113.7", "203.0.113.7")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64")]
    [InlineData("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64")]
    [InlineData("2001:db8:1:3::1", "2001:db8:1:3::/64")]
    public void Should_count_a_network_of_IPv6_as_one(string address, string expected) =>
        CallerAddress.Of(IPAddress.Parse(address)).ShouldBe(expected);
}
