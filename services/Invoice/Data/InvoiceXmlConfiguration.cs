using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Microservices.Invoice.Data;

internal sealed class InvoiceXmlConfiguration : IEntityTypeConfiguration<InvoiceXml>
{
    public void Configure(EntityTypeBuilder<InvoiceXml> builder)
    {
        builder.ToTable("invoice_xml");
        builder.HasKey(xml => xml.InvoiceId);
        builder.Property(xml => xml.InvoiceId).ValueGeneratedNever();
        builder.Property(xml => xml.Sha256).HasMaxLength(ColumnLengths.Sha256);
        builder.HasOne<IssuedInvoice>().WithOne().HasForeignKey<InvoiceXml>(xml => xml.InvoiceId).OnDelete(DeleteBehavior.Restrict);
    }
}
