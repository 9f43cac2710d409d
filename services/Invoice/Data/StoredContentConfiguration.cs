using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Microservices.Invoice.Data;

internal sealed class StoredContentConfiguration : IEntityTypeConfiguration<StoredContent>
{
    public void Configure(EntityTypeBuilder<StoredContent> builder)
    {
        builder.ToTable("invoice_contents");
        builder.HasKey(content => content.InvoiceId);
        builder.Property(content => content.InvoiceId).ValueGeneratedNever();
        builder.HasIndex(content => content.OrderId).IsUnique();
    }
}
