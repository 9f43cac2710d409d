using Contracts.Orders;
using Npgsql;
using NpgsqlTypes;

namespace Microservices.Benchmarks.Subjects;

internal static class InvoiceParameters
{
    /// <summary>Adds the parameters of <see cref="InvoiceTable.Insert"/>.</summary>
    public static void AddInvoice(this NpgsqlCommand command, OrderConfirmed order) => command.Parameters.AddInvoice(order);

    /// <inheritdoc cref="AddInvoice(NpgsqlCommand, OrderConfirmed)"/>
    public static void AddInvoice(this NpgsqlParameterCollection parameters, OrderConfirmed order)
    {
        parameters.Add(new NpgsqlParameter<Guid> { TypedValue = order.OrderId });
        parameters.Add(new NpgsqlParameter<string> { TypedValue = InvoiceTable.NumberOf(order) });
        parameters.Add(new NpgsqlParameter<decimal> { TypedValue = InvoiceTable.AmountOf(order) });
        parameters.Add(new NpgsqlParameter<string>
        {
            TypedValue = InvoiceTable.LinesOf(order),
            NpgsqlDbType = NpgsqlDbType.Jsonb,
        });
    }
}
