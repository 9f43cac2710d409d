using System.Data.Common;
using System.Transactions;
using MassTransit;
using Microservices.TransactionalOutbox.Tests.Engines;
using Microservices.TransactionalOutbox.Tests.Host;
using Microsoft.EntityFrameworkCore;

namespace Microservices.TransactionalOutbox.Tests.Bus;

/// <summary>A transaction that EF Core has not begun, or that goes back in part.</summary>
public abstract class When_an_application_runs_the_transaction<TEngine> : ConformanceTest<TEngine>
    where TEngine : OutboxEngine, new()
{
    [Fact]
    public async Task Should_deliver_what_it_commits_itself_and_nothing_before_or_else()
    {
        await using var host = await StartAsync();

        await host.InScopeAsync(async (publisher, dbContext) =>
        {
            await InForeignTransactionAsync(dbContext, async transaction =>
            {
                await PublishAndSaveAsync(publisher, dbContext, number: 1);
                await transaction.RollbackAsync(Cancellation);
            });
            await InForeignTransactionAsync(dbContext, async transaction =>
            {
                await PublishAndSaveAsync(publisher, dbContext, number: 2);
                await NothingArrivesAsync(host);
                await transaction.CommitAsync(Cancellation);
            });
        });

        await OnlyArrivesAsync(host, -1, 2);
        (await StoredAsync(host)).ShouldBe(["2"]);
    }

    [Fact]
    public async Task Should_deliver_what_it_commits_through_the_context()
    {
        // Only a commit can wake the delivery.
        await using var host = await StartAsync(new OutboxHostSetup { Outbox = x => x.QueryDelay = TimeSpan.FromMinutes(10) });

        await host.InScopeAsync((publisher, dbContext) => InForeignTransactionAsync(dbContext, async _ =>
        {
            await PublishAndSaveAsync(publisher, dbContext, number: 1);
            await dbContext.Database.CommitTransactionAsync(Cancellation);
        }));

        await OnlyArrivesAsync(host, 1);
    }

    [Fact]
    public async Task Should_not_deliver_what_goes_back_to_a_savepoint()
    {
        await using var host = await StartAsync(new OutboxHostSetup { Outbox = x => x.QueryDelay = TimeSpan.FromMinutes(10) });

        await host.InScopeAsync(async (publisher, dbContext) =>
        {
            await using var transaction = await dbContext.Database.BeginTransactionAsync(Cancellation);
            await PublishAndSaveAsync(publisher, dbContext, number: 1);
            await transaction.CreateSavepointAsync("before", Cancellation);
            await PublishAndSaveAsync(publisher, dbContext, number: 2);
            await transaction.RollbackToSavepointAsync("before", Cancellation);
            await PublishAndSaveAsync(publisher, dbContext, number: 3);
            await transaction.CommitAsync(Cancellation);
        });

        await OnlyArrivesAsync(host, 1, 3);
        (await StoredAsync(host)).ShouldBe(["1", "3"]);
    }

    protected static async Task PublishAndSaveAsync(IPublishEndpoint publisher, TestDbContext dbContext, int number)
    {
        await publisher.Publish(new Ping { Id = Guid.NewGuid(), Number = number }, Cancellation);
        dbContext.Add(new UniqueThing { Name = $"{number}" });
        await dbContext.SaveChangesAsync(Cancellation);
    }

    protected static Task<List<string>> StoredAsync(OutboxHost host) =>
        host.QueryAsync(x => x.Set<UniqueThing>().Select(y => y.Name).Order().ToListAsync(Cancellation));

    /// <summary>Only a message that goes past the outbox arrives.</summary>
    protected static async Task NothingArrivesAsync(OutboxHost host)
    {
        await host.Bus.Publish(new Ping { Id = Guid.NewGuid(), Number = -1 }, Cancellation);
        await ArrivedAsync<Ping>(host, 1);
        host.Observed.Of<Ping>().ShouldHaveSingleItem().Message.Number.ShouldBe(-1);
    }

    protected static async Task OnlyArrivesAsync(OutboxHost host, params int[] numbers)
    {
        await ArrivedAsync<Ping>(host, numbers.Length);
        await NothingIsOwedAsync(host);
        host.Observed.Of<Ping>().Select(x => x.Message.Number).ShouldBe(numbers);
    }

    // The application has the connection and its transaction, and ends it: EF Core is only told of the beginning.
    private static async Task InForeignTransactionAsync(TestDbContext dbContext, Func<DbTransaction, Task> action)
    {
        await dbContext.Database.OpenConnectionAsync(Cancellation);
        await using var transaction = await dbContext.Database.GetDbConnection().BeginTransactionAsync(Cancellation);
        await dbContext.Database.UseTransactionAsync(transaction, Cancellation);
        await action(transaction);
        await dbContext.Database.UseTransactionAsync(null, Cancellation);
        await dbContext.Database.CloseConnectionAsync();
    }
}

public sealed class When_an_application_runs_the_transaction_on_postgres_and_rabbitmq :
    When_an_application_runs_the_transaction<PostgresRabbitMqEngine>
{
    [Fact]
    public async Task Should_deliver_what_a_transaction_scope_completes_and_nothing_before_or_else()
    {
        await using var host = await StartAsync();

        await host.InScopeAsync(async (publisher, dbContext) =>
        {
            using (NewScope())
                await PublishAndSaveAsync(publisher, dbContext, number: 1);
            using var scope = NewScope();
            await PublishAndSaveAsync(publisher, dbContext, number: 2);
            await NothingArrivesAsync(host);
            scope.Complete();
        });

        await OnlyArrivesAsync(host, -1, 2);
        (await StoredAsync(host)).ShouldBe(["2"]);
    }

    [Fact]
    public async Task Should_deliver_what_several_saves_of_a_transaction_scope_have_stored()
    {
        await using var host = await StartAsync();

        await host.InScopeAsync(async (publisher, dbContext) =>
        {
            using var scope = NewScope();
            await PublishAndSaveAsync(publisher, dbContext, number: 1);
            await PublishAndSaveAsync(publisher, dbContext, number: 2);
            scope.Complete();
        });

        await OnlyArrivesAsync(host, 1, 2);
    }

    private static TransactionScope NewScope() => new(TransactionScopeOption.Required,
        new TransactionOptions { IsolationLevel = IsolationLevel.ReadCommitted }, TransactionScopeAsyncFlowOption.Enabled);
}

public sealed class When_an_application_runs_the_transaction_on_sqlite_in_memory :
    When_an_application_runs_the_transaction<SqliteInMemoryEngine>
{
    [Fact]
    public async Task Should_refuse_a_transaction_scope()
    {
        await using var host = await StartAsync();

        await host.InScopeAsync(async (publisher, dbContext) =>
        {
            using var scope = new TransactionScope(TransactionScopeAsyncFlowOption.Enabled);
            var save = () => PublishAndSaveAsync(publisher, dbContext, number: 1);
            (await save.ShouldThrowAsync<InvalidOperationException>()).Message.ShouldContain("AmbientTransactionWarning");
        });
    }
}
