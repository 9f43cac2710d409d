using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microservices.ServiceDefaults.Messaging;
using Microservices.ServiceDefaults.Messaging.Outages;
using Microservices.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Microservices.ServiceDefaults.Tests.Messaging.Outages;

public sealed class OutageGateTests : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    private readonly Clock _time = new(new(2026, 11, 30, 2, 0, 0, TimeSpan.Zero));
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly CancellationTokenSource _stopping = new();
    private readonly Outage _outage;
    private readonly OutageGate _gate;
    private volatile bool _isAway = true;
    private int _probes;

    public OutageGateTests()
    {
        _outage = new Outage("mill", _ => true, (_, _) =>
        {
            Interlocked.Increment(ref _probes);
            return _isAway ? throw new InvalidOperationException("wrapped", new TimeoutException("the mill is silent")) : Task.CompletedTask;
        });
        _gate = new OutageGate(() => "invoice-order-confirmed", new MessagingOptions(), _services.GetRequiredService<IServiceScopeFactory>(), _time,
            new MessagingMetrics(_services.GetRequiredService<IMeterFactory>()), NullLogger.Instance, _stopping.Token);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _stopping.Cancel();
        _stopping.Dispose();
        _services.Dispose();
    }

    [Fact]
    public async Task Should_blame_the_message_while_the_dependency_answers()
    {
        _isAway = false;

        (await IsAwayAsync()).ShouldBeFalse();

        _gate.Outage.ShouldBeNull();
        (await WaitAsync()).ShouldBeTrue();
    }

    [Fact]
    public async Task Should_hold_all_until_a_probe_succeeds()
    {
        (await IsAwayAsync()).ShouldBeTrue();
        Task<bool>[] held = [WaitAsync(), WaitAsync(), WaitAsync()];
        _gate.Outage.ShouldBe(new OutageReport("invoice-order-confirmed", "mill", _time.GetUtcNow(), "the mill is silent", Waiting: 3));

        await PassAsync(probes: 4);
        held.ShouldAllBe(message => !message.IsCompleted);
        _isAway = false;
        await PassAsync(probes: 1);

        (await Task.WhenAll(held)).ShouldAllBe(go => go);
        (await WaitAsync()).ShouldBeTrue();
    }

    [Fact]
    public async Task Should_probe_ever_more_seldom_up_to_the_interval()
    {
        await IsAwayAsync();
        await PassAsync(probes: 8);

        _time.Pauses.Where(pause => pause != TimeSpan.FromSeconds(5)).Select(pause => pause.TotalSeconds) // the probes' own patience
            .ShouldBe([0.5, 1, 2, 4, 8, 16, 30, 30, 30]);
    }

    [Fact]
    public async Task Should_probe_once_for_all_that_fail_at_once()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => IsAwayAsync()));

        answers.ShouldAllBe(isAway => isAway);
        _probes.ShouldBe(1);
    }

    [Fact]
    public async Task Should_let_a_message_go_that_was_held_for_long()
    {
        await IsAwayAsync();
        var held = _gate.WaitAsync(TimeSpan.FromSeconds(0.1), Cancellation);

        _time.Advance(TimeSpan.FromSeconds(0.1));

        (await held).ShouldBeFalse();
        _gate.Outage.ShouldNotBeNull().Waiting.ShouldBe(0);
    }

    [Fact]
    public async Task Should_end_without_a_message_when_the_dependency_is_back()
    {
        await IsAwayAsync();
        _isAway = false;

        await PassAsync(probes: 1);

        await Eventually.Holds(() => _gate.Outage is null, "the outage to end", cancellationToken: Cancellation);
    }

    [Fact]
    public async Task Should_take_a_probe_that_never_ends_for_an_outage()
    {
        var silent = new Outage("mill", _ => true, (_, _) => new TaskCompletionSource().Task);
        var asked = _gate.IsAwayAsync(silent, new TimeoutException());
        await _time.CreatedAsync(TimeSpan.FromSeconds(5));

        _time.Advance(TimeSpan.FromSeconds(5));

        (await asked).ShouldBeTrue();
        _gate.Outage.ShouldNotBeNull().Reason.ShouldBe("no answer within 5 s");
    }

    [Theory]
    [InlineData(32, 16, "00:10:00")]
    [InlineData(32, 8, "00:06:15")]
    [InlineData(32, 1, "00:00:46.8750000")]
    [InlineData(16, 16, "00:10:00")]
    public void Should_hold_no_message_longer_than_the_broker_waits(int prefetch, int concurrency, string longest) =>
        Holding.OnRabbitMq(new MessagingOptions { PrefetchCount = prefetch }, concurrency).Longest
            .ShouldBe(TimeSpan.Parse(longest, System.Globalization.CultureInfo.InvariantCulture));

    private Task<bool> IsAwayAsync() => _gate.IsAwayAsync(_outage, new TimeoutException());

    private Task<bool> WaitAsync() => _gate.WaitAsync(Timeout.InfiniteTimeSpan, Cancellation);

    // Each pause is longer than the one before.
    private async Task PassAsync(int probes)
    {
        for (var probe = 0; probe < probes; probe++)
        {
            var before = _probes;
            var pause = TimeSpan.FromSeconds(Math.Min(30, 0.5 * Math.Pow(2, before - 1)));
            await _time.CreatedAsync(pause);
            _time.Advance(pause);
            await Eventually.Holds(() => _probes > before, "a probe", cancellationToken: Cancellation);
        }

        if (_isAway)
            await _time.CreatedAsync(TimeSpan.FromSeconds(Math.Min(30, 0.5 * Math.Pow(2, _probes - 1))));
    }

    private sealed class Clock(DateTimeOffset start) : FakeTimeProvider(start)
    {
        private int _awaited;

        public ConcurrentQueue<TimeSpan> Pauses { get; } = [];

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = base.CreateTimer(callback, state, dueTime, period);
            if (dueTime != Timeout.InfiniteTimeSpan)
                Pauses.Enqueue(dueTime);
            return timer;
        }

        /// <summary>Waits for a further timer of a length.</summary>
        public async Task CreatedAsync(TimeSpan length)
        {
            await Eventually.Holds(() => Pauses.Skip(_awaited).Contains(length), $"a timer of {length}", cancellationToken: Cancellation);
            _awaited = Pauses.ToList().FindIndex(_awaited, pause => pause == length);
        }
    }
}
