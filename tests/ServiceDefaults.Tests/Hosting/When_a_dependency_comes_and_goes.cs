using System.Net;
using MassTransit;
using Microservices.ServiceDefaults.Tests.Support;
using Microservices.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Microservices.ServiceDefaults.Tests.Hosting;

public sealed class When_a_dependency_comes_and_goes
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Should_tell_that_the_broker_is_away_and_take_messages_when_it_is_back()
    {
        await using var broker = await TestBroker.CreateAsync(Cancellation);
        await using var proxy = TcpProxy.Start(broker.ConnectionString);
        await using var service = await TestService.StartAsync(proxy.Redirect(broker.ConnectionString), Cancellation);

        proxy.Refuse();
        proxy.CutConnections();
        await ReadsAsync(service, readiness => readiness["broker"].Status == "Unhealthy", "the broker is away");
        proxy.Accept();
        await ReadsAsync(service, readiness => readiness.StatusCode == HttpStatusCode.OK, "the broker is back");
        var sent = new ProbeSent { OrderId = NewId.NextGuid() };
        await service.PublishAsync(sent, Cancellation);

        await Eventually.Holds(() => service.Probe.Of(sent.OrderId).Count > 0,
            "the message has come", cancellationToken: Cancellation);
    }

    [Fact]
    public async Task Should_not_lose_a_message_whose_connection_breaks_while_it_fails()
    {
        await using var broker = await TestBroker.CreateAsync(Cancellation);
        await using var proxy = TcpProxy.Start(broker.ConnectionString);
        await using var service = await TestService.StartAsync(proxy.Redirect(broker.ConnectionString), Cancellation);
        service.Probe.OnConsume = _ =>
        {
            if (service.Probe.Deliveries.Count > 1)
                return Task.CompletedTask;

            // Neither the delay queue nor the error queue can be reached now.
            proxy.CutConnections();
            throw new TransientException();
        };
        var sent = new ProbeSent { OrderId = NewId.NextGuid() };

        await service.PublishAsync(sent, Cancellation);

        await Eventually.Holds(() => service.Probe.Of(sent.OrderId).Count > 1,
            "the message has come again", cancellationToken: Cancellation);
        await ReadsAsync(service, readiness => readiness.StatusCode == HttpStatusCode.OK, "the broker is back");
        (await broker.CountAsync($"{TestService.Endpoint}_error", Cancellation)).ShouldBe(0u);
    }

    [Theory]
    [InlineData("refused")]
    [InlineData("silent")]
    public async Task Should_tell_that_the_database_is_away(string how)
    {
        var database = await PostgresServer.CreateDatabaseAsync(Cancellation);
        await using var proxy = TcpProxy.Start(database);
        await using var service = await TestService.StartAsync("memory://", Cancellation,
            ("ConnectionStrings:Database", proxy.Redirect(database)));
        await CreateSchemaAsync<TestDbContext>(service);
        (await Readiness.ReadAsync(service, Cancellation)).StatusCode.ShouldBe(HttpStatusCode.OK);

        if (how == "silent")
            proxy.Pause();
        else
            proxy.Refuse();
        proxy.CutConnections();
        await ReadsAsync(service, readiness => readiness.StatusCode == HttpStatusCode.ServiceUnavailable
            && readiness["database-probe"] is { Status: "Unhealthy", Reason.Length: > 0 }, "the database is away"); // an answer may be a second old
        proxy.Accept();
        proxy.Resume();

        await ReadsAsync(service, readiness => readiness.StatusCode == HttpStatusCode.OK, "the database is back");
    }

    [Fact]
    public async Task Should_hold_a_message_while_the_database_is_away_and_consume_it_once_when_it_is_back()
    {
        await using var broker = await TestBroker.CreateAsync(Cancellation);
        var database = await PostgresServer.CreateDatabaseAsync(Cancellation);
        await using var proxy = TcpProxy.Start(database);
        await using var service = TestService.Build(broker.ConnectionString, InboxService.Add,
            ("ConnectionStrings:Inbox", proxy.Redirect(database)));
        await CreateSchemaAsync<InboxDbContext>(service);
        await service.StartAsync(Cancellation);
        var sent = new ProbeSent { OrderId = NewId.NextGuid() };

        proxy.Refuse();
        proxy.CutConnections();
        await service.PublishAsync(sent, Cancellation);
        await ReadsAsync(service, readiness => readiness["endpoints"].Reason.StartsWith($"{InboxService.Endpoint} waits for the database", StringComparison.Ordinal),
            "the endpoint waits");
        proxy.Accept();

        // One delivery is to the consumer without an inbox.
        await Eventually.Holds(() => service.Probe.Of(sent.OrderId).Count == 2,
            "both consumers have the message", cancellationToken: Cancellation);
        service.Probe.Of(sent.OrderId).Select(delivery => delivery.Attempt).ShouldBe([1, 1]);
    }

    private static Task ReadsAsync(TestService service, Predicate<Readiness> until, string what) =>
        Eventually.Reads(() => Readiness.ReadAsync(service, Cancellation), readiness => until(readiness), what,
            TimeSpan.FromSeconds(60), Cancellation);

    private static async Task CreateSchemaAsync<TDbContext>(TestService service)
        where TDbContext : Microsoft.EntityFrameworkCore.DbContext
    {
        await using var scope = service.App.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<TDbContext>().Database.EnsureCreatedAsync(Cancellation);
    }
}
