using System.Threading.Channels;

namespace MassTransit.EntityFrameworkCoreIntegration;

/// <summary>
/// Wakes the delivery service of one DbContext after a commit. Latched: a signal given while delivery is busy is seen
/// when it next waits, so that none is lost.
/// </summary>
/// <typeparam name="TDbContext">Each DbContext has a signal of its own.</typeparam>
internal sealed class OutboxSignal<TDbContext>(TimeProvider timeProvider)
{
    private readonly Channel<bool> _latch =
        Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Set() => _latch.Writer.TryWrite(true);

    public async Task WaitAsync(TimeSpan atMost, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(atMost, timeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            await _latch.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Time for the poll that finds what other processes left.
        }
    }
}
