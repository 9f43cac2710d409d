using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Microservices.DeadLetters.Data;

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
