using System.Data.Common;
using MassTransit;
using MassTransit.EntityFrameworkCoreIntegration;
using Microservices.Testing;
using Microservices.TransactionalOutbox.Tests.Engines;
using Microservices.TransactionalOutbox.Tests.Host;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Microservices.TransactionalOutbox.Tests.Production;

/// <summary>PostgreSQL takes the commit with the last command of a save; what that must not change.</summary>
public sealed class When_a_save_carries_its_commit : ConformanceTest<PostgresRabbitMqEngine>
{
    private const string RefuseCause = """
        CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'refused'; END $$;
        CREATE TRIGGER refused BEFORE INSERT ON "Effects" FOR EACH ROW WHEN (NEW."CauseId" IS NOT NULL) EXECUTE FUNCTION refuse();
        """;

    private const string RefuseAtCommit = """
        CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'refused'; END $$;
        CREATE CONSTRAINT TRIGGER refused AFTER INSERT ON "Effects" DEFERRABLE INITIALLY DEFERRED
            FOR EACH ROW EXECUTE FUNCTION refuse();
        """;

    private const string Suppress = """
        CREATE FUNCTION suppress() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$;
        CREATE TRIGGER refused BEFORE INSERT ON "Effects" FOR EACH ROW EXECUTE FUNCTION suppress();
        """;

    private const string Allow = """DROP TRIGGER refused ON "Effects";""";

    private readonly CommitCounter _commits = new();

    [Fact]
    public async Task Should_tell_interceptors_of_the_commit_once()
    {
        await using var host = await StartAsync((dbContext, save) => dbContext.Effects.Add(new Effect { OrderId = save.OrderId }));

        await SaveAsync(host);

        await ArrivedAsync<OrderPlaced>(host, 1);
        _commits.Joined.ShouldBe(1);
        _commits.Told.ShouldBe(1);
    }

    [Fact]
    public async Task Should_undo_the_first_command_when_the_second_fails()
    {
        await using var host = await StartAsync((dbContext, save) => dbContext.Effects.Add(
            new Effect { OrderId = save.OrderId, Cause = new Effect { OrderId = save.OrderId } }));

        await FailsUntilAllowedAsync(host, RefuseCause, effects: 2);
    }

    [Fact]
    public async Task Should_undo_everything_when_the_commit_fails()
    {
        await using var host = await StartAsync((dbContext, save) => dbContext.Effects.Add(new Effect { OrderId = save.OrderId }));

        await FailsUntilAllowedAsync(host, RefuseAtCommit, effects: 1);
    }

    [Fact]
    public async Task Should_undo_everything_when_a_trigger_suppresses_the_row()
    {
        await using var host = await StartAsync((dbContext, save) => dbContext.Effects.Add(new Effect { OrderId = save.OrderId }));

        await FailsUntilAllowedAsync(host, Suppress, effects: 1);
        _commits.Joined.ShouldBe(0);
    }

    [Fact]
    public async Task Should_store_no_message_of_a_request_whose_row_a_trigger_suppresses()
    {
        await using var host = await StartAsync((_, _) => { });
        await host.QueryAsync(x => x.Database.ExecuteSqlRawAsync(Suppress, Cancellation));

        await host.InScopeAsync(async (publisher, dbContext) =>
        {
            await publisher.Publish(new Ping { Id = Guid.NewGuid() }, Cancellation);
            dbContext.Effects.Add(new Effect { OrderId = Guid.NewGuid() });
            await Should.ThrowAsync<DbUpdateConcurrencyException>(() => dbContext.SaveChangesAsync(Cancellation));
        });

        (await host.QueryAsync(x => x.Set<OutboxMessage>().CountAsync(Cancellation))).ShouldBe(0);
        host.Observed.Of<Ping>().ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_commit_after_the_check_of_an_update()
    {
        var gone = new Effect { Id = 4711 };
        await using var host = await StartAsync((dbContext, save) =>
        {
            dbContext.Effects.Add(new Effect { OrderId = save.OrderId });
            dbContext.Update(gone).Entity.OrderId = save.OrderId;
        });

        await SaveAsync(host);
        await FailedTwiceAsync(host);
        (await EffectsAsync(host)).ShouldBe(0);
        await host.QueryAsync(x => x.Database.ExecuteSqlAsync(
            $"""INSERT INTO "Effects" ("Id", "OrderId") VALUES ({gone.Id}, {Guid.NewGuid()})""", Cancellation));

        await ArrivedAsync<OrderPlaced>(host, 1);
        (await EffectsAsync(host)).ShouldBe(2);
        _commits.Joined.ShouldBe(0);
    }

    [Fact]
    public async Task Should_leave_the_commit_to_the_end_of_a_context_that_saves_in_steps()
    {
        await using var host = await StartAsync(
            (dbContext, save) => dbContext.Effects.Add(new Effect { OrderId = save.OrderId }),
            services => services.AddScoped<TestDbContext>(provider =>
                new SteppingDbContext(provider.GetRequiredService<DbContextOptions<TestDbContext>>())));

        await FailsUntilAllowedAsync(host, RefuseCause, effects: 2);
    }

    private static async Task FailsUntilAllowedAsync(OutboxHost host, string refusal, int effects)
    {
        await host.QueryAsync(x => x.Database.ExecuteSqlRawAsync(refusal, Cancellation));
        await SaveAsync(host);
        await FailedTwiceAsync(host);
        (await EffectsAsync(host)).ShouldBe(0);
        host.Observed.Of<OrderPlaced>().ShouldBeEmpty();
        await host.QueryAsync(x => x.Database.ExecuteSqlRawAsync(Allow, Cancellation));

        await ArrivedAsync<OrderPlaced>(host, 1);
        await NothingIsOwedAsync(host);
        (await EffectsAsync(host)).ShouldBe(effects);
        host.Observed.Of<OrderPlaced>().Count.ShouldBe(1);
    }

    private static Task FailedTwiceAsync(OutboxHost host) => Eventually.Holds(
        () => host.Services.GetRequiredService<Script>().Attempts > 2, "two attempts to be over", cancellationToken: Cancellation);

    private static Task SaveAsync(OutboxHost host) => host.SendAsync(new Save { OrderId = Guid.NewGuid() }, Guid.NewGuid());

    private Task<OutboxHost> StartAsync(Action<TestDbContext, Save> write, Action<IServiceCollection>? services = null) =>
        StartAsync(new OutboxHostSetup
        {
            Retries = 500,
            Bus = bus => bus.AddConsumer<SaveConsumer>(),
            Endpoint = (context, endpoint) => endpoint.ConfigureConsumer<SaveConsumer>(context),
            Services = all =>
            {
                all.AddSingleton(new Script(write));
                all.ConfigureDbContext<TestDbContext>(options => options.AddInterceptors(_commits, _commits.Commands));
                services?.Invoke(all);
            }
        });

    public sealed record Save
    {
        public required Guid OrderId { get; init; }
    }

    private sealed class Script(Action<TestDbContext, Save> write)
    {
        private int _attempts;

        public int Attempts => _attempts;

        public void Write(TestDbContext dbContext, Save save)
        {
            Interlocked.Increment(ref _attempts);
            write(dbContext, save);
        }
    }

    private sealed class SaveConsumer(TestDbContext dbContext, Script script) : IConsumer<Save>
    {
        public Task Consume(ConsumeContext<Save> context)
        {
            script.Write(dbContext, context.Message);
            return context.Publish(new OrderPlaced { OrderId = context.Message.OrderId });
        }
    }

    private sealed class SteppingDbContext(DbContextOptions<TestDbContext> options) : TestDbContext(options)
    {
        public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
        {
            var first = ChangeTracker.Entries<Effect>().Single().Entity;
            var saved = await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
            Effects.Add(new Effect { OrderId = first.OrderId, Cause = first });
            return saved + await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        }
    }

    /// <summary>Counts commits of transactions that stored an effect: those that a command carried, and those told of.</summary>
    private sealed class CommitCounter : DbTransactionInterceptor
    {
        private int _told;

        public CommandCounter Commands { get; } = new();

        public int Told => _told;

        public int Joined => Commands.Joined;

        public override Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData,
            CancellationToken cancellationToken = default)
        {
            if (eventData.Context!.ChangeTracker.Entries<Effect>().Any()) // every transaction here is a DbContext's
                Interlocked.Increment(ref _told);
            return Task.CompletedTask;
        }
    }

    private sealed class CommandCounter : DbCommandInterceptor
    {
        private int _joined;

        public int Joined => _joined;

        public override ValueTask<DbDataReader> ReaderExecutedAsync(DbCommand command, CommandExecutedEventData eventData,
            DbDataReader result, CancellationToken cancellationToken = default)
        {
            if (command.CommandText.EndsWith("COMMIT", StringComparison.Ordinal))
                Interlocked.Increment(ref _joined);
            return ValueTask.FromResult(result);
        }
    }
}
