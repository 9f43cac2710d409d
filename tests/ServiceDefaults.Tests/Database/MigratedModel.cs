using Microsoft.EntityFrameworkCore;

namespace Microservices.ServiceDefaults.Tests.Database;

internal static class MigratedModel
{
    public static void Build(ModelBuilder modelBuilder) => modelBuilder.Entity<MigratedRow>(row =>
    {
        row.ToTable("migrated_row");
        row.Property(entity => entity.Id).HasColumnName("id").HasColumnType("integer").ValueGeneratedNever();
        row.Property(entity => entity.DisplayName).HasColumnName("display_name").HasColumnType("text").IsRequired();
        row.HasKey(entity => entity.Id).HasName("pk_migrated_row");
    });
}
