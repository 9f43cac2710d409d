using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace Microservices.ServiceDefaults.Tests.Support;

internal sealed class TestDbContext(DbContextOptions<TestDbContext> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.AddTransactionalOutboxEntities();
}
