using Microservices.Orders.Overload;
using Microsoft.Extensions.Time.Testing;

namespace Microservices.Orders.Tests.Overload;

public sealed class BoundedWaitLimiterTests : IAsyncDisposable
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);

    private readonly FakeTimeProvider _time = new();
    private readonly BoundedWaitLimiter _limiter;

    public BoundedWaitLimiterTests() => _limiter = new BoundedWaitLimiter(
        atOnce: 1, waiting: 1, LongestWait, _time);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _limiter.DisposeAsync();

    [Fact]
    public async Task Should_refuse_one_whose_turn_has_not_come_in_time()
    {
        using var working = _limiter.AttemptAcquire();
        var waiting = _limiter.AcquireAsync(1, Cancelled).AsTask();

        _time.Advance(LongestWait - TimeSpan.FromTicks(1));
        var before = waiting.IsCompleted;
        _time.Advance(TimeSpan.FromTicks(1));

        before.ShouldBeFalse();
        (await waiting.WaitAsync(TimeSpan.FromSeconds(10), Cancelled)).IsAcquired.ShouldBeFalse();
    }

    [Fact]
    public async Task Should_let_another_one_wait_instead()
    {
        var working = _limiter.AttemptAcquire();
        var first = _limiter.AcquireAsync(1, Cancelled).AsTask();
        _time.Advance(LongestWait);
        await first.WaitAsync(TimeSpan.FromSeconds(10), Cancelled);

        var second = _limiter.AcquireAsync(1, Cancelled).AsTask();
        working.Dispose();

        (await second).IsAcquired.ShouldBeTrue();
    }

    [Fact]
    public async Task Should_not_take_its_turn_from_one_that_has_come_to_it()
    {
        var working = _limiter.AttemptAcquire();
        var waiting = _limiter.AcquireAsync(1, Cancelled).AsTask();
        working.Dispose();
        using var turn = await waiting;

        _time.Advance(LongestWait);

        turn.IsAcquired.ShouldBeTrue();
        _limiter.AttemptAcquire().IsAcquired.ShouldBeFalse();
    }

    [Fact]
    public async Task Should_tell_one_that_gave_up_by_itself()
    {
        using var working = _limiter.AttemptAcquire();
        using var givesUp = new CancellationTokenSource();
        var waiting = _limiter.AcquireAsync(1, givesUp.Token).AsTask();

        await givesUp.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => waiting);
    }
}
