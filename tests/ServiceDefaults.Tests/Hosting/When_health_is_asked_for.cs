using Microservices.ServiceDefaults.Hosting;
using Microservices.ServiceDefaults.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Microservices.ServiceDefaults.Tests.Hosting;

public sealed class When_health_is_asked_for
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(HealthStatus.Healthy, 0, "")]
    [InlineData(HealthStatus.Degraded, 0, "supplier is Degraded: It answers slowly.")]
    [InlineData(HealthStatus.Unhealthy, 1, "supplier is Unhealthy: It answers slowly.")]
    public async Task Should_print_what_is_not_healthy(HealthStatus status, int expected, string line)
    {
        await using var service = TestService.Build("memory://", builder => builder.Services.AddHealthChecks()
            .AddCheck("supplier", () => new HealthCheckResult(status, "It answers slowly.")));
        await service.StartAsync(Cancellation);
        using var output = new StringWriter();

        var exitCode = await HealthProbe.AskAsync(new Uri($"{service.App.Urls.First()}/health/ready"), output);

        exitCode.ShouldBe(expected);
        output.ToString().Trim().ShouldBe(line);
    }

    [Fact]
    public async Task Should_say_that_nobody_answers()
    {
        using var output = new StringWriter();

        (await HealthProbe.AskAsync(new Uri("http://127.0.0.1:1/health/ready"), output)).ShouldBe(1);

        output.ToString().ShouldStartWith("http://127.0.0.1:1/health/ready: ");
    }

    [Theory]
    [InlineData("http://127.0.0.1:8080/health/ready")]
    [InlineData("http://127.0.0.1:5083/health/ready", "Http:Port", "5083")]
    [InlineData("http://127.0.0.1:8081/health/ready", "Http:Port", "5083", "http_ports", "8081;8082")]
    [InlineData("http://127.0.0.1:9000/health/ready", "http_ports", "8081", "urls", "https://+:9443;http://+:9000")]
    [InlineData("http://127.0.0.1:7000/health/ready", "urls", "http://+:9000", "Kestrel:Endpoints:Http:Url", "http://*:7000")]
    public void Should_ask_where_the_service_listens(string expected, params string[] settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
            settings.Chunk(2).Select(pair => KeyValuePair.Create(pair[0], (string?)pair[1]))).Build();

        HealthProbe.FindAddress(configuration, "ready").ToString().ShouldBe(expected);
    }
}
