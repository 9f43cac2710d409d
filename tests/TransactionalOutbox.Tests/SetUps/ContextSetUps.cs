using MassTransit;
using Microservices.TransactionalOutbox.Tests.Bus;
using Microservices.TransactionalOutbox.Tests.Engines;
using Microservices.TransactionalOutbox.Tests.Host;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Microservices.TransactionalOutbox.Tests.SetUps;

/// <summary>What each <see cref="ContextSetUp"/> does.</summary>
public static class ContextSetUps
{
    /// <summary>Registers the context.</summary>
    public static void AddContext(this IServiceCollection services, OutboxHostSetup setup, OutboxEngine engine)
    {
        _ = setup.Context switch
        {
            ContextSetUp.Pooled => services.AddDbContextPool<TestDbContext>(Configure),
            ContextSetUp.Factory => services.AddDbContextFactory<TestDbContext>(Configure),
            ContextSetUp.PooledFactory => services.AddPooledDbContextFactory<TestDbContext>(Configure)
                .AddScoped(provider => provider.GetRequiredService<IDbContextFactory<TestDbContext>>().CreateDbContext()),
            ContextSetUp.MadeByHand => services.AddScoped(_ => engine.Look(setup)),
            ContextSetUp.SecondContext => services.AddDbContext<TestDbContext>(Configure).AddDbContext<OtherDbContext>(engine.UseDatabase),
            _ => services.AddDbContext<TestDbContext>(Configure),
        };

        void Configure(DbContextOptionsBuilder options)
        {
            engine.UseDatabase(options);
            if (setup.Context == ContextSetUp.RetryOnFailure)
                engine.UseRetries(options);
            if (setup.Context == ContextSetUp.HidingFilter)
                options.ReplaceService<IModelCustomizer, HidingModelCustomizer>();
            options.UseTables(setup);
        }
    }

    /// <summary>Registers what the bus needs beside the outbox of the context.</summary>
    public static void AddFurtherOutbox(this IBusRegistrationConfigurator bus, ContextSetUp setUp, OutboxEngine engine)
    {
        if (setUp == ContextSetUp.SecondContext)
            bus.AddEntityFrameworkOutbox<OtherDbContext>(engine.UseOutbox);
    }

    /// <summary>Whether a commit wakes the delivery, so that the poll need not find the messages.</summary>
    public static bool IsTold(this ContextSetUp setUp) => setUp != ContextSetUp.MadeByHand;

    /// <summary>Makes a context of the test's own, which sees every row.</summary>
    public static TestDbContext Look(this OutboxEngine engine, OutboxHostSetup setup)
    {
        var options = new DbContextOptionsBuilder<TestDbContext>();
        engine.UseDatabase(options);
        options.UseTables(setup);
        return new TestDbContext(options.Options);
    }

    /// <summary>Creates the tables where there are none.</summary>
    public static async Task CreateTablesAsync(this OutboxEngine engine, OutboxHostSetup setup, CancellationToken cancellationToken)
    {
        await using var dbContext = engine.Look(setup);
        if (!await dbContext.Database.EnsureCreatedAsync(cancellationToken) || setup.Context != ContextSetUp.SecondContext)
            return;

        var options = new DbContextOptionsBuilder<OtherDbContext>();
        engine.UseDatabase(options);
        await using var other = new OtherDbContext(options.Options);
        await other.GetService<IRelationalDatabaseCreator>().CreateTablesAsync(cancellationToken);
    }

    /// <summary>Runs what a request does with its context.</summary>
    public static async Task RunAsync(this ContextSetUp setUp, TestDbContext dbContext, Func<Task> request)
    {
        if (setUp != ContextSetUp.UserTransaction)
        {
            await request();
            return;
        }

        await using var transaction = await dbContext.Database.BeginTransactionAsync();
        await request();
        await transaction.CommitAsync();
    }

    private static void UseTables(this DbContextOptionsBuilder options, OutboxHostSetup setup)
    {
        if (setup.Context == ContextSetUp.NamedOtherwise)
            options.ReplaceService<IModelCustomizer, SnakeCaseModelCustomizer>();
        setup.Model?.Invoke(options);
    }
}
