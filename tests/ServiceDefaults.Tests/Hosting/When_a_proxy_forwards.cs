using Microservices.ServiceDefaults.Hosting;
using Microservices.ServiceDefaults.Security;
using Microservices.ServiceDefaults.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace Microservices.ServiceDefaults.Tests.Hosting;

public sealed class When_a_proxy_forwards
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("http 127.0.0.1", "203.0.113.7", "https")]
    [InlineData("http 127.0.0.1", "203.0.113.7", "https", "192.0.2.1", "10.0.0.0/8")] // others are named
    [InlineData("https 203.0.113.7", "203.0.113.7", "https", "127.0.0.1")]
    [InlineData("https 203.0.113.7", "203.0.113.7", "https", "192.0.2.1", "127.0.0.0/8")]
    [InlineData("https 203.0.113.7", "198.51.100.1, 203.0.113.7, 127.0.0.2", "http, https, https", "127.0.0.0/8")] // the caller made the first up
    public async Task Should_believe_those_that_are_named(string expected, string forwardedFor, string forwardedProto, params string[] proxies)
    {
        await using var service = TestService.Build("memory://", configure: null,
            [.. proxies.Select((proxy, index) => ($"Http:Proxies:{index}", (string?)proxy))]);
        service.App.MapGet("/caller", (HttpContext context) => $"{context.Request.Scheme} {context.Connection.RemoteIpAddress}").OpenToAll();
        await service.StartAsync(Cancellation);
        using var client = service.CreateClient();
        client.DefaultRequestHeaders.Add("X-Forwarded-For", forwardedFor);
        client.DefaultRequestHeaders.Add("X-Forwarded-Proto", forwardedProto);

        (await client.GetStringAsync(new Uri("/caller", UriKind.Relative), Cancellation)).ShouldBe(expected);
    }

    [Theory]
    [InlineData("proxy")]
    [InlineData("10")]
    [InlineData("10.0.0.1/8")]
    [InlineData("10.0.0.0/33")]
    [InlineData("0.0.0.0/0")]
    [InlineData("::/0")]
    public void Should_name_a_proxy_that_is_none(string proxy)
    {
        var options = new HttpOptions { Proxies = { "10.0.0.0/24", "", proxy, "fd00::/64", "2001:db8::1" } };

        Check(options).ShouldHaveSingleItem().ShouldBe(
            "Proxies:2 must be an address, or a network that has its first address before the slash and is not everyone");
    }

    [Fact]
    public void Should_refuse_to_believe_everyone() => Check(new HttpOptions(), ("FORWARDEDHEADERS_ENABLED", "True")).ShouldHaveSingleItem().ShouldBe(
        "Proxies must name the proxies, in place of ASPNETCORE_FORWARDEDHEADERS_ENABLED=true, which believes everyone");

    private static IEnumerable<string> Check(HttpOptions options, params (string Key, string Value)[] settings) =>
        new HttpRules(new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(setting => setting.Key, string? (setting) => setting.Value)).Build())
            .Check(options).Select(problem => $"{problem.Setting} {problem.Rule}");
}
