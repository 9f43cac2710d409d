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
            backoff.Record(Failed(number));

        time.Advance(TimeSpan.FromHours(1));
        backoff.Record(Failed(1001));

        backoff.Waiting().ShouldBe([1001]);
    }

    private static OutboxSendResult Failed(long number) =>
        new([], [(new OutboxMessage { SequenceNumber = number, OutboxId = Guid.NewGuid() }, new TimeoutException())]);
}
