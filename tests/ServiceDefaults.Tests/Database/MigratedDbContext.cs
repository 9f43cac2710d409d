using Microsoft.EntityFrameworkCore;

namespace Microservices.ServiceDefaults.Tests.Database;

/// <summary>A context with one migration, written by hand.</summary>
internal sealed class MigratedDbContext(DbContextOptions<MigratedDbContext> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder) => MigratedModel.Build(modelBuilder);
}
