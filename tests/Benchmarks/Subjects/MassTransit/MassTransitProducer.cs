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

    public bool HasRelay => hasOutbox;

#if STOCK_OUTBOX
    public bool TellsOtherProcesses => false;
#else
    public bool TellsOtherProcesses => hasOutbox;
#endif

    public Task CreateTablesAsync(Station station, CancellationToken cancellationToken) =>
        BenchmarkHost.CreateTablesAsync(station, cancellationToken);

    public async Task<IProducer> StartAsync(Station station, ProducerRole role, CancellationToken cancellationToken)
    {
        var host = await BenchmarkHost.StartAsync(station, bus => Configure(bus, role), (_, _) => { }, cancellationToken);
        await host.Services.GetRequiredService<IBusControl>().WaitForHealthStatus(BusHealthStatus.Healthy, cancellationToken);
        return new Producer(host, hasOutbox);
    }

    private void Configure(IBusRegistrationConfigurator bus, ProducerRole role)
    {
        if (!hasOutbox)
            return;

        bus.AddEntityFrameworkOutbox<BenchmarkDbContext>(outbox =>
        {
            outbox.UsePostgres();
#if !STOCK_OUTBOX
            if (role != ProducerRole.Both)
                outbox.UseNotifications();
#endif
            outbox.UseBusOutbox(busOutbox =>
            {
                if (role == ProducerRole.Stores)
                    busOutbox.DisableDeliveryService();
            });
        });
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
