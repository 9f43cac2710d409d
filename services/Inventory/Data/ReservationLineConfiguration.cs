using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Microservices.Inventory.Data;

internal sealed class ReservationLineConfiguration : IEntityTypeConfiguration<ReservationLine>
{
    public void Configure(EntityTypeBuilder<ReservationLine> builder)
    {
        builder.ToTable("reservation_lines", table => table.HasCheckConstraint(
            "ck_reservation_lines_add_up", "reserved >= 0 AND backordered >= 0 AND reserved + backordered = wanted"));
        builder.HasKey(line => new { line.ReservationId, line.Sku });
        builder.Property(line => line.Sku).HasMaxLength(ColumnLengths.Sku);
        builder.HasOne<Reservation>().WithMany(reservation => reservation.Lines)
            .HasForeignKey(line => line.ReservationId);

        // "Who waits for this SKU?" Nearly every line waits for nothing.
        builder.HasIndex(line => line.Sku).HasFilter("backordered > 0");
    }
}
