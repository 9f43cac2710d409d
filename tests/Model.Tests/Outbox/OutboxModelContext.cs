using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace Microservices.Model.Tests.Outbox;

internal sealed class OutboxModelContext(DbContextOptions<OutboxModelContext> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.AddTransactionalOutboxEntities();
        modelBuilder.Entity<Effect>();
    }
}

/// <summary>A row that a transaction writes beside its messages.</summary>
internal sealed class Effect
{
    public long Id { get; set; }

    /// <summary>The first message of the transaction.</summary>
    public Guid Of { get; set; }

    /// <summary>An effect that must be stored first, so that the save has two commands: its key is the database's.</summary>
    public Effect? Cause { get; set; }
}
