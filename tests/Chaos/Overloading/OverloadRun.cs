using System.Diagnostics;
using Microservices.Chaos.Fleets;
using Microservices.Chaos.Judging;
using Microservices.Chaos.Running;
using Microservices.Chaos.Shopping;

namespace Microservices.Chaos.Overloading;

/// <summary>Finds out what the services can do, asks for many times as much, and looks whether they come back.</summary>
internal sealed class OverloadRun(OverloadSettings settings, Action<string> say)
{
    private const int Seed = 1;
    private const int WarmUpOrders = 300;
    private const int MeasuredOrders = 400;
    private const int LaterOrders = 100;
    private const int StepsOfAnOrder = 3;
    private const double AtOnce = 1e6;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    private readonly IEnumerator<PlannedOrder> _orders = OrderPlan.Plain(Seed).GetEnumerator();
    private int _placed;

    /// <summary>Runs it.</summary>
    public async Task<(OverloadFigures Figures, Verdict Verdict)> RunAsync(CancellationToken cancellationToken)
    {
        await using var fleet = await Fleet.StartAsync(new FleetSettings { Replicas = 2, LogFolder = settings.LogFolder }, cancellationToken);
        say("the fleet is ready");
        var evidence = new EvidenceReader(fleet, cancellationToken);
        var publisher = new CarelessPublisher(fleet.VirtualHost, [], Seed);
        var witness = new Witness(fleet.VirtualHost, publisher.CopyAsync);
        using var onCall = new Operator(fleet, evidence, publisher, []);
        await witness.PrepareAsync(cancellationToken);
        await onCall.PrepareAsync(cancellationToken);

        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var watching = witness.WatchAsync(ending.Token);
        try
        {
            using var before = new Shop(fleet);
            using var burst = new Shop(fleet, mostAtATime: int.MaxValue);
            using var after = new Shop(fleet);
            var figures = await MeasureAsync(evidence, before, burst, after, cancellationToken);
            await new Settlement(fleet, evidence, publisher).WaitAsync(Patience, cancellationToken);
            return (figures, Judge.Decide(await evidence.ReadAsync([before, burst, after], witness, publisher)));
        }
        finally
        {
            await ending.CancelAsync();
            await watching.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }

    private async Task<OverloadFigures> MeasureAsync(EvidenceReader evidence, Shop before, Shop burst, Shop after, CancellationToken cancellationToken)
    {
        await PlaceAsync(before, WarmUpOrders, AtOnce, evidence, cancellationToken);
        var (_, took) = await PlaceAsync(before, MeasuredOrders, AtOnce, evidence, cancellationToken);
        var sustainable = MeasuredOrders / took.TotalSeconds;
        var orders = (int)(sustainable * settings.Factor * settings.Seconds);
        say($"{sustainable:0.0} orders a second are sustainable; now {orders} in {settings.Seconds} s");

        var began = DateTimeOffset.UtcNow;
        var (answered, done) = await PlaceAsync(burst, orders, sustainable * settings.Factor, evidence, cancellationToken);
        // The generator works on the same cores: what it managed, not what it meant to.
        var last = burst.Answers.Max(answer => answer.Asked);
        var offering = last - began;
        say("all are done; now at half the rate");

        await PlaceAsync(after, LaterOrders, sustainable / 2, evidence, cancellationToken);
        return new OverloadFigures
        {
            Sustainable = sustainable,
            Offered = orders / offering.TotalSeconds,
            Orders = orders,
            Accepted = Latencies.Of(burst.Answers.Where(answer => answer.At <= last).Select(answer => answer.Took)),
            Refused = Latencies.Of(burst.Refusals.Select(refusal => refusal.Took)),
            Unanswered = burst.Unanswered,
            Failed = burst.Failed,
            AllAnswered = answered - offering,
            AllDone = done - offering,
            Afterwards = Latencies.Of(after.Answers.Select(answer => answer.Took)),
            RefusedAfterwards = after.Refusals.Count,
        };
    }

    /// <summary>Places orders, and tells when the last one was answered and when all were done.</summary>
    private async Task<(TimeSpan Answered, TimeSpan Done)> PlaceAsync(Shop shop, int count, double perSecond, EvidenceReader evidence,
        CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        await shop.PlaceAsync(Take(count), perSecond, cancellationToken);
        var answered = clock.Elapsed;
        while (await StepsAsync(evidence) < _placed * StepsOfAnOrder)
        {
            if (clock.Elapsed - answered > Patience)
                throw new TimeoutException($"After {Patience.TotalMinutes:0} minutes the effects of {_placed} orders are not complete.");
            await Task.Delay(TimeSpan.FromMilliseconds(200), cancellationToken);
        }

        return (answered, clock.Elapsed);
    }

    private IEnumerable<PlannedOrder> Take(int count)
    {
        for (; count > 0 && _orders.MoveNext(); count--)
        {
            _placed++;
            yield return _orders.Current;
        }
    }

    private static async Task<long> StepsAsync(EvidenceReader evidence) => (await evidence.ReadAsync(ServiceNames.Orders,
        "select count(*) from fulfilment_steps where status = 'done'", row => row.GetInt64(0)))[0];
}
