using Microservices.Testing;
using Microservices.Testing.Pipeline;

namespace Microservices.Integration.Tests;

/// <summary>The command that an image's health check and an orchestrator's probes run: <c>health</c>, <c>health live</c>.</summary>
public sealed class When_a_container_asks_for_health : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("health-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Should_say_that_nothing_answers()
    {
        await using var service = Service("memory://");

        var (exitCode, output) = await service.RunAsync("health");

        exitCode.ShouldBe(1);
        output.ShouldBe($"http://127.0.0.1:{service.Port}/health/ready: Connection refused");
    }

    [Fact]
    public async Task Should_say_nothing_of_a_service_that_is_ready()
    {
        await using var service = Service("memory://");
        await service.StartAsync();

        (await service.RunAsync("health")).ShouldBe((0, ""));
        (await service.RunAsync("health", "live")).ShouldBe((0, ""));
    }

    [Fact]
    public async Task Should_say_what_a_service_waits_for_that_is_alive()
    {
        await using var service = Service("amqp://localhost:1");
        await service.StartAsync(untilReady: false);

        await Eventually.Holds(async () => await service.RunAsync("health", "live") == (0, ""), "the service is alive",
            TimeSpan.FromSeconds(60), Cancellation);
        await Eventually.Reads(() => service.RunAsync("health"),
            health => health.ExitCode == 1
                && health.Output.Contains("The broker amqp://localhost:1// cannot be reached", StringComparison.Ordinal),
            "the service is not ready for lack of a broker", TimeSpan.FromSeconds(60), Cancellation);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private ServiceProcess Service(string broker) => new("Inventory", new Dictionary<string, string>
    {
        ["ConnectionStrings__Broker"] = broker,
        ["ConnectionStrings__Inventory"] = $"Data Source={Path.Combine(_folder, "inventory.db")}",
    }, Cancellation);
}
