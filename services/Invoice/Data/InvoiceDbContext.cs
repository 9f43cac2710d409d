using MassTransit;
using Microservices.ServiceDefaults.Database;
using Microsoft.EntityFrameworkCore;

namespace Microservices.Invoice.Data;

internal sealed class InvoiceDbContext(DbContextOptions<InvoiceDbContext> options) : DbContext(options)
{
    /// <summary>The invoices, one per order.</summary>
    public DbSet<IssuedInvoice> Invoices => Set<IssuedInvoice>();

    /// <summary>What is printed on them.</summary>
    public DbSet<StoredContent> Contents => Set<StoredContent>();

    /// <summary>The last number of each series and year.</summary>
    public DbSet<InvoiceCounter> Counters => Set<InvoiceCounter>();

    /// <summary>The PDFs.</summary>
    public DbSet<InvoiceDocument> Documents => Set<InvoiceDocument>();

    /// <summary>The electronic invoices.</summary>
    public DbSet<InvoiceXml> Xml => Set<InvoiceXml>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.AddTransactionalOutboxEntities(EarlyVacuum.Apply);
        modelBuilder.ApplyConfiguration(new IssuedInvoiceConfiguration());
        modelBuilder.ApplyConfiguration(new StoredContentConfiguration());
        modelBuilder.ApplyConfiguration(new InvoiceCounterConfiguration());
        modelBuilder.ApplyConfiguration(new InvoiceDocumentConfiguration());
        modelBuilder.ApplyConfiguration(new InvoiceXmlConfiguration());
    }
}
