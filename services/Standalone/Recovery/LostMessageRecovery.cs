using MassTransit;
using Microservices.Invoice.Consumers;
using Microservices.Invoice.Data;
using Microservices.Orders.Acceptance;
using Microservices.Orders.Data;
using Microservices.Orders.Fulfilment;
using Microservices.ServiceDefaults.Messaging;
using Microsoft.EntityFrameworkCore;

namespace Microservices.Standalone.Recovery;

/// <summary>
/// The in-memory transport forgets its messages when the process ends. At start this makes up for it: orders that are not
/// fulfilled are either found fulfilled in the services' databases, or published again with the same MessageId; inboxes
/// and business keys absorb what was done before.
/// </summary>
internal sealed class LostMessageRecovery(IServiceScopeFactory scopes, TimeProvider timeProvider,
    ILogger<LostMessageRecovery> logger) : BackgroundService
{
    private const int BatchSize = 200;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = timeProvider.GetUtcNow().UtcDateTime;
        try
        {
            var (after, recovered) = (Guid.Empty, 0);
            while (await RecoverBatchAsync(started, after, stoppingToken) is { } batch)
            {
                after = batch.Last;
                recovered += batch.Count;
            }

            if (recovered > 0)
                logger.OrdersRecovered(recovered);
            await RenderMissingDocumentsAsync(started, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The rest is found again at the next start.
        }
    }

    private async Task<(Guid Last, int Count)?> RecoverBatchAsync(DateTime acceptedBefore, Guid after,
        CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var dbContext = scope.ServiceProvider.GetRequiredService<OrdersDbContext>();
        var unfulfilled = await dbContext.Orders.AsNoTracking()
            .Where(x => x.AcceptedAt < acceptedBefore && x.OrderId > after && x.Status != FulfilmentStatus.Done)
            .OrderBy(x => x.OrderId).Take(BatchSize).ToListAsync(cancellationToken);
        if (unfulfilled.Count == 0)
            return null;

        var effects = await new StoredEffects(scope.ServiceProvider)
            .FindAsync([.. unfulfilled.Select(x => x.OrderId)], cancellationToken);
        var timeline = scope.ServiceProvider.GetRequiredService<FulfilmentTimeline>();
        foreach (var effect in effects)
            await timeline.RecordAsync(effect, cancellationToken);

        var publisher = scope.ServiceProvider.GetRequiredService<BusOutbox<OrdersDbContext>>().PublishEndpoint;
        var effectsOf = effects.ToLookup(x => x.OrderId);
        foreach (var order in unfulfilled.Where(x => effectsOf[x.OrderId].Count() < FulfilmentSteps.All.Count))
            await publisher.Publish(OrderFactory.ReadEvent(order), context => context.MessageId = order.OrderId, cancellationToken);
        await dbContext.SaveChangesAsync(cancellationToken);

        return (unfulfilled[^1].OrderId, unfulfilled.Count);
    }

    private async Task RenderMissingDocumentsAsync(DateTime issuedBefore, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var invoices = scope.ServiceProvider.GetRequiredService<InvoiceDbContext>();
        var missing = await invoices.Invoices.Where(x => x.IssuedAt < issuedBefore && !invoices.Documents.Any(y => y.InvoiceId == x.Id))
            .Select(x => new RenderInvoiceDocument { InvoiceId = x.Id, OrderId = x.OrderId }).ToListAsync(cancellationToken);
        if (missing.Count == 0)
            return;

        var sender = scope.ServiceProvider.GetRequiredService<BusOutbox<OrdersDbContext>>().SendEndpointProvider;
        var endpoint = await sender.GetSendEndpoint(RenderInvoiceDocumentConsumerDefinition.Address);
        foreach (var command in missing)
            await endpoint.Send(command, cancellationToken);
        await scope.ServiceProvider.GetRequiredService<OrdersDbContext>().SaveChangesAsync(cancellationToken);
        logger.DocumentsRecovered(missing.Count);
    }
}
