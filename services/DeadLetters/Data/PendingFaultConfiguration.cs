using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Microservices.DeadLetters.Data;

internal sealed class PendingFaultConfiguration : IEntityTypeConfiguration<PendingFault>
{
    public void Configure(EntityTypeBuilder<PendingFault> builder)
    {
        builder.ToTable("pending_faults");
        builder.HasIndex(fault => new { fault.Queue, fault.MessageKey });
        builder.HasIndex(fault => fault.StoredAt);
        builder.Property(fault => fault.Queue).HasMaxLength(ColumnLengths.ShortString);
        builder.Property(fault => fault.MessageKey).HasMaxLength(ColumnLengths.ShortString);
    }
}
