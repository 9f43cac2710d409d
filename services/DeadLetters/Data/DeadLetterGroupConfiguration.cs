using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Microservices.DeadLetters.Data;

internal sealed class DeadLetterGroupConfiguration : IEntityTypeConfiguration<DeadLetterGroup>
{
    public void Configure(EntityTypeBuilder<DeadLetterGroup> builder)
    {
        builder.ToTable("groups");
        builder.HasIndex(group => group.Fingerprint).IsUnique();
        builder.HasIndex(group => group.Queue);
        builder.Property(group => group.Fingerprint).HasMaxLength(ColumnLengths.ShortString);
        builder.Property(group => group.Queue).HasMaxLength(ColumnLengths.ShortString);
        builder.Property(group => group.Cause).HasMaxLength(ColumnLengths.Word);
        builder.Property(group => group.ExceptionType).HasMaxLength(ColumnLengths.TypeName);
        builder.Property(group => group.OwnFrame).HasMaxLength(ColumnLengths.TypeName);
        builder.Property(group => group.MessageType).HasMaxLength(ColumnLengths.TypeName);
        builder.Property(group => group.Title).HasMaxLength(ColumnLengths.TypeName);
        builder.Property(group => group.Status).HasMaxLength(ColumnLengths.Word);
        builder.Property(group => group.Owner).HasMaxLength(ColumnLengths.Name);
        builder.Property(group => group.Note).HasMaxLength(ColumnLengths.ExceptionMessage);
    }
}
