using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Microservices.DeadLetters.Data;

internal sealed class AttemptConfiguration : IEntityTypeConfiguration<Attempt>
{
    public void Configure(EntityTypeBuilder<Attempt> builder)
    {
        builder.ToTable("attempts");
        builder.HasIndex(attempt => new { attempt.DeadLetterId, attempt.SourceQueue, attempt.FailedAt, attempt.Digest })
            .IsUnique();
        builder.Property(attempt => attempt.SourceQueue).HasMaxLength(ColumnLengths.ShortString);
        builder.Property(attempt => attempt.Cause).HasMaxLength(ColumnLengths.Word);
        builder.Property(attempt => attempt.ExceptionType).HasMaxLength(ColumnLengths.TypeName);
        builder.Property(attempt => attempt.ExceptionMessage).HasMaxLength(ColumnLengths.ExceptionMessage);
        builder.Property(attempt => attempt.Digest).HasMaxLength(ColumnLengths.ShortString);
        builder.HasOne<DeadLetter>().WithMany().HasForeignKey(attempt => attempt.DeadLetterId);
    }
}
