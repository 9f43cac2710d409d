using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace Microservices.Benchmarks.Subjects.MassTransit;

internal sealed class BenchmarkDbContext(DbContextOptions<BenchmarkDbContext> options) : DbContext(options)
{
    public DbSet<InvoiceRow> Invoices => Set<InvoiceRow>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        InvoiceRow.Map(modelBuilder);
        modelBuilder.AddTransactionalOutboxEntities();
    }
}
