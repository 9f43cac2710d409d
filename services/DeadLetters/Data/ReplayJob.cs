using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Microservices.DeadLetters.Data;

/// <summary>An operator's decision to send a fixed list of dead letters back to their queues. Times are in UTC.</summary>
internal sealed class ReplayJob
{
    public Guid Id { get; set; }

    /// <summary>Its short name for people, from 1.</summary>
    public long Number { get; set; }

    public required string Reason { get; set; }

    public string? Ticket { get; set; }

    public required string Actor { get; set; }

    /// <summary>What the list was selected by; null when the operator named the dead letters.</summary>
    public string? Query { get; set; }

    /// <summary>Messages per second, of all workers together.</summary>
    public int Rate { get; set; }

    /// <summary>Whether it sends one, ten, the rest.</summary>
    public bool Canary { get; set; }

    /// <summary>Whether the messages get their redeliveries again.</summary>
    public bool ResetRedelivery { get; set; }

    /// <summary><c>running</c>, <c>paused</c>, <c>cancelled</c> or <c>done</c>.</summary>
    public required string State { get; set; }

    public int Stage { get; set; }

    public string? PausedReason { get; set; }

    public DateTime CreatedAt { get; set; }

    /// <summary>The number of the last outcome before it was resumed: what failed until then does not pause it again.</summary>
    public long? ResumedNumber { get; set; }

    /// <summary>Tries in a row after which it was not known what became of any message.</summary>
    public int Failures { get; set; }

    /// <summary>No try before this time.</summary>
    public DateTime? NextTryAt { get; set; }

    /// <summary>When its last item ended.</summary>
    public DateTime? FinishedAt { get; set; }
}

internal sealed class ReplayJobConfiguration : IEntityTypeConfiguration<ReplayJob>
{
    public void Configure(EntityTypeBuilder<ReplayJob> builder)
    {
        builder.ToTable("replays");
        builder.Property(job => job.Id).ValueGeneratedNever();
        builder.HasIndex(job => job.Number);
        builder.HasIndex(job => job.CreatedAt).HasFilter("finished_at IS NULL"); // what the workers ask for
        builder.Property(job => job.Reason).HasMaxLength(ColumnLengths.Reason);
        builder.Property(job => job.Ticket).HasMaxLength(ColumnLengths.Name);
        builder.Property(job => job.Actor).HasMaxLength(ColumnLengths.Name);
        builder.Property(job => job.State).HasMaxLength(ColumnLengths.Word);
        builder.Property(job => job.PausedReason).HasMaxLength(ColumnLengths.ExceptionMessage);
    }
}
