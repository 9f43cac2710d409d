using Microservices.TransactionalOutbox.Tests.Engines;
using Microservices.TransactionalOutbox.Tests.Host;
using Microservices.TransactionalOutbox.Tests.SetUps;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace Microservices.TransactionalOutbox.Tests.Bus;

/// <summary>
/// What was published then is gone, as it must be when a request fails. It is a mistake where the application publishes after its last
/// save, commits without one (ExecuteUpdate), or saves a DbContext of its own making.
/// </summary>
public abstract class When_a_scope_ends_without_a_save<TEngine> : ConformanceTest<TEngine>
    where TEngine : OutboxEngine, new()
{
    private static readonly OutboxHostSetup Logged = new() { Services = services => services.AddLogging(x => x.AddFakeLogging()) };

    [Theory, EverySetUp]
    public async Task Should_say_what_is_gone(ContextSetUp context)
    {
        await using var host = await StartAsync(context, Logged);

        await host.InScopeAsync(async (publisher, dbContext) =>
        {
            await publisher.Publish(new Ping { Id = Guid.NewGuid() }, Cancellation);
            await dbContext.SaveChangesAsync(Cancellation);
            await publisher.Publish(new Ping { Id = Guid.NewGuid() }, Cancellation);
            await publisher.Publish(new Ping { Id = Guid.NewGuid() }, Cancellation);
        });

        var warning = Warnings(host).ShouldHaveSingleItem();
        warning.ShouldContain("2 messages");
        warning.ShouldContain(nameof(Ping));
    }

    [Theory, EverySetUp]
    public async Task Should_say_nothing_where_all_was_saved_or_given_up(ContextSetUp context)
    {
        await using var host = await StartAsync(context, Logged);

        await host.InScopeAsync((_, _) => Task.CompletedTask);
        await PublishAsync(host);
        await host.InScopeAsync(async (publisher, dbContext) =>
        {
            await publisher.Publish(new Ping { Id = Guid.NewGuid() }, Cancellation);
            dbContext.ChangeTracker.Clear();
        });

        Warnings(host).ShouldBeEmpty();
    }

    private static IReadOnlyList<string> Warnings(OutboxHost host) =>
        [.. host.Services.GetRequiredService<FakeLogCollector>().GetSnapshot().Where(x => x.Id.Id == 6008).Select(x => x.Message)];
}

public sealed class When_a_scope_ends_without_a_save_on_postgres_and_rabbitmq : When_a_scope_ends_without_a_save<PostgresRabbitMqEngine>;

public sealed class When_a_scope_ends_without_a_save_on_sqlite_in_memory : When_a_scope_ends_without_a_save<SqliteInMemoryEngine>;
