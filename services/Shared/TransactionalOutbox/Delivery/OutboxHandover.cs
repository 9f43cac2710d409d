using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace MassTransit.EntityFrameworkCoreIntegration;

/// <summary>
/// Hands what a transaction of this process has committed to its delivery service, which then need not read it again. Only
/// a short cut: what does not fit, or is lost with the process, is found in the tables.
/// </summary>
/// <typeparam name="TDbContext">Each DbContext has a handover of its own.</typeparam>
internal sealed class OutboxHandover<TDbContext>(
    IOptions<EntityFrameworkOutboxOptions<TDbContext>> options, TimeProvider timeProvider)
    where TDbContext : DbContext
{
    // A second's worth and more, so that a burst need not be read again; the rest waits in the tables. The length counts too:
    // an import commits large messages faster than a broker takes them, and would fill the memory.
    private const int Capacity = 10_000;
    private const int CharacterCapacity = 8 << 20;

    private readonly Lock _lock = new();
    private readonly Queue<IReadOnlyList<OutboxMessage>> _outboxes = [];

    // Latched: what comes while the delivery is busy is seen when it next waits.
    private readonly Channel<bool> _latch =
        Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private readonly Channel<bool> _forOthers =
        Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private readonly Channel<bool> _stored =
        Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private long _characters;

    /// <summary>Hands over the messages of a committed transaction.</summary>
    public void AddCommitted(IReadOnlyCollection<OutboxMessage> messages)
    {
        foreach (var outbox in messages.GroupBy(OutboxKey.Of))
        {
            if (outbox.Key.OutboxId is null || options.Value.DeliversBusOutbox)
                Add([.. outbox.OrderBy(message => message.SequenceNumber)]);
            else
                _forOthers.Writer.TryWrite(true);
        }
    }

    /// <summary>Says that the tables hold something that was not handed over.</summary>
    public void AddStored() => _stored.Writer.TryWrite(true);

    /// <summary>Waits until something was committed that other processes deliver.</summary>
    public async Task WaitForOthersAsync(CancellationToken cancellationToken) => await _forOthers.Reader.ReadAsync(cancellationToken);

    // A pass takes no more of one outbox than its limit: the passes after it need the tables.
    private void Add(List<OutboxMessage> outbox)
    {
        lock (_lock)
        {
            if (_outboxes.Count >= Capacity || _characters >= CharacterCapacity || outbox.Count > options.Value.Delivery.MessageDeliveryLimit)
            {
                AddStored();
                return;
            }

            _outboxes.Enqueue(outbox);
            _characters += Length(outbox);
        }

        _latch.Writer.TryWrite(true);
    }

    // Bodies only: the rest of a message is short beside them.
    private static long Length(IReadOnlyList<OutboxMessage> outbox)
    {
        var length = 0L;
        foreach (var message in outbox)
            length += message.Body.Length;
        return length;
    }

    /// <summary>Waits for outboxes, and takes some with about so many messages.</summary>
    public async Task<IReadOnlyList<IReadOnlyList<OutboxMessage>>> TakeAsync(int messages, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (TryTake(messages, out var outboxes))
                return outboxes;
            await _latch.Reader.ReadAsync(cancellationToken);
        }
    }

    /// <summary>Takes outboxes with about so many messages; false when there are none.</summary>
    public bool TryTake(int messages, [NotNullWhen(true)] out List<IReadOnlyList<OutboxMessage>>? outboxes)
    {
        outboxes = null;
        lock (_lock)
        {
            for (var count = 0; count < messages && _outboxes.TryDequeue(out var outbox); count += outbox.Count)
            {
                (outboxes ??= []).Add(outbox);
                _characters -= Length(outbox);
            }
        }

        return outboxes is not null;
    }

    /// <summary>Sequence numbers of the first messages of what waits here, which need not be found in the tables.</summary>
    public long[] Waiting()
    {
        lock (_lock)
            return [.. _outboxes.Select(x => x[0].SequenceNumber)];
    }

    /// <summary>Waits until the tables are said to hold something, or the time is up; false then.</summary>
    public async Task<bool> WaitForStoredAsync(TimeSpan atMost, CancellationToken cancellationToken)
    {
        if (_stored.Reader.TryRead(out _))
            return true;

        using var timeout = new CancellationTokenSource(atMost, timeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            return await _stored.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false; // time for the poll that finds what other processes left
        }
    }
}
