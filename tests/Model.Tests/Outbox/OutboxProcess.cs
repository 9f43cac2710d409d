using MassTransit.EntityFrameworkCoreIntegration;
using Microservices.Model.Tests.Simulation;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Microservices.Model.Tests.Outbox;

/// <summary>A process with its delivery, and what it has in memory.</summary>
internal sealed class OutboxProcess : IAsyncDisposable
{
    private readonly SimulatedProcess _process = new();
    private readonly EntityFrameworkOutboxOptions<OutboxModelContext> _options;
    private readonly ServiceProvider _services;
    private readonly TimeProvider _time;
    private OutboxHandover<OutboxModelContext> _handover = null!; // set by Restart
    private OutboxDelivery<OutboxModelContext> _delivery = null!; // set by Restart
    private DeliveryRecord _record = new();

    public OutboxProcess(ModelDatabase database, ILockStatementProvider statements, TimeProvider time)
    {
        _time = time;
        _options = new EntityFrameworkOutboxOptions<OutboxModelContext> { LockStatementProvider = statements, DeliversBusOutbox = true };
        // Small, so that a few messages are a backlog.
        _options.Delivery.QueryMessageLimit = 3;
        _options.Delivery.MessageDeliveryLimit = 2;
        _services = new ServiceCollection()
            .AddDbContext<OutboxModelContext>(options =>
            {
                database.Use(options);
                options.AddInterceptors(new DatabaseSteps(_process));
            })
            .BuildServiceProvider();
        Restart();
    }

    /// <summary>Starts it again, if it runs: what is in memory is gone.</summary>
    public void Restart()
    {
        _process.Start();
        _handover = new OutboxHandover<OutboxModelContext>(Options.Create(_options), _time);
        _delivery = new OutboxDelivery<OutboxModelContext>(_services, RecordingBus.Create(Send), _handover, _options, _time, NullLogger.Instance);
    }

    /// <summary>Commits messages of one transaction, and returns their ids in sending order.</summary>
    public async Task<IReadOnlyList<Guid>> CommitAsync(int count, bool isHandedOver)
    {
        await using var scope = _services.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<OutboxModelContext>();
        var outbox = Guid.NewGuid();
        context.Add(new OutboxState { OutboxId = outbox, LockId = Guid.NewGuid(), Created = DateTime.UtcNow });
        var messages = Enumerable.Range(0, count).Select(_ => Message(outbox)).ToList();
        foreach (var message in messages)
        {
            context.Add(message);
            await context.SaveChangesAsync(); // one by one: their numbers are their order
        }

        if (isHandedOver)
            _handover.AddCommitted(messages);
        return [.. messages.Select(message => message.MessageId)];
    }

    /// <summary>Delivers once; when it is killed in between, it is started again.</summary>
    public async Task<DeliveryRecord> DeliverAsync(Delivery work, Turns? turns = null)
    {
        _record = new DeliveryRecord { Fates = new Queue<SendFate>(work.Fates) };
        _process.Start(work.KilledAfter, turns);
        try
        {
            if (work.IsStored)
                await _delivery.DeliverStoredAsync(CancellationToken.None);
            else if (_handover.TryTake(OutboxDelivery<OutboxModelContext>.MessagesPerPass, out var outboxes))
                await _delivery.DeliverAsync(outboxes, CancellationToken.None);
        }
        catch (Exception) when (_process.IsKilled)
        {
            // The test of it follows.
        }

        if (_process.IsKilled)
        {
            _record.IsKilled = true;
            Restart();
        }

        _process.Start();
        return _record;
    }

    public async Task<T> ReadAsync<T>(Func<OutboxModelContext, Task<T>> read)
    {
        await using var scope = _services.CreateAsyncScope();
        return await read(scope.ServiceProvider.GetRequiredService<OutboxModelContext>());
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private void Send(Guid messageId)
    {
        _process.Step();
        lock (_record)
            _record.Send(messageId);
        _process.Step();
    }

    private static OutboxMessage Message(Guid outbox) => new()
    {
        OutboxId = outbox,
        MessageId = Guid.NewGuid(),
        SentTime = DateTime.UtcNow,
        DestinationAddress = new Uri("exchange:model"),
        ContentType = "application/json",
        MessageType = "urn:message:Model",
        Body = "{}",
    };
}
