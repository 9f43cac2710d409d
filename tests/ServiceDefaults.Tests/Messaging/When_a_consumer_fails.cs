using System.Diagnostics;
using MassTransit;
using Microservices.ServiceDefaults.Tests.Support;
using Microservices.Testing;

namespace Microservices.ServiceDefaults.Tests.Messaging;

public sealed class When_a_consumer_fails
{
    private const string ErrorQueue = TestService.Endpoint + "_error";
    private static readonly TimeSpan[] Delays = [TimeSpan.FromMilliseconds(200), TimeSpan.FromMilliseconds(400)];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Should_redeliver_after_each_interval_until_it_succeeds()
    {
        await using var broker = await TestBroker.CreateAsync(Cancellation);
        await using var service = await TestService.StartAsync(broker.ConnectionString, Cancellation);
        service.Probe.OnConsume = context => service.Probe.Deliveries.Count < 3
            ? throw new TransientException()
            : Task.CompletedTask;
        var sent = new ProbeSent { OrderId = NewId.NextGuid(), Text = "Grüße" };

        await service.PublishAsync(sent, Cancellation);
        await Eventually.Holds(() => service.Probe.Deliveries.Count == 3,
            "the third delivery", cancellationToken: Cancellation);

        var deliveries = service.Probe.Of(sent.OrderId);
        deliveries.Select(delivery => delivery.Attempt).ShouldBe([1, 2, 3]);
        deliveries.ShouldAllBe(delivery => delivery.MessageId == sent.OrderId && delivery.Body == deliveries[0].Body);
        Stopwatch.GetElapsedTime(deliveries[0].Timestamp, deliveries[1].Timestamp).ShouldBeGreaterThanOrEqualTo(Delays[0]);
        Stopwatch.GetElapsedTime(deliveries[1].Timestamp, deliveries[2].Timestamp).ShouldBeGreaterThanOrEqualTo(Delays[1]);

        var last = await ShouldHaveFaulted(service, []);
        (await broker.TakeAsync(ErrorQueue, Cancellation)).BasicProperties.MessageId.ShouldBe(last.ToString());
        (await broker.CountAsync(ErrorQueue, Cancellation)).ShouldBe(0u);
        (await broker.CountAsync($"{TestService.Endpoint}_skipped", Cancellation)).ShouldBe(0u);
    }

    [Fact]
    public async Task Should_move_it_to_the_error_queue_with_one_fault_when_redeliveries_are_used_up()
    {
        await using var broker = await TestBroker.CreateAsync(Cancellation);
        await using var service = await TestService.StartAsync(broker.ConnectionString, Cancellation,
            ("Messaging:RetryLimit", "2"), ("Messaging:RetryMinInterval", "00:00:00.001"));
        service.Probe.OnConsume = _ => throw new TransientException();
        var sent = new ProbeSent { OrderId = NewId.NextGuid() };

        await service.PublishAsync(sent, Cancellation);
        var dead = await broker.TakeAsync(ErrorQueue, Cancellation);

        dead.BasicProperties.MessageId.ShouldBe(sent.OrderId.ToString());
        TestBroker.Header(dead, "MT-Fault-ExceptionType").ShouldBe(typeof(TransientException).FullName);
        service.Probe.Of(sent.OrderId).Select(delivery => delivery.Attempt).ShouldBe([1, 1, 1, 2, 2, 2, 3, 3, 3]);
        await ShouldHaveFaulted(service, [sent.OrderId]);
    }

    [Fact]
    public async Task Should_move_it_to_the_error_queue_at_once_when_the_fault_is_permanent()
    {
        await using var broker = await TestBroker.CreateAsync(Cancellation);
        await using var service = await TestService.StartAsync(broker.ConnectionString, Cancellation,
            ("Messaging:RetryLimit", "3"));
        service.Probe.OnConsume = _ => throw new InvalidOperationException("wrapped", new PermanentException());
        var sent = new ProbeSent { OrderId = NewId.NextGuid() };

        await service.PublishAsync(sent, Cancellation);
        await broker.TakeAsync(ErrorQueue, Cancellation);

        service.Probe.Of(sent.OrderId).Count.ShouldBe(1);
        await ShouldHaveFaulted(service, [sent.OrderId]);
        service.Probe.Of(sent.OrderId).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Should_retry_in_process_before_it_is_redelivered()
    {
        await using var broker = await TestBroker.CreateAsync(Cancellation);
        await using var service = await TestService.StartAsync(broker.ConnectionString, Cancellation,
            ("Messaging:RetryLimit", "3"));
        service.Probe.OnConsume = _ => service.Probe.Deliveries.Count < 3
            ? throw new TransientException()
            : Task.CompletedTask;
        var sent = new ProbeSent { OrderId = NewId.NextGuid() };

        await service.PublishAsync(sent, Cancellation);
        await Eventually.Holds(() => service.Probe.Deliveries.Count == 3,
            "the third attempt", cancellationToken: Cancellation);

        service.Probe.Of(sent.OrderId).ShouldAllBe(delivery => delivery.Attempt == 1);
        await ShouldHaveFaulted(service, []);
    }

    [Fact]
    public async Task Should_redeliver_although_someone_has_deleted_the_delay_queue()
    {
        await using var broker = await TestBroker.CreateAsync(Cancellation);
        await using var service = await TestService.StartAsync(broker.ConnectionString, Cancellation);
        await broker.DeleteQueueAsync($"{TestService.Endpoint}_redelivery_200ms", Cancellation);
        service.Probe.OnConsume = _ => service.Probe.Deliveries.Count < 2
            ? throw new TransientException()
            : Task.CompletedTask;
        var sent = new ProbeSent { OrderId = NewId.NextGuid() };

        await service.PublishAsync(sent, Cancellation);
        await Eventually.Holds(() => service.Probe.Deliveries.Count == 2,
            "the second delivery", cancellationToken: Cancellation);

        service.Probe.Of(sent.OrderId).Select(delivery => delivery.Attempt).ShouldBe([1, 2]);
    }

    [Fact]
    public async Task Should_redeliver_in_memory_too()
    {
        await using var service = await TestService.StartAsync("memory://", Cancellation);
        service.Probe.OnConsume = context => context.Message.Text == "fails" || service.Probe.Deliveries.Count < 3
            ? throw new TransientException()
            : Task.CompletedTask;
        var succeeds = new ProbeSent { OrderId = NewId.NextGuid() };
        var fails = new ProbeSent { OrderId = NewId.NextGuid(), Text = "fails" };

        await service.PublishAsync(succeeds, Cancellation);
        await Eventually.Holds(() => service.Probe.Of(succeeds.OrderId).Count == 3,
            "the third delivery", cancellationToken: Cancellation);
        await service.PublishAsync(fails, Cancellation);
        await Eventually.Holds(() => !service.Probe.Faults.IsEmpty,
            "the fault", cancellationToken: Cancellation);

        service.Probe.Of(succeeds.OrderId).Select(delivery => delivery.Attempt).ShouldBe([1, 2, 3]);
        service.Probe.Of(fails.OrderId).Select(delivery => delivery.Attempt).ShouldBe([1, 2, 3]);
        await ShouldHaveFaulted(service, [fails.OrderId]);
    }

    /// <summary>
    /// Lets one more message fail: faults come in order, so when its fault is there, no earlier one is still to come.
    /// </summary>
    private static async Task<Guid> ShouldHaveFaulted(TestService service, Guid[] orderIds)
    {
        service.Probe.OnConsume = _ => throw new PermanentException();
        var last = new ProbeSent { OrderId = NewId.NextGuid() };
        await service.PublishAsync(last, Cancellation);
        await Eventually.Holds(() => service.Probe.Faults.Any(fault => fault.Message.OrderId == last.OrderId),
            "the last fault", cancellationToken: Cancellation);

        service.Probe.Faults.Select(fault => fault.Message.OrderId).ShouldBe([.. orderIds, last.OrderId]);
        return last.OrderId;
    }
}
