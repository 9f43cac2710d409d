using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Microservices.Inventory.Data;

internal sealed class StockItemConfiguration : IEntityTypeConfiguration<StockItem>
{
    public void Configure(EntityTypeBuilder<StockItem> builder)
    {
        // The promise of the service, kept by the database even if a statement of ours were wrong.
        builder.ToTable("stock", table => table.HasCheckConstraint(
            "ck_stock_reserved_within_on_hand", "reserved >= 0 AND reserved <= on_hand"));
        builder.HasKey(item => item.Sku);
        builder.Property(item => item.Sku).HasMaxLength(ColumnLengths.Sku);
    }
}
