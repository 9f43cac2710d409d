using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace Microservices.DeadLetters.Cli.Tests.Service;

internal sealed class ShippingDbContext(DbContextOptions<ShippingDbContext> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.AddTransactionalOutboxEntities();
}
