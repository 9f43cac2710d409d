using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Microservices.DeadLetters.Data;

/// <summary>One dead letter of a replay. Times are in UTC.</summary>
internal sealed class ReplayItem
{
    public long Id { get; set; }

    public Guid ReplayId { get; set; }

    /// <summary>Its place, from 1: the canary is the first ones.</summary>
    public int Ordinal { get; set; }

    public long DeadLetterId { get; set; }

    /// <summary>
    /// <c>queued</c>, <c>publishing</c>, <c>published</c>, <c>processed</c>, <c>failed_again</c>, <c>skipped</c>,
    /// <c>not_acknowledged</c> or <c>not_sendable</c>.
    /// </summary>
    public required string State { get; set; }

    /// <summary>Why it was skipped, or what else there is to know.</summary>
    public string? Reason { get; set; }

    /// <summary>The body that is sent instead of the original.</summary>
    public byte[]? EditedBody { get; set; }

    /// <summary>When it was claimed, then when it was confirmed.</summary>
    public DateTime? PublishedAt { get; set; }

    public DateTime? FinishedAt { get; set; }

    /// <summary>Its place among all outcomes, drawn in the database; null until it has ended.</summary>
    public long? OutcomeNumber { get; set; }
}

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
