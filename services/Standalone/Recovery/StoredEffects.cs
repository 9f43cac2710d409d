using Contracts.Inventory;
using Microservices.Email.Data;
using Microservices.Inventory.Data;
using Microservices.Invoice.Data;
using Microservices.Orders.Fulfilment;
using Microsoft.EntityFrameworkCore;

namespace Microservices.Standalone.Recovery;

/// <summary>Looks into the services' databases for what was done, whether or not Orders heard of it.</summary>
internal sealed class StoredEffects(IServiceProvider scope)
{
    internal async Task<List<FulfilmentReport>> FindAsync(Guid[] orders, CancellationToken cancellationToken)
    {
        var mails = await scope.GetRequiredService<EmailDbContext>().Deliveries(MailKind.Confirmation)
            .Where(x => orders.Contains(x.OrderId) && x.Status == DeliveryStatus.Sent)
            .Select(x => new { x.OrderId, x.SentAt, x.MailMessageId }).ToListAsync(cancellationToken);
        var reservations = await scope.GetRequiredService<InventoryDbContext>().Set<Reservation>()
            .Where(x => orders.Contains(x.OrderId))
            .Select(x => new { x.OrderId, x.ReservedAt, x.Id, Missing = x.Lines.Where(y => y.Backordered > 0).ToList() })
            .ToListAsync(cancellationToken);
        var invoiceDbContext = scope.GetRequiredService<InvoiceDbContext>();
        var invoices = await invoiceDbContext.Invoices.Where(x => orders.Contains(x.OrderId))
            .Join(invoiceDbContext.Documents, x => x.Id, x => x.InvoiceId, (x, y) => new { x.OrderId, y.RenderedAt, x.Number })
            .ToListAsync(cancellationToken);

        return
        [
            .. mails.Select(x => FulfilmentReport.Done(x.OrderId, FulfilmentSteps.Email, Utc(x.SentAt!.Value), x.MailMessageId)), // sent
            .. reservations.Select(x => FulfilmentReport.Done(x.OrderId, FulfilmentSteps.Inventory, Utc(x.ReservedAt), $"{x.Id:D}",
                Backorder.Of(x.Missing.Select(ToContract)))),
            .. invoices.Select(x => FulfilmentReport.Done(x.OrderId, FulfilmentSteps.Invoice, Utc(x.RenderedAt), x.Number))
        ];
    }

    private static ReservedSku ToContract(ReservationLine line) =>
        new() { Sku = line.Sku, Reserved = line.Reserved, Backordered = line.Backordered };

    // SQLite gives times back without their zone.
    private static DateTimeOffset Utc(DateTime time) => new(DateTime.SpecifyKind(time, DateTimeKind.Utc));
}
