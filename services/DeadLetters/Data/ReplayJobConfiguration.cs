using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Microservices.DeadLetters.Data;

internal sealed class ReplayJobConfiguration : IEntityTypeConfiguration<ReplayJob>
{
    public void Configure(EntityTypeBuilder<ReplayJob> builder)
    {
        builder.ToTable("replays");
        builder.Property(job => job.Id).ValueGeneratedNever();
        builder.HasIndex(job => job.CreatedAt).HasFilter("finished_at IS NULL"); // what the workers ask for
        builder.Property(job => job.Reason).HasMaxLength(ColumnLengths.Reason);
        builder.Property(job => job.Ticket).HasMaxLength(ColumnLengths.Name);
        builder.Property(job => job.Actor).HasMaxLength(ColumnLengths.Name);
        builder.Property(job => job.State).HasMaxLength(ColumnLengths.Word);
        builder.Property(job => job.PausedReason).HasMaxLength(ColumnLengths.ExceptionMessage);
    }
}
