using MassTransit;
using Microservices.ServiceDefaults.Auditing;
using Microservices.ServiceDefaults.Database;
using Microsoft.EntityFrameworkCore;

namespace Microservices.Orders.Data;

internal sealed class OrdersDbContext(DbContextOptions<OrdersDbContext> options) : DbContext(options)
{
    /// <summary>Where PostgreSQL counts order numbers.</summary>
    internal const string OrderNumberSequence = "order_numbers";

    public DbSet<Order> Orders => Set<Order>();

    public DbSet<FulfilmentStep> FulfilmentSteps => Set<FulfilmentStep>();

    public DbSet<EarlyReport> EarlyReports => Set<EarlyReport>();

    public DbSet<IdempotencyKey> IdempotencyKeys => Set<IdempotencyKey>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.AddTransactionalOutboxEntities(EarlyVacuum.Apply);
        modelBuilder.AddAudit();
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(OrdersDbContext).Assembly);

        if (Database.IsSqlite())
        {
            modelBuilder.Entity<OrderCounter>().ToTable("order_counters").HasKey(counter => counter.Name);
            return;
        }

        modelBuilder.HasSequence<long>(OrderNumberSequence);
        modelBuilder.Entity<Order>().Property(order => order.Lines).HasColumnType("jsonb");
        modelBuilder.Entity<Order>().Property(order => order.ShippingAddress).HasColumnType("jsonb");
        modelBuilder.Entity<Order>().Property(order => order.InvoiceTerms).HasColumnType("jsonb");
    }
}
