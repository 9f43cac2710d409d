using MassTransit;
using MassTransit.Context;
using MassTransit.EntityFrameworkCoreIntegration;
using MassTransit.Serialization;
using Microservices.Model.Tests.Simulation;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Microservices.Model.Tests.Outbox;

/// <summary>A process with the outbox as an application registers it, but for the bus, and what it has in memory.</summary>
internal sealed class OutboxProcess : IAsyncDisposable
{
    private readonly SimulatedProcess _process = new();
    private readonly ModelDatabase _database;
    private readonly ILockStatementProvider _statements;
    private readonly TimeProvider _time;
    private readonly IBus _bus;
    private ServiceProvider _services = null!; // set by Start
    private OutboxDelivery<OutboxModelContext> _delivery = null!; // set by Start
    private DeliveryRecord _record = new();

    public OutboxProcess(ModelDatabase database, ILockStatementProvider statements, TimeProvider time)
    {
        (_database, _statements, _time) = (database, new SteppingStatements(statements, _process), time);
        _bus = RecordingBus.Create(Send);
        Start();
    }

    /// <summary>Starts it again: what is in memory is gone.</summary>
    public async Task RestartAsync()
    {
        await _services.DisposeAsync();
        Start();
    }

    /// <summary>Commits messages of one transaction.</summary>
    public async Task CommitAsync(OutboxStep.Commit commit, IReadOnlyList<Guid> messages)
    {
        _process.Start(commit.KilledAfter);
        try
        {
            await using var scope = _services.CreateAsyncScope();
            await (commit.Consumed is { } consumed ? ConsumeAsync(scope, commit, consumed, messages) : PublishAsync(scope, commit, messages));
        }
        catch (Exception) when (_process.IsKilled)
        {
            // The database knows whether it was before the commit.
        }

        await RestartIfKilledAsync();
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
            else if (Get<OutboxHandover<OutboxModelContext>>().TryTake(OutboxDelivery<OutboxModelContext>.MessagesPerPass, out var outboxes))
                await _delivery.DeliverAsync(outboxes, CancellationToken.None);
        }
        catch (Exception) when (_process.IsKilled)
        {
            // The test of it follows.
        }

        _record.IsKilled = await RestartIfKilledAsync();
        return _record;
    }

    public async Task<T> ReadAsync<T>(Func<OutboxModelContext, Task<T>> read)
    {
        await using var scope = _services.CreateAsyncScope();
        return await read(scope.ServiceProvider.GetRequiredService<OutboxModelContext>());
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private void Start()
    {
        _process.Start();
        _services = new ServiceCollection()
            .AddDbContext<OutboxModelContext>(options =>
            {
                _database.Use(options);
                options.AddInterceptors(new DatabaseSteps(_process));
            })
            .AddMassTransit(bus => bus.AddEntityFrameworkOutbox<OutboxModelContext>(outbox =>
            {
                outbox.LockStatementProvider = _statements;
                // Small, so that a few messages are a backlog.
                outbox.QueryMessageLimit = 3;
                outbox.UseBusOutbox(busOutbox => busOutbox.MessageDeliveryLimit = 2);
            }))
            .AddSingleton(_time)
            .BuildServiceProvider();
        _delivery = new OutboxDelivery<OutboxModelContext>(_services, _bus, Get<OutboxHandover<OutboxModelContext>>(),
            Get<OutboxDeliveryState<OutboxModelContext>>(), Options, _time, NullLogger.Instance);
    }

    private EntityFrameworkOutboxOptions<OutboxModelContext> Options => Get<IOptions<EntityFrameworkOutboxOptions<OutboxModelContext>>>().Value;

    private T Get<T>()
        where T : class => _services.GetRequiredService<T>();

    private async Task<bool> RestartIfKilledAsync()
    {
        var isKilled = _process.IsKilled;
        if (isKilled)
            await RestartAsync();
        _process.Start();
        return isKilled;
    }

    // As a request does, in a transaction of its own or in the save's.
    private async Task PublishAsync(AsyncServiceScope scope, OutboxStep.Commit commit, IReadOnlyList<Guid> messages)
    {
        var context = scope.ServiceProvider.GetRequiredService<OutboxModelContext>();
        var publisher = new EntityFrameworkScopedBusContext<IBus, OutboxModelContext>(_bus, context,
            Get<PublishedMessages<OutboxModelContext>>(), null!, scope.ServiceProvider, _time); // asks no client factory
        await using var transaction = commit.HasTransaction ? await context.Database.BeginTransactionAsync() : null;
        foreach (var message in messages)
            await publisher.AddSend(NewSend(message));
        context.Add(NewEffect(commit, messages));
        await context.SaveChangesAsync();
        if (transaction is not null)
            await transaction.CommitAsync();
    }

    // As the outbox does around a consumer. The transaction is rolled back when it is a duplicate.
    private async Task ConsumeAsync(AsyncServiceScope scope, OutboxStep.Commit commit, Guid consumed, IReadOnlyList<Guid> messages)
    {
        var context = scope.ServiceProvider.GetRequiredService<OutboxModelContext>();
        await using var transaction = await context.Database.BeginTransactionAsync();
        var key = new InboxKey(consumed, Guid.Empty);
        if (!await new InboxStore(context, _statements, _time).EnterAsync(key, expires: null, CancellationToken.None))
            return;

        var outgoing = new OutgoingMessages<OutboxModelContext>(context, _statements, Get<SequenceNumbers<OutboxModelContext>>(),
            Get<OutboxHandover<OutboxModelContext>>(), Get<DeliveredTables<OutboxModelContext>>(), _time);
        foreach (var message in messages)
            outgoing.Add(NewSend(message), SystemTextJsonMessageSerializer.Instance, key);
        context.Add(NewEffect(commit, messages));
        await outgoing.CommitAsync(CancellationToken.None);
    }

    private void Send(Guid messageId)
    {
        _process.Step();
        lock (_record)
            _record.Send(messageId);
        _process.Step();
    }

    private static Effect NewEffect(OutboxStep.Commit commit, IReadOnlyList<Guid> messages) =>
        new() { Of = messages[0], Cause = commit.HasCause ? new Effect { Of = messages[0] } : null };

    private static MessageSendContext<Sent> NewSend(Guid messageId) => new(new Sent())
    {
        MessageId = messageId,
        DestinationAddress = new Uri("exchange:model"),
        Serializer = SystemTextJsonMessageSerializer.Instance,
    };

    public sealed record Sent;
}
