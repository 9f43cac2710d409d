using MassTransit.EntityFrameworkCoreIntegration;
using Microservices.TransactionalOutbox.Tests.Engines;
using Microservices.TransactionalOutbox.Tests.Host;
using Microservices.TransactionalOutbox.Tests.Surface;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Microservices.TransactionalOutbox.Tests.Production;

public sealed class When_the_tables_are_made : ConformanceTest<PostgresRabbitMqEngine>
{
    private static readonly string[] Tables = ["InboxState", "OutboxState", "OutboxMessage"];

    /// <summary>EF Core refuses to migrate where the model differs from the application's last snapshot.</summary>
    [Fact]
    public async Task Should_migrate_where_the_stock_package_made_the_migrations()
    {
        await using var dbContext = Migrated();

        await dbContext.Database.MigrateAsync(Cancellation);

        (await dbContext.Database.GetAppliedMigrationsAsync(Cancellation)).ShouldHaveSingleItem();
    }

    /// <summary>Why storage parameters are not in the outbox's own model.</summary>
    [Fact]
    public async Task Should_not_migrate_where_storage_parameters_were_added_without_a_migration()
    {
        await using var dbContext = Migrated(x => x.ReplaceService<IModelCustomizer, VacuumingModelCustomizer>());

        var migrate = () => dbContext.Database.MigrateAsync(Cancellation);

        (await migrate.ShouldThrowAsync<InvalidOperationException>()).Message.ShouldContain("pending changes");
    }

    [Fact]
    public async Task Should_have_no_storage_parameters_unless_the_application_sets_them()
    {
        await using (var host = await StartAsync(new OutboxHostSetup { StartBus = false }))
            (await StorageParametersAsync(host)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_have_the_storage_parameters_that_the_application_sets()
    {
        await using var host = await StartAsync(new OutboxHostSetup
        {
            StartBus = false,
            Model = x => x.ReplaceService<IModelCustomizer, VacuumingModelCustomizer>(),
        });

        (await StorageParametersAsync(host)).ShouldBe(Enumerable.Repeat("autovacuum_vacuum_scale_factor=0.02", Tables.Length));
    }

    private MigratedDbContext Migrated(Action<DbContextOptionsBuilder>? configure = null)
    {
        var options = new DbContextOptionsBuilder<MigratedDbContext>();
        Engine.UseDatabase(options);
        configure?.Invoke(options);
        return new MigratedDbContext(options.Options);
    }

    private static Task<List<string>> StorageParametersAsync(OutboxHost host) => host.QueryAsync(x => x.Database
        .SqlQuery<string>($"SELECT unnest(reloptions) AS \"Value\" FROM pg_class WHERE relname = ANY({Tables})").ToListAsync(Cancellation));
}

/// <summary>As an application does after AddTransactionalOutboxEntities, or in its callback.</summary>
internal sealed class VacuumingModelCustomizer(ModelCustomizerDependencies dependencies) : RelationalModelCustomizer(dependencies)
{
    public override void Customize(ModelBuilder modelBuilder, DbContext context)
    {
        base.Customize(modelBuilder, context);
        foreach (var entity in new[] { typeof(InboxState), typeof(OutboxState), typeof(OutboxMessage) })
            modelBuilder.Entity(entity).HasStorageParameter("autovacuum_vacuum_scale_factor", 0.02);
    }
}
