using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace Microservices.Model.Tests.Outbox;

internal sealed class OutboxModelContext(DbContextOptions<OutboxModelContext> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.AddTransactionalOutboxEntities();
}
