using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace Microservices.ServiceDefaults.Tests.Support;

internal sealed class InboxDbContext(DbContextOptions<InboxDbContext> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.AddTransactionalOutboxEntities();
}
