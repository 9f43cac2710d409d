using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Microservices.DeadLetters.Data;

/// <summary>Dead letters that failed in the same way. Times are in UTC.</summary>
internal sealed class DeadLetterGroup
{
    public long Id { get; set; }

    /// <summary>Hash of queue, cause, exception type, first own frame and message type.</summary>
    public required string Fingerprint { get; set; }

    public required string Queue { get; set; }

    public required string Cause { get; set; }

    public string? ExceptionType { get; set; }

    public string? OwnFrame { get; set; }

    public string? MessageType { get; set; }

    public required string Title { get; set; }

    /// <summary><c>new</c>, <c>investigating</c>, <c>replaying</c>, <c>resolved</c> or <c>ignored</c>.</summary>
    public string Status { get; set; } = "new";

    /// <summary>Counts the changes of status, owner and note, by operators and by what comes again.</summary>
    public int Version { get; set; }

    public string? Owner { get; set; }

    public string? Note { get; set; }

    public DateTime FirstSeenAt { get; set; }

    public DateTime LastSeenAt { get; set; }

    /// <summary>Its dead letters that are open or being replayed.</summary>
    public long OpenCount { get; set; }

    public long TotalCount { get; set; }
}

internal sealed class DeadLetterGroupConfiguration : IEntityTypeConfiguration<DeadLetterGroup>
{
    public void Configure(EntityTypeBuilder<DeadLetterGroup> builder)
    {
        builder.ToTable("groups");
        builder.HasIndex(group => group.Fingerprint).IsUnique();
        builder.HasIndex(group => group.Queue);
        builder.Property(group => group.Version).HasDefaultValue(0);
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
