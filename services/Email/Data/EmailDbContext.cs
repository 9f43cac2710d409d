using MassTransit;
using Microservices.ServiceDefaults.Database;
using Microsoft.EntityFrameworkCore;

namespace Microservices.Email.Data;

internal sealed class EmailDbContext(DbContextOptions<EmailDbContext> options) : DbContext(options), IExtendSqliteSchema
{
    /// <summary>The delivery ledger, one row per order.</summary>
    public DbSet<Delivery> Deliveries => Set<Delivery>();

    /// <summary>The mails that came back.</summary>
    public DbSet<Bounce> Bounces => Set<Bounce>();

    // For the file of an earlier version, which has no such table; on PostgreSQL the migration AddBounces makes it.
    string IExtendSqliteSchema.SqliteSchemaExtension => """
        CREATE TABLE IF NOT EXISTS bounces (
            order_id TEXT NOT NULL CONSTRAINT pk_bounces PRIMARY KEY,
            status_code TEXT NOT NULL,
            diagnostic TEXT NULL,
            bounced_at TEXT NOT NULL);
        """;

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.AddTransactionalOutboxEntities();
        modelBuilder.ApplyConfiguration(new DeliveryConfiguration());
        modelBuilder.ApplyConfiguration(new BounceConfiguration());
    }
}
