using System.Text.Json;
using Contracts.Invoice;
using Contracts.Orders;

namespace Microservices.Benchmarks.Subjects;

/// <summary>
/// The business row that every subject writes, and the event that it publishes. Nothing but the inbox keeps an order from
/// being invoiced twice: no unique key, so that an extra effect is seen.
/// </summary>
internal static class InvoiceTable
{
    public const string Create = """
        CREATE TABLE invoices (
            id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT pk_invoices PRIMARY KEY,
            order_id uuid NOT NULL,
            number text NOT NULL,
            amount numeric(18, 4) NOT NULL,
            lines jsonb NOT NULL)
        """;

    public const string Insert = "INSERT INTO invoices (order_id, number, amount, lines) VALUES ($1, $2, $3, $4)";

    public static decimal AmountOf(OrderConfirmed order) => order.Lines.Sum(line => line.Quantity * line.UnitPrice);

    public static string NumberOf(OrderConfirmed order) => $"2026-{order.OrderNumber}";

    public static string LinesOf(OrderConfirmed order) => JsonSerializer.Serialize(order.Lines);

    public static InvoiceIssued EventOf(OrderConfirmed order)
    {
        var amount = AmountOf(order);
        return new InvoiceIssued
        {
            OrderId = order.OrderId,
            InvoiceNumber = NumberOf(order),
            Currency = order.Currency,
            NetAmount = amount,
            VatAmount = 0,
            GrossAmount = amount,
            IssuedAt = order.ConfirmedAt,
        };
    }
}
