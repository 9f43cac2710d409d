using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Microservices.DeadLetters.Data;

/// <summary>Something that people are told of, once for all replicas. Times are in UTC.</summary>
internal sealed class Notification
{
    public long Id { get; set; }

    /// <summary><c>new_group</c> or <c>age</c>.</summary>
    public required string Kind { get; set; }

    /// <summary>What it is about: <c>group:</c> and its id, or <c>queue:</c> and its name.</summary>
    public required string Subject { get; set; }

    public long? GroupId { get; set; }

    public required string Queue { get; set; }

    public required string Title { get; set; }

    /// <summary>How many dead letters were open.</summary>
    public long OpenCount { get; set; }

    /// <summary>When the first one failed.</summary>
    public DateTime Since { get; set; }

    public DateTime CreatedAt { get; set; }

    /// <summary>Until then a replica has it, or it waits for its next try.</summary>
    public DateTime? ClaimedUntil { get; set; }

    public int Tries { get; set; }

    public DateTime? WebhookSentAt { get; set; }

    public DateTime? MailSentAt { get; set; }

    /// <summary>When it was sent by all ways, or given up.</summary>
    public DateTime? FinishedAt { get; set; }
}

internal sealed class NotificationConfiguration : IEntityTypeConfiguration<Notification>
{
    public void Configure(EntityTypeBuilder<Notification> builder)
    {
        builder.ToTable("notifications");
        builder.HasIndex(notification => new { notification.Subject, notification.CreatedAt });
        builder.HasIndex(notification => notification.CreatedAt);
        builder.HasIndex(notification => notification.Id, "ix_notifications_unfinished").HasFilter("finished_at IS NULL");
        builder.Property(notification => notification.Kind).HasMaxLength(ColumnLengths.Word);
        builder.Property(notification => notification.Subject).HasMaxLength(ColumnLengths.TypeName);
        builder.Property(notification => notification.Queue).HasMaxLength(ColumnLengths.ShortString);
        builder.Property(notification => notification.Title).HasMaxLength(ColumnLengths.TypeName);
    }
}
