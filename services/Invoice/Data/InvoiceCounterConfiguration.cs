using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Microservices.Invoice.Data;

internal sealed class InvoiceCounterConfiguration : IEntityTypeConfiguration<InvoiceCounter>
{
    public void Configure(EntityTypeBuilder<InvoiceCounter> builder)
    {
        builder.ToTable("invoice_counters");
        builder.HasKey(counter => new { counter.Series, counter.Year });
        builder.Property(counter => counter.Series).HasMaxLength(ColumnLengths.Series);
    }
}
