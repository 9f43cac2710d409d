using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Microservices.DeadLetters.Data;

internal sealed class ReplayItemConfiguration : IEntityTypeConfiguration<ReplayItem>
{
    public void Configure(EntityTypeBuilder<ReplayItem> builder)
    {
        builder.ToTable("replay_items");

        // Of two operators who select the same dead letter, one gets it.
        builder.HasIndex(item => item.DeadLetterId, "ux_replay_items_active").IsUnique()
            .HasFilter("state IN ('queued', 'publishing', 'published')");
        builder.HasIndex(item => item.DeadLetterId);
        builder.HasIndex(item => new { item.ReplayId, item.Ordinal });
        builder.HasIndex(item => new { item.ReplayId, item.PublishedAt });
        builder.Property(item => item.State).HasMaxLength(ColumnLengths.Word);
        builder.Property(item => item.Reason).HasMaxLength(ColumnLengths.Reason);
        builder.HasOne<ReplayJob>().WithMany().HasForeignKey(item => item.ReplayId);
        builder.HasOne<DeadLetter>().WithMany().HasForeignKey(item => item.DeadLetterId);
    }
}
