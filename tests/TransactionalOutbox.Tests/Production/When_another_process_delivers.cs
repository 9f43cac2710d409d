using System.Diagnostics;
using MassTransit;
using MassTransit.EntityFrameworkCoreIntegration;
using Microservices.Testing;
using Microservices.TransactionalOutbox.Tests.Engines;
using Microservices.TransactionalOutbox.Tests.Host;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Microservices.TransactionalOutbox.Tests.Production;

/// <summary>A process that only stores, and one that delivers and would poll once an hour.</summary>
public sealed class When_another_process_delivers : ConformanceTest<PostgresRabbitMqEngine>
{
    [Fact]
    public async Task Should_be_told_at_once()
    {
        await using var delivering = await StartDeliveringAsync();
        await using var storing = await StartStoringAsync();

        await StoreAsync(storing, 50);

        await ArrivedAsync(50, delivering, storing);
        await NothingIsOwedAsync(delivering);
    }

    [Fact]
    public async Task Should_be_told_again_after_its_connection_broke()
    {
        await using var delivering = await StartDeliveringAsync();
        await using var storing = await StartStoringAsync();
        await StoreAsync(storing, 1);
        await ArrivedAsync(1, delivering, storing);

        var ended = await storing.QueryAsync(context => context.Database.SqlQuery<bool>($"""
            SELECT pg_terminate_backend(pid) AS "Value" FROM pg_stat_activity
            WHERE datname = current_database() AND query LIKE 'LISTEN%'
            """).ToListAsync(Cancellation));
        await StoreAsync(storing, 50);

        ended.ShouldBe([true]);
        await ArrivedAsync(51, delivering, storing);
    }

    [Fact]
    public async Task Should_not_be_told_of_each_transaction()
    {
        await using var storing = await StartStoringAsync();
        await using var connection = new NpgsqlConnection(await storing.QueryAsync(
            context => Task.FromResult(context.Database.GetConnectionString())));
        await connection.OpenAsync(Cancellation);
        var told = 0;
        connection.Notification += (_, _) => told++;
        await using (var listen = new NpgsqlCommand(await ListenAsync(storing), connection))
            await listen.ExecuteNonQueryAsync(Cancellation);

        var elapsed = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => StoreAsync(storing, 50), Cancellation)));
        while (told == 0)
            await connection.WaitAsync(Cancellation);
        await using (var ask = new NpgsqlCommand("SELECT 1", connection))
            await ask.ExecuteNonQueryAsync(Cancellation);

        told.ShouldBeLessThanOrEqualTo((int)(elapsed.Elapsed / TimeSpan.FromMilliseconds(20)) + 1, "50 times a second");
        told.ShouldBeLessThan(800);
    }

    // Both consume; only one delivers.
    private static Task ArrivedAsync(int count, params OutboxHost[] hosts) => Eventually.Holds(
        () => Task.FromResult(hosts.Sum(host => host.Observed.Of<Ping>().Count) == count), $"{count} messages to arrive",
        TimeSpan.FromSeconds(60), Cancellation);

    private static async Task StoreAsync(OutboxHost host, int requests)
    {
        for (var request = 0; request < requests; request++)
        {
            await host.InScopeAsync(async (publish, context) =>
            {
                await publish.Publish(new Ping { Id = Guid.NewGuid() }, Cancellation);
                await context.SaveChangesAsync(Cancellation);
            });
        }
    }

    private static Task<string> ListenAsync(OutboxHost host) => host.QueryAsync(context =>
        Task.FromResult(new PostgresLockStatementProvider().GetStatements(context).Listen!)); // PostgreSQL has one

    private Task<OutboxHost> StartDeliveringAsync() => StartAsync(new OutboxHostSetup { Outbox = Notify });

    private Task<OutboxHost> StartStoringAsync() => StartAsync(new OutboxHostSetup
    {
        Outbox = Notify,
        BusOutbox = bus => bus.DisableDeliveryService(),
    });

    private static void Notify(IEntityFrameworkOutboxConfigurator outbox)
    {
        outbox.UseNotifications();
        outbox.QueryDelay = TimeSpan.FromHours(1);
    }
}
