using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Microservices.DeadLetters.Data;

/// <summary>Who did what, when and why. Never changed and never deleted.</summary>
internal sealed class AuditEntry
{
    public long Id { get; set; }

    /// <summary>When, in UTC.</summary>
    public DateTime At { get; set; }

    public required string Actor { get; set; }

    /// <summary>What, such as <c>replay.created</c>.</summary>
    public required string Action { get; set; }

    /// <summary>To what, such as <c>replay:</c> and its id.</summary>
    public required string Target { get; set; }

    public string? Reason { get; set; }

    /// <summary>What else there is to know, as JSON.</summary>
    public string? Details { get; set; }
}

internal sealed class AuditEntryConfiguration : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> builder)
    {
        builder.ToTable("audit");
        builder.HasIndex(entry => new { entry.Target, entry.Id });
        builder.Property(entry => entry.Actor).HasMaxLength(ColumnLengths.Name);
        builder.Property(entry => entry.Action).HasMaxLength(ColumnLengths.Name);
        builder.Property(entry => entry.Target).HasMaxLength(ColumnLengths.ShortString);
        builder.Property(entry => entry.Reason).HasMaxLength(ColumnLengths.Reason);
    }
}
