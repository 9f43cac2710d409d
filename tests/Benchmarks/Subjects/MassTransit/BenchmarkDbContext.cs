using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Microservices.Benchmarks.Subjects.MassTransit;

internal sealed class BenchmarkDbContext(DbContextOptions<BenchmarkDbContext> options) : DbContext(options)
{
    public DbSet<InvoiceRow> Invoices => Set<InvoiceRow>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        InvoiceRow.Map(modelBuilder);
        modelBuilder.AddTransactionalOutboxEntities(VacuumEarly);
    }

    // As our services do: the workload `large` has millions of rows.
    private static void VacuumEarly(EntityTypeBuilder entity)
    {
        foreach (var parameter in (string[])["vacuum_scale_factor", "vacuum_insert_scale_factor", "analyze_scale_factor"])
            entity.HasStorageParameter($"autovacuum_{parameter}", 0.02);
    }
}
