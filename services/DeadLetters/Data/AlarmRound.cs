using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Microservices.DeadLetters.Data;

/// <summary>The only row of its table: of all replicas, who moves its time looks for alarms.</summary>
internal sealed class AlarmRound
{
    public int Id { get; set; }

    /// <summary>When the last one looked, in UTC.</summary>
    public DateTime CheckedAt { get; set; }
}

internal sealed class AlarmRoundConfiguration : IEntityTypeConfiguration<AlarmRound>
{
    public void Configure(EntityTypeBuilder<AlarmRound> builder)
    {
        builder.ToTable("alarm_rounds");
        builder.Property(round => round.Id).ValueGeneratedNever();
        builder.HasData(new AlarmRound { Id = 1, CheckedAt = DateTime.UnixEpoch });
    }
}
