using System.Diagnostics;
using Microservices.Chaos.Faults;
using Microservices.Chaos.Fleets;
using Microservices.Chaos.Judging;
using Microservices.Chaos.Shopping;

namespace Microservices.Chaos.Running;

/// <summary>One run: a fleet, orders, faults, an operator, and the judge.</summary>
/// <param name="settings">What the run is.</param>
/// <param name="say">Told what happens.</param>
/// <param name="watch">Runs beside the orders until it is cancelled.</param>
internal sealed class ChaosRun(RunSettings settings, Action<string> say, Func<Fleet, Shop, EvidenceReader, CancellationToken, Task>? watch = null)
{
    private const int OrdersPerBadMessage = 40;

    /// <summary>Runs it.</summary>
    public async Task<RunResult> RunAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(settings.LogFolder);
        await using var fleet = await Fleet.StartAsync(
            new FleetSettings
            {
                Replicas = settings.Replicas,
                OwnServers = settings.OwnServers,
                Sabotage = settings.Sabotage,
                LogFolder = settings.LogFolder,
            }, cancellationToken);
        say("the fleet is ready");

        var orders = OrderPlan.Draw(settings.Seed, settings.Orders);
        var evidence = new EvidenceReader(fleet, cancellationToken);
        var publisher = new CarelessPublisher(fleet.VirtualHost, orders, settings.Seed);
        var witness = new Witness(fleet.VirtualHost, publisher.CopyAsync);
        var invoiceWitness = new Witness(fleet.VirtualHost, publisher.CopyAsync, Witness.InvoiceDocumentStored);
        using var shop = new Shop(fleet);
        using var onCall = new Operator(fleet, evidence, publisher, orders);
        await witness.PrepareAsync(cancellationToken);
        await invoiceWitness.PrepareAsync(cancellationToken);
        await onCall.PrepareAsync(cancellationToken);

        var started = Stopwatch.StartNew();
        var faults = new FaultPlayer(fleet, say);
        var plan = FaultPlan.Draw(settings.Seed, settings.FaultsPerLane, settings.FaultKinds ?? FaultKinds.All(settings.Replicas));
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var supervisor = new Supervisor(fleet, say);
        Task[] companions = [supervisor.WatchAsync(ending.Token), witness.WatchAsync(ending.Token), invoiceWitness.WatchAsync(ending.Token), publisher.RunAsync(ending.Token), onCall.ReplayAsync(ending.Token),
            watch?.Invoke(fleet, shop, evidence, ending.Token) ?? Task.CompletedTask];
        try
        {
            await Task.WhenAll(
                PlaceAsync(shop, publisher, onCall, orders, cancellationToken),
                faults.PlayAsync(plan, cancellationToken));
            await faults.RecoverAsync();
            say("all orders are answered, all faults are over");
            await new Settlement(fleet, evidence, publisher).WaitAsync(settings.Patience, cancellationToken);

            var seen = await evidence.ReadAsync([shop], witness, publisher);
            return new RunResult(settings, Judge.Decide(seen), seen, [.. faults.Played], onCall.Replays, publisher.Copies, supervisor.Restarts, started.Elapsed);
        }
        finally
        {
            await ending.CancelAsync();
            await Task.WhenAll(companions).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }

    private async Task PlaceAsync(Shop shop, CarelessPublisher publisher, Operator onCall, IReadOnlyList<PlannedOrder> orders,
        CancellationToken cancellationToken)
    {
        var half = orders.Count / 2;
        await shop.PlaceAsync(WithBadMessages(orders.Take(half)), settings.Rate, cancellationToken);
        await Task.WhenAll(
            onCall.MendAsync(cancellationToken),
            shop.PlaceAsync(WithBadMessages(orders.Skip(half)), settings.Rate, cancellationToken));

        IEnumerable<PlannedOrder> WithBadMessages(IEnumerable<PlannedOrder> some)
        {
            foreach (var order in some)
            {
                if (order.Index % OrdersPerBadMessage == 0)
                    publisher.SendBad();
                yield return order;
            }
        }
    }
}
