using System.Collections.Concurrent;
using MassTransit;
using Microservices.TransactionalOutbox.Tests.Engines;
using Microservices.TransactionalOutbox.Tests.Host;
using Microservices.TransactionalOutbox.Tests.SetUps;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Microservices.TransactionalOutbox.Tests.Bus;

/// <summary>
/// Domain events: an interceptor, or an override of SaveChanges, publishes while the DbContext saves. Options that are made by hand
/// have no interceptor of the test.
/// </summary>
public abstract class When_a_save_publishes<TEngine> : ConformanceTest<TEngine>
    where TEngine : OutboxEngine, new()
{
    private readonly PublishingInterceptor _interceptor = new();

    [Theory, EverySetUp(but: ContextSetUp.MadeByHand)]
    public Task Should_deliver_what_an_interceptor_published(ContextSetUp context) => DeliversAsync(context, isAsync: true);

    [Theory, EverySetUp(but: ContextSetUp.MadeByHand)]
    public Task Should_deliver_what_an_interceptor_published_in_a_synchronous_save(ContextSetUp context) =>
        DeliversAsync(context, isAsync: false);

    private async Task DeliversAsync(ContextSetUp context, bool isAsync)
    {
        await using var host = await StartAsync(context, WithInterceptor());

        await host.InScopeAsync(async (publisher, dbContext) =>
        {
            await publisher.Publish(new Ping { Id = Guid.NewGuid(), Number = 1 }, Cancellation);
            _interceptor.Set(
                saving: () => publisher.Publish(new Ping { Id = Guid.NewGuid(), Number = 2 }, Cancellation), saved: () => Task.CompletedTask);
            dbContext.Effects.Add(new Effect { OrderId = Guid.NewGuid() });
            if (isAsync)
                await dbContext.SaveChangesAsync(Cancellation);
            else
#pragma warning disable CA1849 // the synchronous save is under test
                dbContext.SaveChanges();
#pragma warning restore CA1849
        });

        await ArrivedAsync<Ping>(host, 2);
        await NothingIsOwedAsync(host);
        host.Observed.Of<Ping>().Select(x => x.Message.Number).ShouldBe([1, 2]);
    }

    [Theory, EverySetUp(ContextSetUp.UserTransaction, ContextSetUp.MadeByHand)]
    public async Task Should_deliver_what_an_interceptor_published_for_a_consumer_that_leaves_the_save_to_the_outbox(ContextSetUp context)
    {
        await using var host = await StartAsync(context, WithInterceptor());

        await host.SendAsync(new Save { OrderId = Guid.NewGuid() }, Guid.NewGuid());

        await ArrivedAsync<Ping>(host, 3);
        await NothingIsOwedAsync(host);
        host.Observed.Of<Ping>().Select(x => x.Message.Number).ShouldBe([1, 2, 3]);
        (await EffectsAsync(host)).ShouldBe(1);
    }

    [Fact]
    public async Task Should_deliver_what_an_override_published_for_a_consumer_that_leaves_the_save_to_the_outbox()
    {
        await using var host = await StartAsync(Setup(services => services.AddScoped<TestDbContext>(provider =>
            new PublishingDbContext(provider.GetRequiredService<DbContextOptions<TestDbContext>>(), _interceptor))));

        await host.SendAsync(new Save { OrderId = Guid.NewGuid() }, Guid.NewGuid());

        await ArrivedAsync<Ping>(host, 3);
        await NothingIsOwedAsync(host);
        host.Observed.Of<Ping>().Select(x => x.Message.Number).ShouldBe([1, 2, 3]);
    }

    [Theory, EverySetUp(but: ContextSetUp.UserTransaction)]
    public async Task Should_not_deliver_what_a_transaction_saved_that_was_given_up(ContextSetUp context)
    {
        await using var host = await StartAsync(context, WithInterceptor());

        await host.InScopeAsync(async (publisher, dbContext) =>
        {
            // On SQLite the second message gets the number of the first.
            foreach (var number in (int[])[1, 2])
            {
                await InTransactionAsync(dbContext, async transaction =>
                {
                    await publisher.Publish(new Ping { Id = Guid.NewGuid(), Number = number }, Cancellation);
                    await dbContext.SaveChangesAsync(Cancellation);
                    if (number == 2)
                        await transaction.CommitAsync(Cancellation);
                });
                dbContext.ChangeTracker.Clear(); // as a pool does
            }
        });

        await ArrivedAsync<Ping>(host, 1);
        await NothingIsOwedAsync(host);
        host.Observed.Of<Ping>().ShouldHaveSingleItem().Message.Number.ShouldBe(2);
    }

    private OutboxHostSetup WithInterceptor() => Setup(services =>
        services.ConfigureDbContext<TestDbContext>(options => options.AddInterceptors(_interceptor))); // behind the outbox's own

    // Only a commit can wake the delivery: a poll would come after the test.
    private OutboxHostSetup Setup(Action<IServiceCollection> services) => new()
    {
        Outbox = x => x.QueryDelay = TimeSpan.FromMinutes(10),
        Bus = bus => bus.AddConsumer<SavingConsumer>(),
        Endpoint = (context, endpoint) => endpoint.ConfigureConsumer<SavingConsumer>(context),
        Services = all => services(all.AddSingleton(_interceptor))
    };

    public sealed record Save
    {
        public required Guid OrderId { get; init; }
    }

    private sealed class SavingConsumer(TestDbContext dbContext, PublishingInterceptor interceptor) : IConsumer<Save>
    {
        public Task Consume(ConsumeContext<Save> context)
        {
            interceptor.Set(
                saving: () => context.Publish(new Ping { Id = Guid.NewGuid(), Number = 2 }),
                saved: () => context.Publish(new Ping { Id = Guid.NewGuid(), Number = 3 }));
            dbContext.Effects.Add(new Effect { OrderId = context.Message.OrderId });
            return context.Publish(new Ping { Id = Guid.NewGuid(), Number = 1 });
        }
    }

    /// <summary>Publishes once before, and once after a save.</summary>
    private sealed class PublishingInterceptor : SaveChangesInterceptor
    {
        private readonly ConcurrentQueue<Func<Task>> _saving = [];
        private readonly ConcurrentQueue<Func<Task>> _saved = [];

        public void Set(Func<Task> saving, Func<Task> saved)
        {
            _saving.Enqueue(saving);
            _saved.Enqueue(saved);
        }

        public Task SavingAsync() => _saving.TryDequeue(out var publish) ? publish() : Task.CompletedTask;

        public Task SavedAsync() => _saved.TryDequeue(out var publish) ? publish() : Task.CompletedTask;

        public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result)
        {
            SavingAsync().GetAwaiter().GetResult();
            return result;
        }

        public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result,
            CancellationToken cancellationToken = default)
        {
            await SavingAsync();
            return result;
        }

        public override async ValueTask<int> SavedChangesAsync(SaveChangesCompletedEventData eventData, int result,
            CancellationToken cancellationToken = default)
        {
            await SavedAsync();
            return result;
        }
    }

    private sealed class PublishingDbContext(DbContextOptions<TestDbContext> options, PublishingInterceptor events) : TestDbContext(options)
    {
        public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
        {
            await events.SavingAsync();
            var count = await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
            await events.SavedAsync();
            return count;
        }
    }
}

public sealed class When_a_save_publishes_on_postgres_and_rabbitmq : When_a_save_publishes<PostgresRabbitMqEngine>;

public sealed class When_a_save_publishes_on_sqlite_in_memory : When_a_save_publishes<SqliteInMemoryEngine>;
