using System.Data.Common;
using MassTransit.EntityFrameworkCoreIntegration;
using Microservices.TransactionalOutbox.Tests.Engines;
using Microservices.TransactionalOutbox.Tests.Host;
using Microservices.TransactionalOutbox.Tests.SetUps;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Update;
using Microsoft.EntityFrameworkCore.Update.Internal;
using Microsoft.Extensions.DependencyInjection;

namespace Microservices.TransactionalOutbox.Tests.Bus;

/// <summary>Rows and messages are stored together or not at all, whatever the save consists of.</summary>
public abstract class When_a_request_saves<TEngine> : ConformanceTest<TEngine>
    where TEngine : OutboxEngine, new()
{
    [Theory, EverySetUp]
    public async Task Should_store_no_message_when_a_row_is_refused_and_one_when_it_is_saved_again(ContextSetUp context)
    {
        await using var host = await StartAsync(context);
        await host.InScopeAsync((_, dbContext) => SaveAsync(dbContext, new UniqueThing { Name = "taken" }));

        await host.InScopeAsync(async (publisher, dbContext) =>
        {
            var clashing = new UniqueThing { Name = "taken" };
            await publisher.Publish(new Ping { Id = Guid.NewGuid() }, Cancellation);
            await Should.ThrowAsync<DbUpdateException>(() => SaveAsync(dbContext, clashing));
            await NothingIsStoredAsync(host);

            dbContext.Entry(clashing).State = EntityState.Detached;
            await SaveAsync(dbContext, new UniqueThing { Name = "free" });
        });

        await ArrivedAsync<Ping>(host, 1);
        await NothingIsOwedAsync(host);
        host.Observed.Of<Ping>().Count.ShouldBe(1);
    }

    [Theory, EverySetUp]
    public async Task Should_store_no_message_when_an_update_finds_no_row(ContextSetUp context)
    {
        await using var host = await StartAsync(context);

        await host.InScopeAsync(async (publisher, dbContext) =>
        {
            dbContext.Update(new Effect { Id = 4711, OrderId = Guid.NewGuid() });
            await publisher.Publish(new Ping { Id = Guid.NewGuid() }, Cancellation);
            await Should.ThrowAsync<DbUpdateConcurrencyException>(() => dbContext.SaveChangesAsync(Cancellation));
        });

        await NothingIsStoredAsync(host);
    }

    [Fact]
    public async Task Should_let_go_of_the_messages_when_the_save_ends()
    {
        await using var host = await StartAsync();

        await host.InScopeAsync(async (publisher, dbContext) =>
        {
            await publisher.Publish(new Ping { Id = Guid.NewGuid() }, Cancellation);
            await SaveAsync(dbContext, new UniqueThing { Name = "taken" });
            JoinedSave.Of(dbContext).ShouldBeNull();
        });
        await host.InScopeAsync(async (publisher, dbContext) =>
        {
            await publisher.Publish(new Ping { Id = Guid.NewGuid() }, Cancellation);
            await Should.ThrowAsync<DbUpdateException>(() => SaveAsync(dbContext, new UniqueThing { Name = "taken" }));
            JoinedSave.Of(dbContext).ShouldBeNull();
        });
    }

    [Fact]
    public async Task Should_deliver_after_an_update()
    {
        await using var host = await StartAsync();
        var effect = new Effect { OrderId = Guid.NewGuid() };
        await host.InScopeAsync((_, dbContext) => SaveAsync(dbContext, effect));

        await host.InScopeAsync(async (publisher, dbContext) =>
        {
            dbContext.Update(effect).Entity.OrderId = Guid.NewGuid();
            await publisher.Publish(new Ping { Id = Guid.NewGuid() }, Cancellation);
            await dbContext.SaveChangesAsync(Cancellation);
        });

        await ArrivedAsync<Ping>(host, 1);
        (await EffectsAsync(host, effect.OrderId)).ShouldBe(1);
    }

    [Fact]
    public async Task Should_deliver_where_a_library_has_replaced_the_batch_executor()
    {
#pragma warning disable EF1001 // what libraries replace
        await using var host = await StartAsync(new OutboxHostSetup
        {
            Services = services => services.ConfigureDbContext<TestDbContext>(options => options.ReplaceService<IBatchExecutor, BatchExecutor>())
        });
#pragma warning restore EF1001

        await PublishAsync(host);

        await ArrivedAsync<Ping>(host, 1);
        await NothingIsOwedAsync(host);
    }

    [Theory, EverySetUp]
    public async Task Should_deliver_after_several_commands(ContextSetUp context)
    {
        await using var host = await StartAsync(context);
        var orderId = Guid.NewGuid();

        await host.InScopeAsync(async (publisher, dbContext) =>
        {
            await publisher.Publish(new Ping { Id = Guid.NewGuid() }, Cancellation);
            await SaveAsync(dbContext, new Effect { OrderId = orderId, Cause = new Effect { OrderId = orderId } });
        });

        await ArrivedAsync<Ping>(host, 1);
        await NothingIsOwedAsync(host);
        host.Observed.Of<Ping>().Count.ShouldBe(1);
        (await EffectsAsync(host, orderId)).ShouldBe(2);
    }

    [Theory, EverySetUp]
    public async Task Should_deliver_what_was_saved_synchronously(ContextSetUp context)
    {
        await using var host = await StartAsync(context);

        await host.InScopeAsync(async (publisher, dbContext) =>
        {
            dbContext.Add(new Effect { OrderId = Guid.NewGuid() });
            await publisher.Publish(new Ping { Id = Guid.NewGuid() }, Cancellation);
#pragma warning disable CA1849 // what is tested
            dbContext.SaveChanges();
#pragma warning restore CA1849
        });

        await ArrivedAsync<Ping>(host, 1);
        await NothingIsOwedAsync(host);
        (await EffectsAsync(host)).ShouldBe(1);
    }

    [Fact]
    public async Task Should_deliver_where_the_caller_wants_no_transaction()
    {
        await using var host = await StartAsync();

        await host.InScopeAsync(async (publisher, dbContext) =>
        {
            dbContext.Database.AutoTransactionBehavior = AutoTransactionBehavior.Never;
            await publisher.Publish(new Ping { Id = Guid.NewGuid() }, Cancellation);
            await SaveAsync(dbContext, new Effect { OrderId = Guid.NewGuid() });
            dbContext.Database.AutoTransactionBehavior.ShouldBe(AutoTransactionBehavior.Never);
        });

        await ArrivedAsync<Ping>(host, 1);
    }

    protected static async Task SaveAsync(TestDbContext dbContext, object row)
    {
        dbContext.Add(row);
        await dbContext.SaveChangesAsync(Cancellation);
    }

    protected static async Task NothingIsStoredAsync(OutboxHost host)
    {
        (await host.QueryAsync(x => x.Set<OutboxMessage>().CountAsync(Cancellation))).ShouldBe(0);
        (await host.QueryAsync(x => x.Set<OutboxState>().CountAsync(Cancellation))).ShouldBe(0);
        host.Observed.Of<Ping>().ShouldBeEmpty();
    }
}

public sealed class When_a_request_saves_on_postgres_and_rabbitmq : When_a_request_saves<PostgresRabbitMqEngine>
{
    private const string RefuseCause = """
        CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'refused'; END $$;
        CREATE TRIGGER refused BEFORE INSERT ON "Effects" FOR EACH ROW WHEN (NEW."CauseId" IS NOT NULL) EXECUTE FUNCTION refuse();
        """;

    private const string RefuseMessages = """
        CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'refused'; END $$;
        CREATE TRIGGER refused BEFORE INSERT ON "OutboxMessage" FOR EACH ROW EXECUTE FUNCTION refuse();
        """;

    private readonly CommandCounter _commands = new();
    private readonly TransactionCounter _transactions = new();

    [Fact]
    public async Task Should_take_one_command_and_no_transaction_for_inserts()
    {
        await using var host = await StartCountingAsync();

        await PublishAndSaveAsync(host, new Effect { OrderId = Guid.NewGuid() });

        await ArrivedAsync<Ping>(host, 2);
        (_commands.Count, _transactions.Count).ShouldBe((1, 0));
    }

    [Fact]
    public async Task Should_store_nothing_when_the_messages_are_refused()
    {
        await using var host = await StartCountingAsync();
        await host.QueryAsync(x => x.Database.ExecuteSqlRawAsync(RefuseMessages, Cancellation));

        await Should.ThrowAsync<Exception>(() => PublishAndSaveAsync(host, new Effect { OrderId = Guid.NewGuid() }));

        (await EffectsAsync(host)).ShouldBe(0);
        await NothingIsStoredAsync(host);
    }

    [Fact]
    public async Task Should_undo_the_first_command_when_the_second_fails()
    {
        await using var host = await StartCountingAsync();
        await host.QueryAsync(x => x.Database.ExecuteSqlRawAsync(RefuseCause, Cancellation));
        var orderId = Guid.NewGuid();

        await Should.ThrowAsync<DbUpdateException>(
            () => PublishAndSaveAsync(host, new Effect { OrderId = orderId, Cause = new Effect { OrderId = orderId } }));

        (_commands.Count, _transactions.Count).ShouldBe((1, 1));
        (await EffectsAsync(host)).ShouldBe(0);
        await NothingIsStoredAsync(host);
    }

    private Task<OutboxHost> StartCountingAsync() => StartAsync(new OutboxHostSetup
    {
        Services = all => all.ConfigureDbContext<TestDbContext>(options => options.AddInterceptors(_commands, _transactions)),
    });

    private static Task PublishAndSaveAsync(OutboxHost host, Effect effect) => host.InScopeAsync(async (publisher, dbContext) =>
    {
        await publisher.Publish(new Ping { Id = Guid.NewGuid(), Number = 1 }, Cancellation);
        await publisher.Publish(new Ping { Id = Guid.NewGuid(), Number = 2 }, Cancellation);
        await SaveAsync(dbContext, effect);
    });

    /// <summary>Counts the commands of saves that stored an effect.</summary>
    private sealed class CommandCounter : DbCommandInterceptor
    {
        private int _count;

        public int Count => _count;

        public override ValueTask<DbDataReader> ReaderExecutedAsync(DbCommand command, CommandExecutedEventData eventData,
            DbDataReader result, CancellationToken cancellationToken = default)
        {
            if (eventData.CommandSource == CommandSource.SaveChanges)
                Interlocked.Increment(ref _count);
            return ValueTask.FromResult(result);
        }
    }

    /// <summary>Counts the transactions of contexts that hold an effect: the delivery has its own.</summary>
    private sealed class TransactionCounter : DbTransactionInterceptor
    {
        private int _count;

        public int Count => _count;

        public override ValueTask<DbTransaction> TransactionStartedAsync(DbConnection connection, TransactionEndEventData eventData,
            DbTransaction result, CancellationToken cancellationToken = default)
        {
            if (eventData.Context!.ChangeTracker.Entries<Effect>().Any()) // every transaction here is a DbContext's
                Interlocked.Increment(ref _count);
            return ValueTask.FromResult(result);
        }
    }
}

public sealed class When_a_request_saves_on_sqlite_in_memory : When_a_request_saves<SqliteInMemoryEngine>;
