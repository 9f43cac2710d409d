using MassTransit.EntityFrameworkCoreIntegration;
using Microsoft.Extensions.Options;

namespace Microservices.Model.Tests.Outbox;

public class OutboxHandoverTests
{
    private readonly OutboxHandover<OutboxModelContext> _handover = new(
        Options.Create(new EntityFrameworkOutboxOptions<OutboxModelContext> { DeliversBusOutbox = true }), TimeProvider.System);

    [Fact]
    public async Task Should_leave_large_messages_in_the_tables_when_it_is_full_and_take_the_next_when_it_is_not()
    {
        for (var i = 0; i < 20; i++)
            _handover.AddCommitted([Message(characters: 1 << 20)]);

        _handover.TryTake(messages: 100, out var held).ShouldBeTrue();
        held.Count.ShouldBe(8);
        (await IsMoreStoredAsync()).ShouldBeTrue();

        _handover.AddCommitted([Message(characters: 1 << 20)]);
        _handover.TryTake(messages: 100, out held).ShouldBeTrue();
        held.Count.ShouldBe(1);
        (await IsMoreStoredAsync()).ShouldBeFalse();
    }

    private Task<bool> IsMoreStoredAsync() => _handover.WaitForStoredAsync(TimeSpan.Zero, TestContext.Current.CancellationToken);

    private static OutboxMessage Message(int characters) =>
        new() { OutboxId = Guid.NewGuid(), MessageId = Guid.NewGuid(), Body = new string('x', characters) };
}
