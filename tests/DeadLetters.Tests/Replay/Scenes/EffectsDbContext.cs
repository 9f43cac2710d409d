using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace Microservices.DeadLetters.Tests.Replay.Scenes;

internal sealed class EffectsDbContext(DbContextOptions<EffectsDbContext> options) : DbContext(options)
{
    public DbSet<Effect> Effects => Set<Effect>();

    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.AddTransactionalOutboxEntities();
}
