using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Microservices.DeadLetters.Data;

internal sealed class GroupHourConfiguration : IEntityTypeConfiguration<GroupHour>
{
    public void Configure(EntityTypeBuilder<GroupHour> builder)
    {
        builder.ToTable("group_hours");
        builder.HasKey(hour => new { hour.GroupId, hour.Hour });
        // The last hour of all groups.
        builder.HasIndex(hour => hour.Hour);
        builder.HasOne<DeadLetterGroup>().WithMany().HasForeignKey(hour => hour.GroupId);
    }
}
