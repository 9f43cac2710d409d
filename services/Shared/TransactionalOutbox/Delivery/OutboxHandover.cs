using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;

namespace MassTransit.EntityFrameworkCoreIntegration;

/// <summary>
/// Hands what a transaction of this process has committed to its delivery service, which then need not read it again. Only
/// a short cut: what does not fit, or is lost with the process, is found in the tables.
/// </summary>
/// <typeparam name="TDbContext">Each DbContext has a handover of its own.</typeparam>
internal sealed class OutboxHandover<TDbContext>(TimeProvider timeProvider)
{
    // Some passes' worth: while the broker is away, messages wait in the tables and not in memory.
    private const int Capacity = 1000;

    private readonly Channel<IReadOnlyList<OutboxMessage>> _outboxes = Channel.CreateBounded<IReadOnlyList<OutboxMessage>>(
        new BoundedChannelOptions(Capacity) { SingleReader = true });

    private bool _isMoreStored;

    /// <summary>Hands over the committed messages of one outbox, in sending order.</summary>
    public void Add(IReadOnlyList<OutboxMessage> messages)
    {
        if (!_outboxes.Writer.TryWrite(messages))
            Volatile.Write(ref _isMoreStored, true);
    }

    /// <summary>Says that a committed outbox is to be read from the tables.</summary>
    public void AddStored()
    {
        Volatile.Write(ref _isMoreStored, true);
        // Wakes the delivery; when there is no room, it is awake.
        _outboxes.Writer.TryWrite([]);
    }

    /// <summary>Whether something committed was not handed over since this was asked before.</summary>
    public bool TakeIsMoreStored() => Interlocked.Exchange(ref _isMoreStored, false);

    /// <summary>Takes outboxes with about so many messages; false when there are none.</summary>
    public bool TryTake(int messages, [NotNullWhen(true)] out List<IReadOnlyList<OutboxMessage>>? outboxes)
    {
        outboxes = null;
        for (var count = 0; count < messages && _outboxes.Reader.TryRead(out var outbox); count += outbox.Count)
        {
            if (outbox.Count > 0)
                (outboxes ??= []).Add(outbox);
        }

        return outboxes is not null;
    }

    /// <summary>Waits until something is handed over or the time is up.</summary>
    public async Task WaitAsync(TimeSpan atMost, CancellationToken cancellationToken)
    {
        if (_outboxes.Reader.TryPeek(out _))
            return;

        using var timeout = new CancellationTokenSource(atMost, timeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            await _outboxes.Reader.WaitToReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Time for the poll that finds what other processes left.
        }
    }
}
