using MassTransit;
using Microservices.Email.Data;
using Microservices.Email.Invoices;
using Microservices.Invoice.Consumers;
using Microservices.Invoice.Data;
using Microservices.Orders.Acceptance;
using Microservices.Orders.Data;
using Microservices.Orders.Fulfilment;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Microservices.Standalone.Recovery;

/// <summary>
/// The in-memory transport forgets its messages when the process ends. At start this makes up for it: orders that are not
/// fulfilled are either found fulfilled in the services' databases, or published again with the same MessageId; inboxes
/// and business keys absorb what was done before.
/// </summary>
internal sealed class LostMessageRecovery(IServiceScopeFactory scopes, IOptions<InvoiceMailOptions> invoiceMail, TimeProvider timeProvider,
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
            await RenderAgainAsync(started, stoppingToken);
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

    // The command announces a PDF that is there already once more: that brings the mail, too.
    private async Task RenderAgainAsync(DateTime issuedBefore, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var missing = await FindUnsentInvoicesAsync(scope.ServiceProvider, issuedBefore, cancellationToken);
        if (missing.Count == 0)
            return;

        var sender = scope.ServiceProvider.GetRequiredService<BusOutbox<OrdersDbContext>>().SendEndpointProvider;
        var endpoint = await sender.GetSendEndpoint(RenderInvoiceDocumentConsumerDefinition.Address);
        foreach (var command in missing)
            await endpoint.Send(command, cancellationToken);
        await scope.ServiceProvider.GetRequiredService<OrdersDbContext>().SaveChangesAsync(cancellationToken);
        logger.InvoicesRecovered(missing.Count);
    }

    private async Task<List<RenderInvoiceDocument>> FindUnsentInvoicesAsync(
        IServiceProvider scope, DateTime issuedBefore, CancellationToken cancellationToken)
    {
        // What was refused is a dead letter, and an operator's.
        var ended = await scope.GetRequiredService<EmailDbContext>().Deliveries(MailKind.Invoice)
            .Where(x => x.Status == DeliveryStatus.Sent || x.Status == DeliveryStatus.Rejected)
            .Select(x => x.OrderId).ToHashSetAsync(cancellationToken);
        var invoices = scope.GetRequiredService<InvoiceDbContext>();
        var issued = await invoices.Invoices.Where(x => x.IssuedAt < issuedBefore)
            .Select(x => new { x.Id, x.OrderId, HasDocument = invoices.Documents.Any(y => y.InvoiceId == x.Id) }).ToListAsync(cancellationToken);
        return [.. issued.Where(x => !x.HasDocument || (invoiceMail.Value.Enabled && !ended.Contains(x.OrderId)))
            .Select(x => new RenderInvoiceDocument { InvoiceId = x.Id, OrderId = x.OrderId })];
    }
}
