using MassTransit;
using Microservices.ServiceDefaults.Tests.Support;
using Microservices.Testing;

namespace Microservices.ServiceDefaults.Tests.Messaging;

public sealed class When_too_many_messages_fail
{
    private const int Tripped = 9003;
    private const int Restarted = 9004;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Should_stop_the_endpoint_and_start_it_again_without_losing_a_message()
    {
        await using var broker = await TestBroker.CreateAsync(Cancellation);
        await using var service = await StartAsync(broker);
        var isDown = true;
        service.Probe.OnConsume = _ => isDown ? throw new TransientException() : Task.CompletedTask;
        var orderIds = Enumerable.Range(0, 10).Select(_ => NewId.NextGuid()).ToList();

        foreach (var orderId in orderIds)
            await service.PublishAsync(new ProbeSent { OrderId = orderId }, Cancellation);
        await LoggedAsync(service, Tripped, "the kill switch to stop the endpoint");
        isDown = false;
        await LoggedAsync(service, Restarted, "the kill switch to start the endpoint");

        await Eventually.Holds(() => orderIds.TrueForAll(id => service.Probe.Of(id).Count > 0),
            "every message", cancellationToken: Cancellation);
        await Eventually.Holds(async () => await broker.CountAsync(TestService.Endpoint, Cancellation) == 0,
            "the queue to be empty", cancellationToken: Cancellation);
        (await broker.CountAsync($"{TestService.Endpoint}_error", Cancellation)).ShouldBe(0u);
    }

    [Fact]
    public async Task Should_leave_the_endpoint_alone_when_the_messages_are_to_blame()
    {
        await using var broker = await TestBroker.CreateAsync(Cancellation);
        await using var service = await StartAsync(broker);
        service.Probe.OnConsume = _ => throw new PermanentException();

        for (var i = 0; i < 10; i++)
            await service.PublishAsync(new ProbeSent { OrderId = NewId.NextGuid() }, Cancellation);
        await Eventually.Holds(() => service.Probe.Faults.Count == 10,
            "ten faults", cancellationToken: Cancellation);

        service.Logs.GetSnapshot().ShouldNotContain(record => record.Id.Id == Tripped);
    }

    private static Task<TestService> StartAsync(TestBroker broker) => TestService.StartAsync(broker.ConnectionString,
        Cancellation,
        ("Messaging:ConcurrentMessageLimit", "1"),
        ("Messaging:PrefetchCount", "1"),
        ("Messaging:KillSwitchActivationThreshold", "3"),
        ("Messaging:KillSwitchRestartTimeout", "00:00:01"),
        ("Messaging:RedeliveryIntervals:0", "00:00:02"));

    private static Task LoggedAsync(TestService service, int eventId, string what) => Eventually.Holds(
        () => service.Logs.GetSnapshot().Any(record => record.Id.Id == eventId),
        what, cancellationToken: Cancellation);
}
