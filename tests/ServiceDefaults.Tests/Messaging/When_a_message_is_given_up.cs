using System.Collections.Concurrent;
using System.Text.Json;
using Contracts.DeadLetters;
using MassTransit;
using Microservices.ServiceDefaults.Messaging;
using Microservices.ServiceDefaults.Tests.Support;
using Microservices.Testing;
using Microsoft.AspNetCore.Builder;
using RabbitMQ.Client;

namespace Microservices.ServiceDefaults.Tests.Messaging;

public sealed class When_a_message_is_given_up
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("memory", "consumer")]
    [InlineData("memory", "filter")]
    [InlineData("rabbitmq", "consumer")]
    [InlineData("rabbitmq", "filter")]
    public async Task Should_tell_of_its_order_wherever_it_failed(string transport, string place)
    {
        await using var broker = transport == "memory" ? null : await TestBroker.CreateAsync(Cancellation);
        var reports = new ConcurrentQueue<OrderMessageFailed>();
        await using var service = TestService.Build(broker?.ConnectionString ?? "memory://", builder => Add(builder, reports, place));
        await service.StartAsync(Cancellation);
        service.Probe.OnConsume = _ => throw new JsonException("no \0 such \ud800 thing");
        var sent = new ProbeSent { OrderId = NewId.NextGuid() };

        await service.PublishAsync(sent, Cancellation);
        await Eventually.Holds(() => reports.Any(report => report.Queue == Queue(place)), "a report", cancellationToken: Cancellation);

        var failed = reports.Where(report => report.Queue == Queue(place)).ShouldHaveSingleItem();
        failed.OrderId.ShouldBe(sent.OrderId);
        failed.Reason.ShouldBe(place == "filter" ? "JsonException: in the filter" : "JsonException: no \uFFFD such \uFFFD thing");
    }

    [Fact]
    public async Task Should_tell_of_its_order_even_if_it_could_not_be_read()
    {
        await using var broker = await TestBroker.CreateAsync(Cancellation);
        var reports = new ConcurrentQueue<OrderMessageFailed>();
        await using var service = TestService.Build(broker.ConnectionString, builder => Add(builder, reports, "reader"));
        await service.StartAsync(Cancellation);
        var properties = new BasicProperties { ContentType = "application/json" };

        await broker.SendAsync(TestService.Endpoint, "{ this is no JSON", properties, Cancellation);
        var orderId = Guid.NewGuid();
        properties.Type = "NobodyKnows";
        await broker.SendAsync(TestService.Endpoint, $$"""{ "orderId": "{{orderId}}" }""", properties, Cancellation);

        await Eventually.Holds(() => !reports.IsEmpty, "a report", cancellationToken: Cancellation);
        var failed = reports.ShouldHaveSingleItem();
        failed.OrderId.ShouldBe(orderId);
        failed.Reason.ShouldStartWith("ContractBreachException: ");
    }

    [Fact]
    public async Task Should_not_tell_of_a_report_that_is_given_up()
    {
        var attempts = 0;
        await using var service = TestService.Build("memory://", builder => builder.AddMessaging<TestDbContext>(bus =>
            bus.AddHandler((ConsumeContext<OrderMessageFailed> _) =>
            {
                attempts++;
                throw new PermanentException();
            })));
        await service.StartAsync(Cancellation);
        service.Probe.OnConsume = _ => throw new PermanentException();
        await service.PublishAsync(new ProbeSent { OrderId = NewId.NextGuid() }, Cancellation);
        await Eventually.Holds(() => attempts == 1, "the report", cancellationToken: Cancellation);
        await service.PublishAsync(new ProbeSent { OrderId = NewId.NextGuid() }, Cancellation);

        await Eventually.Holds(() => attempts > 1, "the next report", cancellationToken: Cancellation);
        attempts.ShouldBe(2, "a report of the first report would have come before it");
    }

    private static string Queue(string place) => place == "filter" ? FilteredConsumerDefinition.Queue : TestService.Endpoint;

    private static void Add(WebApplicationBuilder builder, ConcurrentQueue<OrderMessageFailed> reports, string place) =>
        builder.AddMessaging<TestDbContext>(bus =>
        {
            bus.AddHandler<OrderMessageFailed>(context =>
            {
                reports.Enqueue(context.Message);
                return Task.CompletedTask;
            });
            if (place == "filter")
                bus.AddConsumer<FilteredConsumer, FilteredConsumerDefinition>();
        });

    private sealed class FilteredConsumer : IConsumer<ProbeSent>
    {
        public Task Consume(ConsumeContext<ProbeSent> context) => Task.CompletedTask;
    }

    private sealed class FilteredConsumerDefinition : ConsumerDefinition<FilteredConsumer>
    {
        public const string Queue = "filtered-probe-sent";

        public FilteredConsumerDefinition() => EndpointName = Queue;

        protected override void ConfigureConsumer(IReceiveEndpointConfigurator endpointConfigurator,
            IConsumerConfigurator<FilteredConsumer> consumerConfigurator, IRegistrationContext context)
        {
            consumerConfigurator.ConsumerMessage<ProbeSent>(message => message.UseExecute(_ => throw new JsonException("in the filter")));
            endpointConfigurator.UseMessagingPolicy(context, typeof(PermanentException));
        }
    }
}
