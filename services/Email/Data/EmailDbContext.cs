using MassTransit;
using Microservices.ServiceDefaults.Auditing;
using Microservices.ServiceDefaults.Database;
using Microsoft.EntityFrameworkCore;

namespace Microservices.Email.Data;

internal sealed class EmailDbContext(DbContextOptions<EmailDbContext> options) : DbContext(options)
{
    /// <summary>The delivery ledger of a kind of mail, one row per order.</summary>
    public DbSet<Delivery> Deliveries(MailKind kind) => Set<Delivery>(MailTables.Deliveries(kind));

    /// <summary>The mails of a kind that came back.</summary>
    public DbSet<Bounce> Bounces(MailKind kind) => Set<Bounce>(MailTables.Bounces(kind));

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.AddTransactionalOutboxEntities(EarlyVacuum.Apply);
        modelBuilder.AddAudit();
        foreach (var kind in Enum.GetValues<MailKind>())
        {
            new DeliveryConfiguration(kind).Configure(modelBuilder.SharedTypeEntity<Delivery>(MailTables.Deliveries(kind)));
            new BounceConfiguration(kind).Configure(modelBuilder.SharedTypeEntity<Bounce>(MailTables.Bounces(kind)));
        }
    }
}
