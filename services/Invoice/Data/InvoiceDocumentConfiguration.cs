using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Microservices.Invoice.Data;

internal sealed class InvoiceDocumentConfiguration : IEntityTypeConfiguration<InvoiceDocument>
{
    public void Configure(EntityTypeBuilder<InvoiceDocument> builder)
    {
        builder.ToTable("invoice_documents");
        builder.HasKey(document => document.InvoiceId);
        builder.Property(document => document.InvoiceId).ValueGeneratedNever();
        builder.Property(document => document.Sha256).HasMaxLength(ColumnLengths.Sha256);
        builder.HasOne<IssuedInvoice>().WithOne().HasForeignKey<InvoiceDocument>(document => document.InvoiceId)
            .OnDelete(DeleteBehavior.Restrict);
    }
}
