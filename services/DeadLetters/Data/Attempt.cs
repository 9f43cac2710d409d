using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Microservices.DeadLetters.Data;

/// <summary>One arrival of a message in a dead-letter queue. Times are in UTC.</summary>
internal sealed class Attempt
{
    public long Id { get; set; }

    public long DeadLetterId { get; set; }

    public required string SourceQueue { get; set; }

    public DateTime FailedAt { get; set; }

    public required string Cause { get; set; }

    public string? ExceptionType { get; set; }

    public string? ExceptionMessage { get; set; }

    public string? StackTrace { get; set; }

    /// <summary>The chain of exceptions as JSON, from <c>Fault&lt;T&gt;</c>; null until that has come.</summary>
    public string? Exceptions { get; set; }

    /// <summary>The process that failed, as JSON.</summary>
    public string? Host { get; set; }

    /// <summary>The headers as a JSON object.</summary>
    public required string Headers { get; set; }

    /// <summary>The body, where it differs from the letter's: of an edited replay.</summary>
    public byte[]? Body { get; set; }

    public int RetryCount { get; set; }

    public int RedeliveryCount { get; set; }

    /// <summary>The replay that led to it.</summary>
    public long? ReplayItemId { get; set; }

    /// <summary>With dead letter, source queue and time what makes it one attempt: the hash of headers and body without a fault time.</summary>
    public required string Digest { get; set; }
}

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
