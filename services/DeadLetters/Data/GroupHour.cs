using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Microservices.DeadLetters.Data;

/// <summary>How many messages of a group failed in an hour.</summary>
internal sealed class GroupHour
{
    public long GroupId { get; set; }

    /// <summary>The hour's beginning, in UTC.</summary>
    public DateTime Hour { get; set; }

    public long Count { get; set; }
}

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
