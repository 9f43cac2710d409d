using System.Collections.Concurrent;
using Contracts.DeadLetters;
using Contracts.Inventory;
using Contracts.Orders;
using MassTransit;
using Microservices.ServiceDefaults.Messaging.Replay;

namespace Microservices.Inventory.Tests.Messaging;

/// <summary>What stands around Inventory: publishes orders and hears what Inventory says.</summary>
internal sealed class OtherServices : IAsyncDisposable
{
    private readonly IBusControl _bus;

    private OtherServices(string broker) => _bus = Bus.Factory.CreateUsingRabbitMq(factory =>
    {
        factory.Host(new Uri(broker));
        factory.ReceiveEndpoint("test-listener", endpoint =>
        {
            endpoint.PrefetchCount = 1; // in the order in which Inventory has said it
            endpoint.Handler<StockReserved>(context => Add(Reserved, context.Message));
            endpoint.Handler<StockShortageDetected>(context => Add(Shortages, context.Message));
            endpoint.Handler<BackorderFilled>(context => Add(Filled, context.Message));
            endpoint.Handler<ReplayProcessed>(context => Add(Acknowledged, context.Message));
            endpoint.Handler<Fault<OrderConfirmed>>(context => Add(Faults, context.Message));
        });
    });

    internal ConcurrentQueue<StockReserved> Reserved { get; } = [];

    internal ConcurrentQueue<StockShortageDetected> Shortages { get; } = [];

    internal ConcurrentQueue<BackorderFilled> Filled { get; } = [];

    internal ConcurrentQueue<ReplayProcessed> Acknowledged { get; } = [];

    internal ConcurrentQueue<Fault<OrderConfirmed>> Faults { get; } = [];

    internal static async Task<OtherServices> StartAsync(string broker)
    {
        var services = new OtherServices(broker);
        await services._bus.StartAsync(TestContext.Current.CancellationToken);
        return services;
    }

    internal Task PublishAsync(OrderConfirmed order, Guid? messageId = null) => _bus.Publish(
        order, publish => publish.MessageId = messageId ?? order.OrderId, TestContext.Current.CancellationToken);

    /// <summary>Sends a confirmed order to Inventory once more, as the dead letters' replay does.</summary>
    internal async Task ReplayAsync(OrderConfirmed order, long item)
    {
        var endpoint = await _bus.GetSendEndpoint(new Uri("exchange:inventory-order-confirmed"));
        await endpoint.Send(order, send =>
        {
            send.MessageId = order.OrderId;
            send.Headers.Set(ReplayHeaders.ReplayItem, item);
        }, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync() => await _bus.StopAsync();

    private static Task Add<T>(ConcurrentQueue<T> queue, T message)
    {
        queue.Enqueue(message);
        return Task.CompletedTask;
    }
}
