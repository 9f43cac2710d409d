using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Microservices.DeadLetters.Data;

internal sealed class DeadLetterConfiguration : IEntityTypeConfiguration<DeadLetter>
{
    public void Configure(EntityTypeBuilder<DeadLetter> builder)
    {
        builder.ToTable("dead_letters");
        builder.HasIndex(letter => new { letter.Queue, letter.MessageKey, letter.BodyHash }).IsUnique();
        builder.HasIndex(letter => new { letter.LastFailedAt, letter.Id }).IsDescending();
        builder.HasIndex(letter => new { letter.GroupId, letter.LastFailedAt, letter.Id }).IsDescending(false, true, true);
        // The first page, when most of what there is was dealt with.
        builder.HasIndex(letter => new { letter.LastFailedAt, letter.Id }, "ix_dead_letters_unfinished").IsDescending()
            .HasFilter("status IN ('open', 'replaying')");
        // The same of a group or a queue; counting takes no look into the table.
        builder.HasIndex(letter => new { letter.GroupId, letter.LastFailedAt, letter.Id }, "ix_dead_letters_unfinished_by_group")
            .IsDescending(false, true, true).HasFilter("status IN ('open', 'replaying')");
        // Whether a group is being replayed.
        builder.HasIndex(letter => letter.GroupId, "ix_dead_letters_replaying").HasFilter("status = 'replaying'");
        builder.HasIndex(letter => letter.MessageKey);
        builder.HasIndex(letter => letter.CorrelationId);
        builder.HasIndex(letter => letter.ConversationId);
        builder.HasIndex(letter => letter.TraceId);
        builder.HasIndex(letter => letter.PurgeAt).HasFilter("purge_at IS NOT NULL");
        // The oldest of a queue, for alarms.
        builder.HasIndex(letter => new { letter.Queue, letter.OpenedAt }, "ix_dead_letters_unfinished_by_queue")
            .HasFilter("status IN ('open', 'replaying')");
        // Those that have no date of deletion yet.
        builder.HasIndex(letter => letter.Id, "ix_dead_letters_resolved").HasFilter("status = 'resolved' AND purge_at IS NULL");

        builder.Property(letter => letter.Queue).HasMaxLength(ColumnLengths.ShortString);
        builder.Property(letter => letter.MessageKey).HasMaxLength(ColumnLengths.ShortString);
        builder.Property(letter => letter.BodyHash).HasMaxLength(ColumnLengths.Hash);
        builder.Property(letter => letter.SourceQueue).HasMaxLength(ColumnLengths.ShortString);
        builder.Property(letter => letter.Cause).HasMaxLength(ColumnLengths.Word);
        builder.Property(letter => letter.MessageType).HasMaxLength(ColumnLengths.TypeName);
        builder.Property(letter => letter.ExceptionType).HasMaxLength(ColumnLengths.TypeName);
        builder.Property(letter => letter.ExceptionMessage).HasMaxLength(ColumnLengths.ExceptionMessage);
        builder.Property(letter => letter.OwnFrame).HasMaxLength(ColumnLengths.TypeName);
        builder.Property(letter => letter.Status).HasMaxLength(ColumnLengths.Word);
        builder.Property(letter => letter.CorrelationId).HasMaxLength(ColumnLengths.ShortString);
        builder.Property(letter => letter.ConversationId).HasMaxLength(ColumnLengths.ShortString);
        builder.Property(letter => letter.TraceId).HasMaxLength(ColumnLengths.ShortString);
        builder.Property(letter => letter.ContentType).HasMaxLength(ColumnLengths.ShortString);
        builder.HasOne<DeadLetterGroup>().WithMany().HasForeignKey(letter => letter.GroupId)
            .OnDelete(DeleteBehavior.Restrict);
    }
}
