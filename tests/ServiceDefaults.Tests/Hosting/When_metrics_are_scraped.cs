using System.Text.RegularExpressions;
using MassTransit;
using Microservices.ServiceDefaults.Tests.Support;
using Microservices.Testing;

namespace Microservices.ServiceDefaults.Tests.Hosting;

public sealed partial class When_metrics_are_scraped
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Should_show_redeliveries_the_runtime_and_the_service()
    {
        await using var broker = await TestBroker.CreateAsync(Cancellation);
        await using var service = await TestService.StartAsync(broker.ConnectionString, Cancellation);
        service.Probe.OnConsume = _ => service.Probe.Deliveries.Count < 2
            ? throw new TransientException()
            : Task.CompletedTask;
        await service.PublishAsync(new ProbeSent { OrderId = NewId.NextGuid() }, Cancellation);
        await Eventually.Holds(() => service.Probe.Deliveries.Count == 2,
            "the second delivery", cancellationToken: Cancellation);

        using var client = service.CreateClient();
        // The redelivery is counted when the broker has confirmed it, and may be back before.
        var metrics = await Eventually.Reads(
            () => client.GetStringAsync(new Uri("/metrics", UriKind.Relative), Cancellation),
            text => Redelivered().IsMatch(text), "the redelivery is counted", cancellationToken: Cancellation);

        metrics.ShouldContain("service_name=\"tests\"");
        metrics.ShouldContain("dotnet_gc_collections_total");
    }

    [GeneratedRegex("""microservices_messaging_redeliveries\w*\{[^}]*endpoint="probe-sent"[^}]*redelivery="1"[^}]*\} 1\s""")]
    private static partial Regex Redelivered();
}
