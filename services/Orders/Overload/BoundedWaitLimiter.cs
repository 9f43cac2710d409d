using System.Threading.RateLimiting;

namespace Microservices.Orders.Overload;

/// <summary>Lets some work at once and some more wait for their turn, but none for too long.</summary>
/// <param name="atOnce">How many work at once.</param>
/// <param name="waiting">How many more wait.</param>
/// <param name="longestWait">How long one waits before it is refused.</param>
/// <param name="timeProvider">Measures how long they wait.</param>
internal sealed class BoundedWaitLimiter(int atOnce, int waiting, TimeSpan longestWait, TimeProvider timeProvider) : RateLimiter
{
    private readonly ConcurrencyLimiter _limiter = new(new ConcurrencyLimiterOptions
    {
        PermitLimit = atOnce,
        QueueLimit = waiting,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

    public override TimeSpan? IdleDuration => _limiter.IdleDuration;

    public override RateLimiterStatistics? GetStatistics() => _limiter.GetStatistics();

    protected override RateLimitLease AttemptAcquireCore(int permitCount) => _limiter.AttemptAcquire(permitCount);

    protected override async ValueTask<RateLimitLease> AcquireAsyncCore(int permitCount, CancellationToken cancellationToken)
    {
        using var tooLong = new CancellationTokenSource(longestWait, timeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(tooLong.Token, cancellationToken);
        try
        {
            return await _limiter.AcquireAsync(permitCount, either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return RefusedLease.Instance;
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _limiter.Dispose();
        base.Dispose(disposing);
    }

    protected override async ValueTask DisposeAsyncCore()
    {
        await _limiter.DisposeAsync();
        await base.DisposeAsyncCore();
    }
}
