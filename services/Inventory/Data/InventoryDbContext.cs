using MassTransit;
using Microservices.ServiceDefaults.Auditing;
using Microservices.ServiceDefaults.Database;
using Microsoft.EntityFrameworkCore;

namespace Microservices.Inventory.Data;

internal sealed class InventoryDbContext(DbContextOptions<InventoryDbContext> options) : DbContext(options)
{
    public DbSet<StockItem> Stock => Set<StockItem>();

    public DbSet<Reservation> Reservations => Set<Reservation>();

    public DbSet<ReservationLine> ReservationLines => Set<ReservationLine>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.AddTransactionalOutboxEntities(EarlyVacuum.Apply);
        modelBuilder.AddAudit();
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(InventoryDbContext).Assembly);

        // Ordinal order is the order in which rows are locked and pages are read; SQLite compares that way anyway.
        if (Database.IsNpgsql())
        {
            modelBuilder.Entity<StockItem>().Property(item => item.Sku).UseCollation("C");
            modelBuilder.Entity<ReservationLine>().Property(line => line.Sku).UseCollation("C");
        }
    }
}
