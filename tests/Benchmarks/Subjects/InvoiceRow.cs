using Contracts.Orders;
using Microsoft.EntityFrameworkCore;

namespace Microservices.Benchmarks.Subjects;

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

    /// <summary>Maps the table that <see cref="InvoiceTable"/> makes, for all subjects alike.</summary>
    public static void Map(ModelBuilder modelBuilder) => modelBuilder.Entity<InvoiceRow>(invoice =>
    {
        invoice.ToTable("invoices", table => table.ExcludeFromMigrations());
        invoice.Property(row => row.Id).HasColumnName("id").UseIdentityAlwaysColumn();
        invoice.Property(row => row.OrderId).HasColumnName("order_id");
        invoice.Property(row => row.Number).HasColumnName("number");
        invoice.Property(row => row.Amount).HasColumnName("amount").HasColumnType("numeric(18, 4)");
        invoice.Property(row => row.Lines).HasColumnName("lines").HasColumnType("jsonb");
    });
}
