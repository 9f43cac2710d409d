using System.Text;
using System.Text.Json;
using Contracts.DeadLetters;
using MassTransit;
using Microservices.ServiceDefaults.Messaging.Replay;
using Microservices.ServiceDefaults.Tests.Support;
using Microservices.Testing;
using Microsoft.Extensions.DependencyInjection;
using RabbitMQ.Client;

namespace Microservices.ServiceDefaults.Tests.Messaging;

public sealed class When_a_message_is_replayed
{
    private const long Item = 4711;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Should_acknowledge_in_the_consumers_transaction_and_a_duplicate_too()
    {
        await using var scene = await Scene.StartAsync("postgres");
        var sent = new ProbeSent { OrderId = NewId.NextGuid() };

        await scene.ReplayAsync(InboxService.Endpoint, sent, Item);
        var first = await scene.TakeAcknowledgementAsync();
        await scene.ReplayAsync(InboxService.Endpoint, sent, Item + 1);
        var second = await scene.TakeAcknowledgementAsync();

        first.ShouldBe(new ReplayProcessed
        {
            ReplayItemId = Item,
            Queue = InboxService.Endpoint,
            ProcessedAt = first.ProcessedAt,
            WasDuplicate = false,
        });
        first.ProcessedAt.Offset.ShouldBe(TimeSpan.Zero);
        second.ReplayItemId.ShouldBe(Item + 1);
        second.WasDuplicate.ShouldBeTrue();
        scene.Service.Probe.Of(sent.OrderId).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Should_not_acknowledge_what_failed_and_keep_the_header_in_the_error_queue()
    {
        await using var scene = await Scene.StartAsync("postgres");
        scene.Service.Probe.OnConsume = _ => throw new PermanentException();
        var failing = new ProbeSent { OrderId = NewId.NextGuid() };
        await scene.ReplayAsync(InboxService.Endpoint, failing, Item);

        var dead = await scene.Broker.TakeAsync($"{InboxService.Endpoint}_error", Cancellation);
        scene.Service.Probe.OnConsume = _ => Task.CompletedTask;
        await scene.ReplayAsync(InboxService.Endpoint, new ProbeSent { OrderId = NewId.NextGuid() }, Item + 1);

        TestBroker.Header(dead, ReplayHeaders.ReplayItem).ShouldBe("4711");
        (await scene.TakeAcknowledgementAsync()).ReplayItemId.ShouldBe(Item + 1);
    }

    [Fact]
    public async Task Should_not_hand_the_header_on_to_the_acknowledgement()
    {
        await using var scene = await Scene.StartAsync("postgres");

        await scene.ReplayAsync(InboxService.Endpoint, new ProbeSent { OrderId = NewId.NextGuid() }, Item);
        var acknowledgement = await scene.TakeAsync();

        // Whoever consumes it would acknowledge it, and that one in turn, without end.
        (acknowledgement.BasicProperties.Headers?.Keys ?? []).ShouldNotContain(ReplayHeaders.ReplayItem);
        Encoding.UTF8.GetString(acknowledgement.Body.Span).ShouldNotContain(ReplayHeaders.ReplayItem);
    }

    [Fact]
    public async Task Should_acknowledge_after_a_redelivery()
    {
        await using var scene = await Scene.StartAsync("postgres");
        scene.Service.Probe.OnConsume = _ => scene.Service.Probe.Deliveries.Count < 2
            ? throw new TransientException()
            : Task.CompletedTask;
        var sent = new ProbeSent { OrderId = NewId.NextGuid() };

        await scene.ReplayAsync(InboxService.Endpoint, sent, Item);

        (await scene.TakeAcknowledgementAsync()).WasDuplicate.ShouldBeFalse();
        scene.Service.Probe.Of(sent.OrderId).Select(delivery => delivery.Attempt).ShouldBe([1, 2]);
    }

    [Fact]
    public async Task Should_acknowledge_without_an_outbox_and_on_sqlite()
    {
        await using var scene = await Scene.StartAsync("sqlite");

        await scene.ReplayAsync(TestService.Endpoint, new ProbeSent { OrderId = NewId.NextGuid() }, Item);
        var withoutOutbox = await scene.TakeAcknowledgementAsync();
        await scene.ReplayAsync(InboxService.Endpoint, new ProbeSent { OrderId = NewId.NextGuid() }, Item + 1);
        var onSqlite = await scene.TakeAcknowledgementAsync();

        (withoutOutbox.Queue, withoutOutbox.WasDuplicate).ShouldBe((TestService.Endpoint, false));
        (onSqlite.Queue, onSqlite.WasDuplicate).ShouldBe((InboxService.Endpoint, false));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("<script>")]
    [InlineData("-1")]
    [InlineData("99999999999999999999")]
    public async Task Should_process_what_nobody_replayed_and_acknowledge_nothing(string? header)
    {
        await using var scene = await Scene.StartAsync("sqlite");
        var sent = new ProbeSent { OrderId = NewId.NextGuid() };

        await scene.SendAsync(InboxService.Endpoint, sent, header);
        await Eventually.Holds(() => scene.Service.Probe.Of(sent.OrderId).Count == 1,
            "the delivery", cancellationToken: Cancellation);
        await scene.ReplayAsync(InboxService.Endpoint, new ProbeSent { OrderId = NewId.NextGuid() }, Item);

        (await scene.TakeAcknowledgementAsync()).ReplayItemId.ShouldBe(Item);
    }

    private sealed class Scene(TestBroker broker, TestService service, IChannel channel, IConnection connection)
        : IAsyncDisposable
    {
        private const string Acknowledgements = "acknowledgements";

        public TestBroker Broker => broker;

        public TestService Service => service;

        public static async Task<Scene> StartAsync(string engine)
        {
            var broker = await TestBroker.CreateAsync(Cancellation);
            var connection = await new ConnectionFactory { Uri = new Uri(broker.ConnectionString) }
                .CreateConnectionAsync(Cancellation);
            var channel = await connection.CreateChannelAsync(cancellationToken: Cancellation);
            const string exchange = "Contracts.DeadLetters:ReplayProcessed";
            await channel.ExchangeDeclareAsync(exchange, ExchangeType.Fanout, durable: true, cancellationToken: Cancellation);
            await channel.QueueDeclareAsync(Acknowledgements, durable: true, exclusive: false, autoDelete: false,
                cancellationToken: Cancellation);
            await channel.QueueBindAsync(Acknowledgements, exchange, "", cancellationToken: Cancellation);

            (string, string?)[] settings = engine == "postgres"
                ? [("ConnectionStrings:Inbox", await PostgresServer.CreateDatabaseAsync(Cancellation))]
                : [];
            var service = TestService.Build(broker.ConnectionString, InboxService.Add, settings);
            if (engine == "postgres")
            {
                await using var scope = service.App.Services.CreateAsyncScope();
                await scope.ServiceProvider.GetRequiredService<InboxDbContext>().Database.EnsureCreatedAsync(Cancellation);
            }

            await service.StartAsync(Cancellation);
            return new Scene(broker, service, channel, connection);
        }

        public Task ReplayAsync(string queue, ProbeSent message, long item) =>
            SendAsync(queue, message, item.ToString(System.Globalization.CultureInfo.InvariantCulture));

        public Task SendAsync(string queue, ProbeSent message, string? header)
        {
            var properties = new BasicProperties
            {
                ContentType = "application/json",
                MessageId = message.OrderId.ToString(),
                Persistent = true,
                Headers = header is null ? null : new Dictionary<string, object?> { [ReplayHeaders.ReplayItem] = header },
            };
            return broker.SendAsync(queue, JsonSerializer.Serialize(message, JsonSerializerOptions.Web), properties,
                Cancellation);
        }

        public Task<BasicGetResult> TakeAsync() => broker.TakeAsync(Acknowledgements, Cancellation);

        public async Task<ReplayProcessed> TakeAcknowledgementAsync()
        {
            var message = await TakeAsync();
            using var envelope = JsonDocument.Parse(Encoding.UTF8.GetString(message.Body.Span));
            return envelope.RootElement.GetProperty("message").Deserialize<ReplayProcessed>(JsonSerializerOptions.Web)!;
        }

        public async ValueTask DisposeAsync()
        {
            await channel.DisposeAsync();
            await connection.DisposeAsync();
            await service.DisposeAsync();
            await broker.DisposeAsync();
        }
    }
}
