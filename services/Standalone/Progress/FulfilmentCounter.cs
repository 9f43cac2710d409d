using Microservices.Email.Data;
using Microservices.Email.Invoices;
using Microservices.Inventory.Data;
using Microservices.Invoice.Data;
using Microservices.Orders.Data;
using Microservices.Orders.Fulfilment;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Microservices.Standalone.Progress;

/// <summary>Counts effects in the four databases: what the services stored, not what they said.</summary>
internal sealed class FulfilmentCounter(IServiceScopeFactory scopes, IOptions<InvoiceMailOptions> invoiceMail)
{
    internal async Task<FulfilmentCounts> CountAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var orders = scope.ServiceProvider.GetRequiredService<OrdersDbContext>();
        var email = scope.ServiceProvider.GetRequiredService<EmailDbContext>();
        var inventory = scope.ServiceProvider.GetRequiredService<InventoryDbContext>();
        var invoice = scope.ServiceProvider.GetRequiredService<InvoiceDbContext>();

        return new FulfilmentCounts(
            await orders.Orders.LongCountAsync(cancellationToken),
            await email.Deliveries(MailKind.Confirmation).LongCountAsync(x => x.Status == DeliveryStatus.Sent, cancellationToken),
            await inventory.Set<Reservation>().LongCountAsync(cancellationToken),
            await invoice.Set<IssuedInvoice>().LongCountAsync(cancellationToken),
            await invoice.Set<InvoiceDocument>().LongCountAsync(cancellationToken),
            await email.Deliveries(MailKind.Invoice).LongCountAsync(x => x.Status == DeliveryStatus.Sent, cancellationToken),
            await email.Deliveries(MailKind.Invoice).LongCountAsync(x => x.Status == DeliveryStatus.Rejected, cancellationToken),
            invoiceMail.Value.Enabled,
            await orders.FulfilmentSteps.LongCountAsync(x => x.Status == FulfilmentStatus.Done, cancellationToken),
            await orders.FulfilmentSteps.LongCountAsync(x => x.Status == FulfilmentStatus.Failed, cancellationToken));
    }

    /// <summary>Orders whose slowest effect, the mail with the PDF, or whose failure is still to come.</summary>
    internal async Task<long> CountUnfulfilledAsync(CancellationToken cancellationToken)
    {
        var counts = await CountAsync(cancellationToken);
        var invoices = counts.InvoicesToMail ? counts.InvoicesMailed + counts.InvoicesRefused : counts.Documents;
        return counts.Orders - Math.Min(invoices, Math.Min(counts.Mails, counts.Reservations)) - counts.StepsFailed;
    }

    /// <summary>The latest failures, each with its order's number, step and reason.</summary>
    internal async Task<IReadOnlyList<string>> FindFailuresAsync(int limit, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var orders = scope.ServiceProvider.GetRequiredService<OrdersDbContext>();
        return await orders.FulfilmentSteps.Where(x => x.Status == FulfilmentStatus.Failed)
            .Join(orders.Orders, x => x.OrderId, x => x.OrderId, (x, y) => new { y.OrderNumber, x.Step, x.Detail, x.At })
            .OrderByDescending(x => x.At).Take(limit)
            .Select(x => $"{x.OrderNumber}: {x.Step}: {x.Detail}").ToListAsync(cancellationToken);
    }

    /// <summary>Sum of the invoices per currency.</summary>
    internal async Task<IReadOnlyDictionary<string, decimal>> SumInvoicesAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var invoice = scope.ServiceProvider.GetRequiredService<InvoiceDbContext>();

        // SQLite has no decimals to sum: the amounts are added here, as they stream by.
        var sums = new SortedDictionary<string, decimal>(StringComparer.Ordinal);
        await foreach (var amount in invoice.Set<IssuedInvoice>().Select(x => new { x.Currency, x.GrossAmount })
            .AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            sums[amount.Currency] = sums.GetValueOrDefault(amount.Currency) + amount.GrossAmount;
        }

        return sums;
    }
}
