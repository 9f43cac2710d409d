using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace Microservices.Benchmarks.Subjects.MassTransit;

internal sealed class BenchmarkDbContext(DbContextOptions<BenchmarkDbContext> options) : DbContext(options)
{
    public DbSet<InvoiceRow> Invoices => Set<InvoiceRow>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<InvoiceRow>(invoice =>
        {
            // Made by InvoiceTable, for all subjects alike.
            invoice.ToTable("invoices", table => table.ExcludeFromMigrations());
            invoice.Property(row => row.Id).HasColumnName("id").UseIdentityAlwaysColumn();
            invoice.Property(row => row.OrderId).HasColumnName("order_id");
            invoice.Property(row => row.Number).HasColumnName("number");
            invoice.Property(row => row.Amount).HasColumnName("amount").HasColumnType("numeric(18, 4)");
            invoice.Property(row => row.Lines).HasColumnName("lines").HasColumnType("jsonb");
        });
        modelBuilder.AddTransactionalOutboxEntities();
    }
}
