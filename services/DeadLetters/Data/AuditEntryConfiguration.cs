using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Microservices.DeadLetters.Data;

internal sealed class AuditEntryConfiguration : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> builder)
    {
        builder.ToTable("audit");
        builder.HasIndex(entry => new { entry.Target, entry.Id });
        builder.Property(entry => entry.Actor).HasMaxLength(ColumnLengths.Name);
        builder.Property(entry => entry.Action).HasMaxLength(ColumnLengths.Name);
        builder.Property(entry => entry.Target).HasMaxLength(ColumnLengths.ShortString);
        builder.Property(entry => entry.Reason).HasMaxLength(ColumnLengths.Reason);
    }
}
