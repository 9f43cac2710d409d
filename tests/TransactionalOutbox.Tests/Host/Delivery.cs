using MassTransit.EntityFrameworkCoreIntegration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Microservices.TransactionalOutbox.Tests.Host;

/// <summary>Stands for a process that died between its commit and the sending: what it stored waits for others.</summary>
public static class Delivery
{
    public static void Remove(IServiceCollection services)
    {
        var delivery = services.Single(x => x.ServiceType == typeof(IHostedService)
            && x.ImplementationType == typeof(BusOutboxDeliveryService<TestDbContext>));
        services.Remove(delivery);
    }
}
