using System.Collections.Concurrent;
using MassTransit;
using Microservices.ServiceDefaults.Messaging;
using Microservices.ServiceDefaults.Tests.Support;
using Microservices.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Microservices.ServiceDefaults.Tests.Messaging;

public sealed class When_several_services_share_a_process
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("memory")]
    [InlineData("rabbitmq")]
    public async Task Should_serve_the_consumers_and_outboxes_of_all_on_one_bus(string transport)
    {
        await using var broker = transport == "memory" ? null : await TestBroker.CreateAsync(Cancellation);
        var answers = new ConcurrentQueue<Guid>();
        await using var service = TestService.Build(broker?.ConnectionString ?? "memory://", builder =>
        {
            InboxService.Add(builder);
            AddAnswers(builder, answers);
        });
        await service.StartAsync(Cancellation);
        var sent = new ProbeSent { OrderId = NewId.NextGuid() };

        await PublishThroughOutboxAsync(service, sent);

        await Eventually.Holds(() => answers.Contains(sent.OrderId),
            "the event that the second service publishes through its outbox", cancellationToken: Cancellation);
        await Eventually.Holds(() => service.Probe.Of(sent.OrderId).Count == 2,
            "a delivery to each service", cancellationToken: Cancellation);
    }

    [Fact]
    public async Task Should_drop_what_a_failed_consumer_published()
    {
        var answers = new ConcurrentQueue<Guid>();
        await using var service = TestService.Build("memory://", builder =>
        {
            InboxService.Add(builder);
            AddAnswers(builder, answers);
        });
        await service.StartAsync(Cancellation);
        var failing = new ProbeSent { OrderId = NewId.NextGuid() };
        var succeeding = new ProbeSent { OrderId = NewId.NextGuid() };
        service.Probe.OnConsume = context => context.Message.OrderId == failing.OrderId
            ? throw new PermanentException()
            : Task.CompletedTask;

        await service.PublishAsync(failing, Cancellation);
        await service.PublishAsync(succeeding, Cancellation);
        await Eventually.Holds(() => !answers.IsEmpty, "an answer", cancellationToken: Cancellation);

        answers.ShouldBe([succeeding.OrderId]);
    }

    private static void AddAnswers(WebApplicationBuilder builder, ConcurrentQueue<Guid> answers) =>
        builder.AddMessaging<TestDbContext>(bus => bus.AddHandler<ProbeAnswered>(context =>
        {
            answers.Enqueue(context.Message.OrderId);
            return Task.CompletedTask;
        }));

    private static async Task PublishThroughOutboxAsync(TestService service, ProbeSent sent)
    {
        await using var scope = service.App.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IPublishEndpoint>().Publish(sent, Cancellation);
        await Task.Delay(TimeSpan.Zero, Cancellation);
        service.Probe.Deliveries.ShouldBeEmpty();
        var context = scope.ServiceProvider.GetRequiredService<InboxDbContext>();
        (await context.SaveChangesAsync(Cancellation)).ShouldBeGreaterThan(0);
    }
}
