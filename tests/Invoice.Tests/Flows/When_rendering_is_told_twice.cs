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
        await using var host = await InvoiceHost.StartAsync(database, broker.ConnectionString, CancellationToken);
        var bus = host.Services.GetRequiredService<IBus>();
        await bus.Publish(TestOrders.Create(), CancellationToken);
        await Eventually.Holds(() => host.WithDatabaseAsync(data => data.Documents.AnyAsync(CancellationToken)),
            "the PDF is stored", cancellationToken: CancellationToken);
        var before = await host.WithDatabaseAsync(data => data.Documents.AsNoTracking().SingleAsync(CancellationToken));

        var endpoint = await bus.GetSendEndpoint(RenderInvoiceDocumentConsumerDefinition.Address);
        await endpoint.Send(new RenderInvoiceDocument { InvoiceId = before.InvoiceId }, CancellationToken);
        await endpoint.Send(new RenderInvoiceDocument { InvoiceId = Guid.CreateVersion7() }, CancellationToken);

        // The unknown invoice fails at once, so both commands have been taken when it is in the error queue.
        await Eventually.Holds(async () =>
            await broker.CountMessagesAsync("invoice-render-document_error", CancellationToken) == 1
            && await broker.CountMessagesAsync("invoice-render-document", CancellationToken) == 0,
            "the command for an unknown invoice is in the error queue", cancellationToken: CancellationToken);
        var after = await host.WithDatabaseAsync(data => data.Documents.AsNoTracking().SingleAsync(CancellationToken));
        after.RenderedAt.ShouldBe(before.RenderedAt);
        after.Sha256.ShouldBe(before.Sha256);
    }

    [Fact]
    public void Should_have_a_stable_wire_name() => MessageUrn.ForType<RenderInvoiceDocument>().ToString()
        .ShouldBe("urn:message:Microservices.Invoice:RenderInvoiceDocument");
}
