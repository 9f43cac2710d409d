using Contracts.Orders;
using Microservices.Invoice.Data;
using Microservices.Invoice.Numbering;
using Microsoft.EntityFrameworkCore;

namespace Microservices.Invoice.Issuing;

/// <summary>Issues the invoice of an order within the consumer's transaction.</summary>
internal sealed class InvoiceIssuer(InvoiceDbContext dbContext, InvoiceDrafter drafter, InvoiceNumberTaker numbers)
{
    /// <summary>Computes the invoice and gives it the next number; the caller's SaveChanges writes it.</summary>
    /// <param name="order">The order.</param>
    /// <param name="cancellationToken">Cancels the statements.</param>
    /// <returns>The invoice, or <see langword="null"/> when the order has one already.</returns>
    /// <exception cref="InvoiceNotPossibleException">No invoice can be written for the order.</exception>
    public async Task<IssuedInvoice?> IssueAsync(OrderConfirmed order, CancellationToken cancellationToken)
    {
        var draft = drafter.Draft(order);
        var id = Guid.CreateVersion7();

        // All the work, and all waiting for a copy of the same order, comes before the number is taken. PostgreSQL and
        // SQLite read this alike.
        var content = InvoiceContentJson.Write(draft.Content);
        var inserted = await dbContext.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO invoice_contents (invoice_id, order_id, content) VALUES ({id}, {order.OrderId}, {content})
            ON CONFLICT (order_id) DO NOTHING
            """, cancellationToken);
        if (inserted == 0)
            return null;

        var number = await numbers.TakeAsync(dbContext, cancellationToken);
        var invoice = new IssuedInvoice
        {
            Id = id,
            OrderId = order.OrderId,
            Series = number.Series,
            Year = number.Year,
            SequenceNumber = number.Sequence,
            Number = number.Text,
            OrderNumber = order.OrderNumber,
            Currency = order.Currency,
            NetAmount = draft.Net,
            VatAmount = draft.Vat,
            GrossAmount = draft.Gross,
            IssuedAt = number.IssuedAt,
        };
        dbContext.Invoices.Add(invoice);
        return invoice;
    }
}
