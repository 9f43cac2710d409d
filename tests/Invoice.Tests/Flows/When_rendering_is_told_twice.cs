using System.Collections.Concurrent;
using Contracts.DeadLetters;
using Contracts.Invoice;
using MassTransit;
using Microservices.Invoice.Consumers;
using Microservices.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Microservices.Invoice.Tests.Flows;

public sealed class When_rendering_is_told_twice
{
    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Should_keep_the_first_pdf()
    {
        var database = await PostgresServer.CreateDatabaseAsync(CancellationToken);
        await using var broker = await RabbitMqServer.CreateVirtualHostAsync(CancellationToken);
        var (events, failed) = (new ConcurrentQueue<ConsumeContext<InvoiceDocumentStored>>(), new ConcurrentQueue<OrderMessageFailed>());
        await using var listener = await ListenAsync(broker.ConnectionString, events, failed);
        await using var host = await InvoiceHost.StartAsync(database, broker.ConnectionString, CancellationToken);
        var bus = host.Services.GetRequiredService<IBus>();
        var order = TestOrders.Create();
        await bus.Publish(order, CancellationToken);
        await Eventually.Holds(() => host.WithDatabaseAsync(data => data.Documents.AnyAsync(CancellationToken)),
            "the PDF is stored", cancellationToken: CancellationToken);
        var before = await host.WithDatabaseAsync(data => data.Documents.AsNoTracking().SingleAsync(CancellationToken));

        var endpoint = await bus.GetSendEndpoint(RenderInvoiceDocumentConsumerDefinition.Address);
        await endpoint.Send(new RenderInvoiceDocument { InvoiceId = before.InvoiceId }, CancellationToken);
        await endpoint.Send(new RenderInvoiceDocument { InvoiceId = Guid.CreateVersion7(), OrderId = order.OrderId }, CancellationToken);

        // The unknown invoice fails at once, so both commands have been taken when it is in the error queue.
        await Eventually.Holds(async () =>
            await broker.CountMessagesAsync("invoice-render-document_error", CancellationToken) == 1
            && await broker.CountMessagesAsync("invoice-render-document", CancellationToken) == 0,
            "the command for an unknown invoice is in the error queue", cancellationToken: CancellationToken);
        var after = await host.WithDatabaseAsync(data => data.Documents.AsNoTracking().SingleAsync(CancellationToken));
        after.RenderedAt.ShouldBe(before.RenderedAt);
        after.Sha256.ShouldBe(before.Sha256);

        // Told twice as well, since the first time may not have come to the telling; under one id.
        await Eventually.Holds(() => events.Count == 2 && !failed.IsEmpty, "two events and a failure", cancellationToken: CancellationToken);
        var number = await host.WithDatabaseAsync(data => data.Invoices.Select(invoice => invoice.Number).SingleAsync(CancellationToken));
        events.ShouldAllBe(stored => stored.MessageId == before.InvoiceId && stored.Message.OrderId == order.OrderId
            && stored.Message.InvoiceNumber == number && stored.Message.StoredAt.UtcDateTime == before.RenderedAt);
        foreach (var stored in events)
        {
            var summary = stored.Message.Summary.ShouldNotBeNull();
            summary.Customer.ShouldBe(order.Customer);
            (summary.OrderNumber, summary.Currency, summary.GrossAmount).ShouldBe((order.OrderNumber, order.Currency, order.Lines.Sum(x => x.Quantity * x.UnitPrice)));
            (summary.Sha256, summary.Length).ShouldBe((before.Sha256, before.Length));
        }

        var report = failed.ShouldHaveSingleItem();
        (report.OrderId, report.Queue).ShouldBe((order.OrderId, "invoice-render-document"));
        report.Reason.ShouldStartWith("InvoiceNotFoundException: ");
    }

    private static async Task<Listener> ListenAsync(string broker, ConcurrentQueue<ConsumeContext<InvoiceDocumentStored>> events,
        ConcurrentQueue<OrderMessageFailed> failed)
    {
        var bus = Bus.Factory.CreateUsingRabbitMq(factory =>
        {
            factory.Host(new Uri(broker));
            factory.ReceiveEndpoint("test-timeline", endpoint =>
            {
                endpoint.Handler<InvoiceDocumentStored>(context => Add(events, context));
                endpoint.Handler<OrderMessageFailed>(context => Add(failed, context.Message));
            });
        });
        await bus.StartAsync(CancellationToken);
        return new Listener(bus);
    }

    private static Task Add<T>(ConcurrentQueue<T> queue, T item)
    {
        queue.Enqueue(item);
        return Task.CompletedTask;
    }

    private sealed class Listener(IBusControl bus) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await bus.StopAsync();
    }

    [Fact]
    public void Should_have_a_stable_wire_name() => MessageUrn.ForType<RenderInvoiceDocument>().ToString()
        .ShouldBe("urn:message:Microservices.Invoice:RenderInvoiceDocument");
}
