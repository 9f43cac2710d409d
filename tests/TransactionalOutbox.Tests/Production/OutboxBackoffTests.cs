using MassTransit.EntityFrameworkCoreIntegration;
using Microsoft.Extensions.Time.Testing;

namespace Microservices.TransactionalOutbox.Tests.Production;

public sealed class OutboxBackoffTests
{
    [Fact]
    public void Should_forget_what_another_replica_has_delivered()
    {
        var time = new FakeTimeProvider();
        var backoff = new OutboxBackoff(time);
        for (var number = 1; number <= 1000; number++) // all that it keeps
            backoff.Record(Failed(number), isInterrupted: false);

        time.Advance(TimeSpan.FromHours(1));
        backoff.Describe().ShouldBeNull();
        backoff.Record(Failed(1001), isInterrupted: false);

        backoff.Waiting().ShouldBe([1001]);
    }

    [Fact]
    public void Should_log_a_failure_once_though_it_first_seemed_to_be_the_broker()
    {
        var backoff = new OutboxBackoff(new FakeTimeProvider());

        backoff.Record(Failed(1), isInterrupted: true).ShouldBeEmpty();
        backoff.Record(Failed(1), isInterrupted: false).ShouldHaveSingleItem();
        backoff.Record(Failed(1), isInterrupted: false).ShouldBeEmpty();
    }

    private static OutboxSendResult Failed(long number) =>
        new([], [], [(new OutboxMessage { SequenceNumber = number, OutboxId = Guid.NewGuid() }, new TimeoutException())]);
}
