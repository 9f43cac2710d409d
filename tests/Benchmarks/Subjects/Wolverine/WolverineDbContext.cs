using Microsoft.EntityFrameworkCore;
using Wolverine.EntityFrameworkCore;

namespace Microservices.Benchmarks.Subjects.Wolverine;

/// <summary>The invoices, and Wolverine's envelopes: the save of both is one round trip. Public, as the generated code asks.</summary>
public sealed class WolverineDbContext : DbContext
{
    public WolverineDbContext(DbContextOptions<WolverineDbContext> options)
        : base(options) =>
        // Wolverine's transaction has one save: a savepoint before it would only cost two round trips.
        Database.AutoSavepointsEnabled = false;

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        InvoiceRow.Map(modelBuilder);
        modelBuilder.MapWolverineEnvelopeStorage(WolverineHost.Schema);
    }
}
