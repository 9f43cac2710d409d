using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Microservices.DeadLetters.Data;

/// <summary>A query with a name.</summary>
internal sealed class SavedView
{
    public required string Name { get; set; }

    public required string Query { get; set; }

    public required string Owner { get; set; }
}

internal sealed class SavedViewConfiguration : IEntityTypeConfiguration<SavedView>
{
    public void Configure(EntityTypeBuilder<SavedView> builder)
    {
        builder.ToTable("saved_views");
        builder.HasKey(view => view.Name);
        builder.Property(view => view.Name).HasMaxLength(ColumnLengths.Name);
        builder.Property(view => view.Query).HasMaxLength(ColumnLengths.ExceptionMessage);
        builder.Property(view => view.Owner).HasMaxLength(ColumnLengths.Name);
    }
}
