using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Microservices.DeadLetters.Data;

/// <summary>
/// The exceptions of a failure whose message has not come yet: MassTransit publishes both, and either may be first.
/// </summary>
internal sealed class PendingFault
{
    public long Id { get; set; }

    /// <summary>The consumer's own queue.</summary>
    public required string Queue { get; set; }

    public required string MessageKey { get; set; }

    /// <summary>When the consumer failed, in UTC.</summary>
    public DateTime FailedAt { get; set; }

    /// <summary>The chain of exceptions as JSON.</summary>
    public required string Exceptions { get; set; }

    /// <summary>When it was stored, in UTC: what nothing follows is forgotten.</summary>
    public DateTime StoredAt { get; set; }
}

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
