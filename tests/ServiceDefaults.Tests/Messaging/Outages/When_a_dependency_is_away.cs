using System.Collections.Concurrent;
using MassTransit;
using Microservices.ServiceDefaults.Messaging.Outages;
using Microservices.ServiceDefaults.Tests.Support;
using Microservices.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Microservices.ServiceDefaults.Tests.Messaging.Outages;

/// <summary>
/// In fast time: all redeliveries of a message take 0.6 s in place of 36 minutes, and it is given back to the broker after 1 s in place of
/// 10 minutes, which the outages here outlast several times.
/// </summary>
public sealed class When_a_dependency_is_away
{
    private const int Began = 9008;
    private const int Ended = 9009;
    private const int Tripped = 9003;
    private const string ErrorQueue = $"{TestService.Endpoint}_error";
    private const string DelayQueue = $"{TestService.Endpoint}_redelivery_200ms";

    private volatile bool _isAway = true;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Should_hold_messages_for_as_long_as_it_lasts_a_wrong_one_among_them()
    {
        await using var broker = await TestBroker.CreateAsync(Cancellation);
        await using var service = await StartAsync(broker);
        var (poison, done) = (NewId.NextGuid(), new ConcurrentBag<Guid>());
        service.Probe.OnConsume = context =>
        {
            if (context.Message.OrderId == poison)
                throw new PermanentException();
            if (_isAway)
                throw new MillException();
            done.Add(context.Message.OrderId);
            return Task.CompletedTask;
        };
        Guid[] orders = [NewId.NextGuid(), NewId.NextGuid(), NewId.NextGuid()];

        foreach (var order in orders)
            await service.PublishAsync(new ProbeSent { OrderId = order }, Cancellation);
        await LoggedAsync(service, Began);
        await service.PublishAsync(new ProbeSent { OrderId = poison }, Cancellation);
        for (var times = 0; times < 2; times++)
        {
            await Eventually.Holds(async () => await broker.CountAsync(DelayQueue, Cancellation) > 0, "a message to be given back", cancellationToken: Cancellation);
            await Eventually.Holds(async () => await broker.CountAsync(DelayQueue, Cancellation) == 0, "it to come again", cancellationToken: Cancellation);
        }

        (await HealthAsync(service)).ShouldContain($"{TestService.Endpoint} waits for the mill since");

        (await broker.CountAsync(ErrorQueue, Cancellation)).ShouldBe(0u);

        _isAway = false;

        await Eventually.Holds(async () => await broker.CountAsync(ErrorQueue, Cancellation) == 1, "the wrong message in the error queue", cancellationToken: Cancellation);
        await Eventually.Holds(() => orders.All(done.Contains), "every message", cancellationToken: Cancellation);
        await LoggedAsync(service, Ended);
        done.Count.ShouldBe(orders.Length);
        service.Probe.Faults.ShouldHaveSingleItem().Message.OrderId.ShouldBe(poison);
        service.Probe.Deliveries.ShouldAllBe(delivery => delivery.Attempt == 1, "no redelivery is used up");
        (await HealthAsync(service)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_give_up_a_message_that_alone_says_so()
    {
        _isAway = false;
        await using var broker = await TestBroker.CreateAsync(Cancellation);
        await using var service = await StartAsync(broker, settings: ("Messaging:ConcurrentMessageLimit", "1"));
        service.Probe.OnConsume = _ => throw new MillException();
        var liar = NewId.NextGuid();

        await service.PublishAsync(new ProbeSent { OrderId = liar }, Cancellation);

        await Eventually.Holds(async () => await broker.CountAsync(ErrorQueue, Cancellation) == 1, "the message in the error queue", cancellationToken: Cancellation);
        service.Probe.Of(liar).Select(delivery => delivery.Attempt).ShouldBe([1, 2, 3]);
        service.Logs.GetSnapshot().ShouldNotContain(record => record.Id.Id == Began);
    }

    [Fact]
    public async Task Should_rest_by_the_kill_switch_when_most_messages_fail_and_the_dependency_answers()
    {
        _isAway = false;
        await using var broker = await TestBroker.CreateAsync(Cancellation);
        await using var service = await StartAsync(broker, settings: [("Messaging:KillSwitchActivationThreshold", "3"), ("Messaging:ConcurrentMessageLimit", "1")]);
        service.Probe.OnConsume = _ => throw new MillException();

        for (var order = 0; order < 5; order++)
            await service.PublishAsync(new ProbeSent { OrderId = NewId.NextGuid() }, Cancellation);

        await LoggedAsync(service, Tripped);
    }

    [Fact]
    public async Task Should_keep_messages_at_a_stop_where_there_is_no_redelivery()
    {
        await using var broker = await TestBroker.CreateAsync(Cancellation);
        await using (var service = await StartAsync(broker, settings: [("Messaging:RedeliveryIntervals", ""), ("Messaging:RedeliveryIntervals:0", null), ("Messaging:RedeliveryIntervals:1", null)]))
        {
            service.Probe.OnConsume = _ => throw new MillException();
            await service.PublishAsync(new ProbeSent { OrderId = NewId.NextGuid() }, Cancellation);
            await LoggedAsync(service, Began);
        }

        var kept = await broker.CountAsync($"{TestService.Endpoint}_redelivery_60s", Cancellation) + await broker.CountAsync(TestService.Endpoint, Cancellation);
        kept.ShouldBe(1u);
    }

    [Fact]
    public async Task Should_stop_at_once_and_leave_the_messages_to_the_broker()
    {
        await using var broker = await TestBroker.CreateAsync(Cancellation);
        await using (var service = await StartAsync(broker, "00:10:00", ("Messaging:RedeliveryIntervals:0", "1.00:00:00"),
            ("Messaging:RedeliveryIntervals:1", "1.00:00:00")))
        {
            service.Probe.OnConsume = _ => throw new MillException();
            for (var order = 0; order < 3; order++)
                await service.PublishAsync(new ProbeSent { OrderId = NewId.NextGuid() }, Cancellation);
            await LoggedAsync(service, Began);
            await Eventually.Holds(async () => await broker.CountAsync(TestService.Endpoint, Cancellation) == 0, "three messages to be held", cancellationToken: Cancellation);
        }

        (await broker.CountAsync($"{TestService.Endpoint}_redelivery_86400s", Cancellation)).ShouldBe(3u);
        (await broker.CountAsync(TestService.Endpoint, Cancellation)).ShouldBe(0u);
        (await broker.CountAsync(ErrorQueue, Cancellation)).ShouldBe(0u);
    }

    [Fact]
    public async Task Should_hold_messages_in_memory_too()
    {
        await using var service = TestService.Build("memory://", AddMill,
            ("Messaging:OutageProbeInterval", "00:00:00.020"));
        await service.StartAsync(Cancellation);
        service.Probe.OnConsume = _ => _isAway ? throw new MillException() : Task.CompletedTask;
        var order = NewId.NextGuid();

        await service.PublishAsync(new ProbeSent { OrderId = order }, Cancellation);
        await LoggedAsync(service, Began);
        _isAway = false;
        await LoggedAsync(service, Ended);

        service.Probe.Faults.ShouldBeEmpty();
    }

    private void AddMill(WebApplicationBuilder builder) => builder.Services.AddOutage("mill", exception => exception is MillException,
        (_, _) => _isAway ? throw new MillException() : Task.CompletedTask);

    private async Task<TestService> StartAsync(TestBroker broker, string holdLimit = "00:00:01", params (string Key, string? Value)[] settings)
    {
        var service = TestService.Build(broker.ConnectionString, AddMill,
            [("Messaging:OutageProbeInterval", "00:00:00.020"), ("Messaging:OutageHoldLimit", holdLimit), .. settings]);
        await service.StartAsync(Cancellation);
        return service;
    }

    private static async Task<string> HealthAsync(TestService service)
    {
        var report = await service.App.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(check => check.Name == "endpoints", Cancellation);
        return report.Entries["endpoints"].Description ?? "";
    }

    private static Task LoggedAsync(TestService service, int eventId) => Eventually.Holds(
        () => service.Logs.GetSnapshot().Any(record => record.Id.Id == eventId), $"log event {eventId}", cancellationToken: Cancellation);

    private sealed class MillException() : Exception("The mill is away.");
}
