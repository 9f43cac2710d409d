using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Microservices.Orders.Data;

internal sealed class FulfilmentStepConfiguration : IEntityTypeConfiguration<FulfilmentStep>
{
    internal const int CodeLength = 16; // the longest step is "inventory"
    internal const int ReferenceLength = 254; // a mail's Message-ID: RFC 5322 limits the line, mail addresses the rest
    internal const int DetailLength = 1000; // cut there when written

    public void Configure(EntityTypeBuilder<FulfilmentStep> builder)
    {
        builder.HasKey(step => new { step.OrderId, step.Step });
        builder.Property(step => step.Step).HasMaxLength(CodeLength);
        builder.Property(step => step.Status).HasMaxLength(CodeLength);
        builder.Property(step => step.At).HasConversion<UtcConverter>();
        builder.Property(step => step.Reference).HasMaxLength(ReferenceLength);
        builder.Property(step => step.Detail).HasMaxLength(DetailLength);
        builder.Property(step => step.Backorder).HasMaxLength(DetailLength);
        builder.HasOne<Order>().WithMany().HasForeignKey(step => step.OrderId).OnDelete(DeleteBehavior.Cascade);
    }
}
