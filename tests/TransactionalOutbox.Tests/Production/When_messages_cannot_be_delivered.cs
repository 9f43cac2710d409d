using MassTransit;
using MassTransit.EntityFrameworkCoreIntegration;
using Microservices.Testing;
using Microservices.TransactionalOutbox.Tests.Engines;
using Microservices.TransactionalOutbox.Tests.Host;
using Microservices.TransactionalOutbox.Tests.SetUps;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Npgsql;

namespace Microservices.TransactionalOutbox.Tests.Production;

/// <summary>Each trouble is logged once, degrades the health with its reason, and ends when it is mended.</summary>
public sealed class When_messages_cannot_be_delivered : ConformanceTest<PostgresRabbitMqEngine>
{
    private const string ReadOnly = """
        DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET default_transaction_read_only = on', current_database()); END $$
        """;

    private const string Writable = """
        DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET default_transaction_read_only = off', current_database()); END $$
        """;

    [Theory]
    [InlineData("foo://somewhere/else", "to foo://somewhere/else: ")]
    [InlineData("queue:a name with blanks", "to queue:a name with blanks: ")]
    [InlineData(null, "The stored message has no destination address.")]
    public async Task Should_say_which_message_has_no_way_and_deliver_the_others(string? destination, string reason)
    {
        using var failed = new MetricCollector<long>(null, "Microservices.Outbox", "microservices.outbox.failed");
        await using var host = await StartAsync(Watched);
        await StoreAsync(host, destination);

        await IsDegradedAsync(host, "Outboxes that cannot be delivered: 1. Message ", reason);
        await DeliversAsync(host);
        await Eventually.Reads(() => Task.FromResult(failed.GetMeasurementSnapshot().Sum(x => x.Value)), attempts => attempts >= 3,
            "three attempts", TimeSpan.FromSeconds(60), Cancellation);
        Warnings(host).ShouldHaveSingleItem().ShouldContain("was not delivered to");

        await host.QueryAsync(x => x.Set<OutboxMessage>().Where(y => y.MessageType == "urn:message:Nobody:Listens").ExecuteDeleteAsync(Cancellation));
        await IsHealthyAsync(host);
    }

    [Fact]
    public async Task Should_say_that_the_tables_are_missing()
    {
        await using var host = await StartAsync(Watched);
        await host.QueryAsync(x => x.Database.ExecuteSqlRawAsync("""ALTER TABLE "OutboxMessage" RENAME TO "Elsewhere" """, Cancellation));

        await IsDegradedAsync(host, "The delivery is interrupted: ", "relation \"OutboxMessage\" does not exist");
        Warnings(host).ShouldHaveSingleItem();

        await host.QueryAsync(x => x.Database.ExecuteSqlRawAsync("""ALTER TABLE "Elsewhere" RENAME TO "OutboxMessage" """, Cancellation));
        await IsHealthyAsync(host);
        await DeliversAsync(host);
    }

    [Fact]
    public async Task Should_give_a_statement_up_after_the_query_timeout()
    {
        await using var host = await StartAsync(Watched with { Outbox = x => x.QueryTimeout = TimeSpan.FromSeconds(1) });
        await host.QueryAsync(async x =>
        {
            await using var transaction = await x.Database.BeginTransactionAsync(Cancellation);
            await x.Database.ExecuteSqlRawAsync("LOCK TABLE \"OutboxMessage\" IN ACCESS EXCLUSIVE MODE", Cancellation);
            await IsDegradedAsync(host, "The delivery is interrupted: ", "Timeout");
            return true;
        });

        await IsHealthyAsync(host);
        await DeliversAsync(host);
    }

    [Fact]
    public async Task Should_say_what_is_wrong_now()
    {
        await using var host = await StartAsync(Watched);
        await StoreAsync(host, "foo://somewhere/else");
        await host.QueryAsync(x => x.Database.ExecuteSqlRawAsync("""ALTER TABLE "OutboxMessage" RENAME TO "Elsewhere" """, Cancellation));
        await IsDegradedAsync(host, "The delivery is interrupted: ");

        await host.QueryAsync(x => x.Database.ExecuteSqlRawAsync("""ALTER TABLE "Elsewhere" RENAME TO "OutboxMessage" """, Cancellation));

        await IsDegradedAsync(host, "Outboxes that cannot be delivered: 1. Message ");
    }

    [Fact]
    public async Task Should_say_that_the_database_is_read_only_and_go_on_when_it_is_not()
    {
        await using (var producer = await StartAsync(new OutboxHostSetup { StartBus = false }))
        {
            await PublishAsync(producer);
            await ExecuteInNewSessionsAsync(producer, ReadOnly);
        }

        await using var host = await StartAsync(Watched);
        await IsDegradedAsync(host, "The delivery is interrupted: ", "in a read-only transaction");
        Warnings(host).ShouldHaveSingleItem();

        await ExecuteInNewSessionsAsync(host, Writable);
        await ArrivedAsync<Ping>(host, 1);
        await IsHealthyAsync(host);
    }

    [Fact]
    public async Task Should_say_that_the_model_has_no_entities()
    {
        await using var host = await StartAsync(Watched with { Model = x => x.ReplaceService<IModelCustomizer, ForgetfulModelCustomizer>() });

        await IsDegradedAsync(host, "The delivery is interrupted: ", "call modelBuilder.AddTransactionalOutboxEntities() in OnModelCreating");
        Warnings(host).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Should_say_at_the_save_that_the_sequence_gives_no_numbers()
    {
        await using var host = await StartAsync(Watched);
        await host.QueryAsync(x => x.Database.ExecuteSqlRawAsync("""
            ALTER SEQUENCE "OutboxMessage_SequenceNumber_seq" MAXVALUE 2
            """, Cancellation));

        var failure = await Should.ThrowAsync<DbUpdateException>(() => PublishAsync(host));

        failure.Message.ShouldContain("could not number the messages that it stores");
        failure.Message.ShouldContain("OutboxMessage_SequenceNumber_seq");
    }

    private static OutboxHostSetup Watched => new()
    {
        Services = services =>
        {
            services.AddLogging(x => x.AddFakeLogging());
            services.AddHealthChecks().AddEntityFrameworkOutbox<TestDbContext>("outbox");
        },
    };

    // Sessions that are open keep their setting.
    private static async Task ExecuteInNewSessionsAsync(OutboxHost host, string sql)
    {
        await host.QueryAsync(async x =>
        {
            await x.Database.OpenConnectionAsync(Cancellation);
            await x.Database.ExecuteSqlRawAsync("SET default_transaction_read_only = off", Cancellation);
            return await x.Database.ExecuteSqlRawAsync(sql, Cancellation);
        });
        NpgsqlConnection.ClearAllPools();
    }

    private static Task StoreAsync(OutboxHost host, string? destination) => host.QueryAsync(x =>
    {
        var outbox = new OutboxState { OutboxId = Guid.NewGuid() };
        x.Add(outbox);
        x.Add(new OutboxMessage
        {
            MessageId = Guid.NewGuid(),
            OutboxId = outbox.OutboxId,
            ContentType = "application/vnd.masstransit+json",
            MessageType = "urn:message:Nobody:Listens",
            Body = "{}",
            SentTime = TimeProvider.System.GetUtcNow().UtcDateTime,
            DestinationAddress = destination is null ? null : new Uri(destination),
        });
        return x.SaveChangesAsync(Cancellation);
    });

    private static async Task DeliversAsync(OutboxHost host)
    {
        await PublishAsync(host);
        await ArrivedAsync<Ping>(host, 1);
    }

    private static Task IsHealthyAsync(OutboxHost host) => Eventually.Reads(() => ReadAsync(host), x => x.Status == HealthStatus.Healthy,
        "the outbox to be healthy", TimeSpan.FromSeconds(60), Cancellation);

    private static Task IsDegradedAsync(OutboxHost host, params string[] reasons) => Eventually.Reads(() => ReadAsync(host),
        x => x.Status == HealthStatus.Degraded && reasons.All(reason => x.Description?.Contains(reason, StringComparison.Ordinal) == true),
        $"the outbox to be degraded: {string.Join('…', reasons)}", TimeSpan.FromSeconds(60), Cancellation);

    private static async Task<(HealthStatus Status, string? Description)> ReadAsync(OutboxHost host)
    {
        var report = await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(x => x.Name == "outbox", Cancellation);
        return (report.Status, report.Entries["outbox"].Description);
    }

    private static IReadOnlyList<string> Warnings(OutboxHost host) =>
        [.. host.Services.GetRequiredService<FakeLogCollector>().GetSnapshot()
            .Where(x => x.Level >= LogLevel.Warning && x.Category?.Contains("OutboxDelivery", StringComparison.Ordinal) == true)
            .Select(x => x.Message)];
}
