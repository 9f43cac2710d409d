using Contracts.Orders;
using MassTransit;
using Microservices.Benchmarks.Servers;
using Microsoft.Extensions.DependencyInjection;

namespace Microservices.Benchmarks.Subjects.MassTransit;

/// <summary>A request on MassTransit: a scope, its DbContext, its publish endpoint.</summary>
/// <param name="name">The subject's name.</param>
/// <param name="hasOutbox">Whether it publishes through the outbox; else after the save, and a crash in between loses the event.</param>
internal sealed class MassTransitProducer(string name, bool hasOutbox) : IProducerSubject
{
    public string Name => name;

    public Task CreateTablesAsync(Station station, CancellationToken cancellationToken) =>
        BenchmarkHost.CreateTablesAsync(station, cancellationToken);

    public async Task<IProducer> StartAsync(Station station, CancellationToken cancellationToken)
    {
        var host = await BenchmarkHost.StartAsync(station, Configure, (_, _) => { }, cancellationToken);
        await host.Services.GetRequiredService<IBusControl>().WaitForHealthStatus(BusHealthStatus.Healthy, cancellationToken);
        return new Producer(host, hasOutbox);
    }

    private void Configure(IBusRegistrationConfigurator bus)
    {
        if (hasOutbox)
        {
            bus.AddEntityFrameworkOutbox<BenchmarkDbContext>(outbox =>
            {
                outbox.UsePostgres();
                outbox.UseBusOutbox();
            });
        }
    }

    private sealed class Producer(BenchmarkHost host, bool hasOutbox) : IProducer
    {
        public async Task ProduceAsync(OrderConfirmed order, CancellationToken cancellationToken)
        {
            await using var scope = host.Services.CreateAsyncScope();
            var dbContext = scope.ServiceProvider.GetRequiredService<BenchmarkDbContext>();
            var publisher = scope.ServiceProvider.GetRequiredService<IPublishEndpoint>();
            dbContext.Invoices.Add(InvoiceRow.Of(order));
            if (hasOutbox)
                await publisher.Publish(InvoiceTable.EventOf(order), cancellationToken);
            await dbContext.SaveChangesAsync(cancellationToken);
            if (!hasOutbox)
                await publisher.Publish(InvoiceTable.EventOf(order), cancellationToken);
        }

        public ValueTask DisposeAsync() => host.DisposeAsync();
    }
}
