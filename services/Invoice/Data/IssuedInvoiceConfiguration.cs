using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Microservices.Invoice.Data;

internal sealed class IssuedInvoiceConfiguration : IEntityTypeConfiguration<IssuedInvoice>
{
    public void Configure(EntityTypeBuilder<IssuedInvoice> builder)
    {
        builder.ToTable("invoices");
        builder.HasKey(invoice => invoice.Id);
        builder.Property(invoice => invoice.Id).ValueGeneratedNever();
        builder.HasOne<StoredContent>().WithOne().HasForeignKey<IssuedInvoice>(invoice => invoice.Id)
            .OnDelete(DeleteBehavior.Restrict);

        builder.Property(invoice => invoice.Series).HasMaxLength(ColumnLengths.Series);
        builder.Property(invoice => invoice.Number).HasMaxLength(ColumnLengths.Number);
        builder.Property(invoice => invoice.OrderNumber).HasMaxLength(ColumnLengths.OrderNumber);
        builder.Property(invoice => invoice.Currency).HasMaxLength(ColumnLengths.Currency);
        builder.Property(invoice => invoice.NetAmount).HasPrecision(Money.Precision, Money.Scale);
        builder.Property(invoice => invoice.VatAmount).HasPrecision(Money.Precision, Money.Scale);
        builder.Property(invoice => invoice.GrossAmount).HasPrecision(Money.Precision, Money.Scale);

        builder.HasIndex(invoice => invoice.OrderId).IsUnique();
        builder.HasIndex(invoice => invoice.Number).IsUnique();
        builder.HasIndex(invoice => new { invoice.Series, invoice.Year, invoice.SequenceNumber }).IsUnique();
    }
}
