using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Microservices.DeadLetters.Data;

internal sealed class AlarmRoundConfiguration : IEntityTypeConfiguration<AlarmRound>
{
    public void Configure(EntityTypeBuilder<AlarmRound> builder)
    {
        builder.ToTable("alarm_rounds");
        builder.Property(round => round.Id).ValueGeneratedNever();
        builder.HasData(new AlarmRound { Id = 1, CheckedAt = DateTime.UnixEpoch });
    }
}
