using System.Diagnostics.Metrics;
using Microservices.ServiceDefaults.Messaging;
using Microservices.ServiceDefaults.Messaging.Outages;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Microservices.ServiceDefaults.Tests.Messaging.Outages;

public sealed class OutageGateTests
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    private readonly Clock _time = new(new(2026, 11, 30, 2, 0, 0, TimeSpan.Zero));
    private readonly OutageGate _gate;

    public OutageGateTests()
    {
        var meters = new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>();
        _gate = new OutageGate(() => "invoice-order-confirmed", new MessagingOptions(), _time, new MessagingMetrics(meters), NullLogger.Instance);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Should_let_everything_through_while_nothing_is_away()
    {
        (await EnterAsync()).ShouldBe(Turn.Go);
        _gate.Outage.ShouldBeNull();
    }

    [Fact]
    public async Task Should_let_one_at_a_time_try_and_all_go_when_it_succeeds()
    {
        Fail(Turn.Go);
        Task<Turn>[] held = [EnterAsync(), EnterAsync(), EnterAsync()];
        _gate.Outage.ShouldNotBeNull().Waiting.ShouldBe(3);

        _time.Advance(TimeSpan.FromMinutes(5));
        (await held[0]).ShouldBe(Turn.Trial);
        _time.Advance(TimeSpan.FromMinutes(4));
        held[1].IsCompleted.ShouldBeFalse("the first is still trying");

        _gate.Succeeded();
        (await held[1]).ShouldBe(Turn.Go);
        (await held[2]).ShouldBe(Turn.Go);
        (await EnterAsync()).ShouldBe(Turn.Go);
    }

    [Fact]
    public async Task Should_try_ever_more_seldom_up_to_the_interval()
    {
        Fail(Turn.Go);
        for (var trial = 0; trial < 8; trial++)
        {
            (await Trial()).ShouldBe(Turn.Trial);
            Fail(Turn.Trial);
        }

        _time.Pauses.Where(pause => pause != Longest).Select(pause => pause.TotalSeconds).ShouldBe([0.5, 1, 2, 4, 8, 16, 30, 30, 30]);
    }

    [Fact]
    public async Task Should_give_back_what_was_held_for_long()
    {
        Fail(Turn.Go);
        (await Trial()).ShouldBe(Turn.Trial); // and it takes its time
        var held = EnterAsync();

        _time.Advance(Longest);

        (await held).ShouldBe(Turn.GiveBack);
        (await _gate.EnterAsync(TimeSpan.Zero, Cancellation)).ShouldBe(Turn.GiveBack);
        _gate.Outage.ShouldNotBeNull().Waiting.ShouldBe(0);
    }

    [Fact]
    public async Task Should_pass_the_trial_on_when_it_told_nothing()
    {
        Fail(Turn.Go);
        (await Trial()).ShouldBe(Turn.Trial);
        var next = EnterAsync();

        _gate.PassTrialOn();
        _time.Advance(TimeSpan.Zero);

        (await next).ShouldBe(Turn.Trial);
    }

    [Fact]
    public async Task Should_let_the_next_message_try_when_none_was_held()
    {
        Fail(Turn.Go);
        _time.Advance(TimeSpan.FromHours(1));

        (await EnterAsync()).ShouldBe(Turn.Trial);
        EnterAsync().IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task Should_skip_who_gave_up_waiting()
    {
        Fail(Turn.Go);
        using var stopping = new CancellationTokenSource();
        var gone = _gate.EnterAsync(Longest, stopping.Token);
        var held = EnterAsync();
        await stopping.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => gone);

        _time.Advance(TimeSpan.FromMinutes(1));

        (await held).ShouldBe(Turn.Trial);
    }

    [Fact]
    public async Task Should_not_be_closed_longer_by_what_was_under_way()
    {
        Fail(Turn.Go);
        var held = EnterAsync();
        for (var late = 0; late < 20; late++)
            Fail(Turn.Go);

        _time.Advance(TimeSpan.FromSeconds(0.5));

        (await held).ShouldBe(Turn.Trial);
    }

    [Fact]
    public void Should_tell_what_is_away_since_when_and_why()
    {
        var since = _time.GetUtcNow();
        Fail(Turn.Go);
        _time.Advance(TimeSpan.FromHours(2));
        _gate.Failed(Turn.Trial, "database", new InvalidOperationException("wrapped", new TimeoutException("no answer")));

        _gate.Outage.ShouldBe(new OutageReport("invoice-order-confirmed", "database", since, "no answer"));
    }

    private Task<Turn> EnterAsync() => _gate.EnterAsync(Longest, Cancellation);

    private Task<Turn> Trial()
    {
        var held = EnterAsync();
        _time.Advance(TimeSpan.FromMinutes(1));
        return held;
    }

    private sealed class Clock(DateTimeOffset start) : FakeTimeProvider(start)
    {
        public List<TimeSpan> Pauses { get; } = [];

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Pauses.Add(dueTime);
            return base.CreateTimer(callback, state, dueTime, period);
        }
    }

    private void Fail(Turn turn) => _gate.Failed(turn, "database", new TimeoutException());
}
