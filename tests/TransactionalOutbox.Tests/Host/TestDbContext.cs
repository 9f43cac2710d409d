using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace Microservices.TransactionalOutbox.Tests.Host;

/// <summary>Inbox, outbox and the business rows that a consumer writes.</summary>
public class TestDbContext(DbContextOptions<TestDbContext> options) : DbContext(options)
{
    public DbSet<Effect> Effects => Set<Effect>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.AddTransactionalOutboxEntities();
        modelBuilder.Entity<Effect>().HasKey(x => x.Id);
        modelBuilder.Entity<UniqueThing>().HasKey(x => x.Name);
    }
}

/// <summary>One row per time that a consumer took effect; several for one order are a defect.</summary>
public sealed class Effect
{
    public long Id { get; set; }

    public Guid OrderId { get; set; }

    /// <summary>An effect that must be stored first: its key is the database's.</summary>
    public Effect? Cause { get; set; }
}

/// <summary>A row whose key can clash.</summary>
public sealed class UniqueThing
{
    public required string Name { get; set; }
}
