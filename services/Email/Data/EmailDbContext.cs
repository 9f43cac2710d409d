using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace Microservices.Email.Data;

internal sealed class EmailDbContext(DbContextOptions<EmailDbContext> options) : DbContext(options)
{
    /// <summary>The delivery ledger, one row per order.</summary>
    public DbSet<Delivery> Deliveries => Set<Delivery>();

    /// <summary>The mails that came back.</summary>
    public DbSet<Bounce> Bounces => Set<Bounce>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.AddTransactionalOutboxEntities();
        modelBuilder.ApplyConfiguration(new DeliveryConfiguration());
        modelBuilder.ApplyConfiguration(new BounceConfiguration());
    }
}
