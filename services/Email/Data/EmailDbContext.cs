using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace Microservices.Email.Data;

internal sealed class EmailDbContext(DbContextOptions<EmailDbContext> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.AddTransactionalOutboxEntities();
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(EmailDbContext).Assembly);
    }
}
