using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Shop;

// An application of somebody else, written from the package's README: a request publishes, a consumer takes it twice and publishes.
var (database, broker) = (args[0], args.ElementAtOrDefault(1));
var builder = Host.CreateApplicationBuilder();
builder.Services.AddDbContext<ShopDbContext>(x => _ = broker is null ? x.UseSqlite(database) : x.UseNpgsql(database));
builder.Services.AddSingleton(new TaskCompletionSource<int>());
builder.Services.AddMassTransit(bus =>
{
    bus.AddEntityFrameworkOutbox<ShopDbContext>(outbox =>
    {
        _ = broker is null ? outbox.UseSqlite() : outbox.UsePostgres();
        outbox.UseBusOutbox();
    });
    bus.AddConsumer<InvoiceConsumer>();
    bus.AddConsumer<InvoiceIssuedConsumer>();
    bus.AddConfigureEndpointsCallback((context, _, endpoint) => endpoint.UseEntityFrameworkOutbox<ShopDbContext>(context));
    if (broker is null)
        bus.UsingInMemory((context, factory) => factory.ConfigureEndpoints(context));
    else
    {
        bus.UsingRabbitMq((context, factory) =>
        {
            factory.Host(new Uri(broker));
            factory.ConfigureEndpoints(context);
        });
    }
});
builder.Services.AddHealthChecks().AddEntityFrameworkOutbox<ShopDbContext>();

using var host = builder.Build();
await using (var scope = host.Services.CreateAsyncScope())
    await scope.ServiceProvider.GetRequiredService<ShopDbContext>().Database.EnsureCreatedAsync();
await host.StartAsync();
await using (var scope = host.Services.CreateAsyncScope())
{
    var publisher = scope.ServiceProvider.GetRequiredService<IPublishEndpoint>();
    for (var copy = 0; copy < 2; copy++)
        await publisher.Publish(new OrderConfirmed(7), context => context.MessageId = new Guid("00000000-0000-0000-0000-000000000007"));
    await publisher.Publish(new OrderConfirmed(8));
    await scope.ServiceProvider.GetRequiredService<ShopDbContext>().SaveChangesAsync();
}

var sum = await host.Services.GetRequiredService<TaskCompletionSource<int>>().Task.WaitAsync(TimeSpan.FromMinutes(1));
await host.StopAsync();
await using (var scope = host.Services.CreateAsyncScope())
    Console.WriteLine($"{await scope.ServiceProvider.GetRequiredService<ShopDbContext>().Invoices.CountAsync()} invoices, sum {sum}");
