using Contracts.Orders;

namespace Microservices.Benchmarks.Subjects.MassTransit;

internal sealed class InvoiceRow
{
    public long Id { get; init; }

    public required Guid OrderId { get; init; }

    public required string Number { get; init; }

    public required decimal Amount { get; init; }

    public required string Lines { get; init; }

    public static InvoiceRow Of(OrderConfirmed order) => new()
    {
        OrderId = order.OrderId,
        Number = InvoiceTable.NumberOf(order),
        Amount = InvoiceTable.AmountOf(order),
        Lines = InvoiceTable.LinesOf(order),
    };
}
