using Microservices.Chaos.Fleets;
using Microservices.Chaos.Fuzzing.Mutations;
using Microservices.Chaos.Judging;
using Microservices.Chaos.Running;
using Microservices.Chaos.Shopping;

namespace Microservices.Chaos.Fuzzing;

/// <summary>Feeds the services with what they were not made for, round by round, and looks whether they are as they were.</summary>
internal sealed class FuzzRun(FuzzSettings settings, Action<string> say)
{
    private const int GoodOrders = 20;
    private const double OrdersPerSecond = 20;
    private const int RequestsAtATime = 4;

    // A young process grows into its heap.
    private const double Growth = 1.25;
    private const double Slack = 48;

    private readonly Mutator _mutator = new(Corpus.Load(), settings.Seed);

    /// <summary>Runs it.</summary>
    public async Task<FuzzResult> RunAsync(CancellationToken cancellationToken)
    {
        await using var fleet = await Fleet.StartAsync(new FleetSettings { Replicas = 1, OwnServers = false, LogFolder = settings.LogFolder }, cancellationToken);
        say("the fleet is ready");
        var evidence = new EvidenceReader(fleet, cancellationToken);
        var publisher = new CarelessPublisher(fleet.VirtualHost, [], settings.Seed);
        using var onCall = new Operator(fleet, evidence, publisher, []);
        await onCall.PrepareAsync(cancellationToken);

        using var http = new HttpAttack(fleet);
        var messages = new MessageAttack(fleet, evidence);
        var memory = fleet.Services.ToDictionary(service => service.Name, _ => new List<double>());
        for (var round = 1; round <= settings.Rounds; round++)
        {
            await SendAsync(round, messages, http, cancellationToken);
            await new Settlement(fleet, evidence).WaitAsync(settings.Patience, cancellationToken);
            foreach (var replica in fleet.Replicas.Where(replica => replica.Process.ProcessId is not null))
                memory[replica.Service].Add(replica.ResidentMegabytes);
            say($"round {round} of {settings.Rounds}: {messages.Count} messages and {http.Answers.Count} requests so far");
        }

        using var shop = new Shop(fleet);
        await shop.PlaceAsync(OrderPlan.Plain(settings.Seed).Take(GoodOrders), OrdersPerSecond, cancellationToken);
        await new Settlement(fleet, evidence).WaitAsync(settings.Patience, cancellationToken);

        var seen = await evidence.ReadAsync([shop], new Witness(fleet.VirtualHost, publisher.CopyAsync), publisher);
        var verdict = new Verdict(
            [
                Answered(http.Answers),
                await messages.JudgeAsync(),
                new("good orders done afterwards", GoodOrders * Judge.StepsOfAnOrder, await StepsAsync(evidence, shop), []),
                Flat(memory),
                .. Judge.Invariants(seen),
            ],
            Judge.RepeatedMails(seen));
        return new FuzzResult(verdict, http.Answers, messages.Count, memory.ToDictionary(pair => pair.Key, pair => (IReadOnlyList<double>)pair.Value));
    }

    // Drawn one after the other, so that the seed decides; sent side by side, as far as the services take it.
    private Task SendAsync(int round, MessageAttack messages, HttpAttack http, CancellationToken cancellationToken)
    {
        var inputs = Enum.GetValues<FuzzTarget>().ToDictionary(target => target, target => InputsOf(target, round));
        return Task.WhenAll(
            messages.SendAsync(inputs[FuzzTarget.Messages], cancellationToken),
            http.SendAsync(inputs[FuzzTarget.Orders], RequestsAtATime, cancellationToken),
            http.SendAsync([.. inputs[FuzzTarget.Csv], .. inputs[FuzzTarget.NdJson]], atATime: 1, cancellationToken),
            http.SendAsync([.. inputs[FuzzTarget.Queries], .. inputs[FuzzTarget.Replays]], RequestsAtATime, cancellationToken));
    }

    // The corpus first; then, in every round, new ones.
    private IReadOnlyList<FuzzInput> InputsOf(FuzzTarget target, int round) =>
        [.. round == 1 ? _mutator.Originals(target) : [], .. Enumerable.Range(0, settings.Inputs).Select(_ => _mutator.Draw(target))];

    private static async Task<long> StepsAsync(EvidenceReader evidence, Shop shop)
    {
        var orders = shop.Answers.Select(answer => answer.OrderId).ToHashSet();
        return (await evidence.ReadAsync(ServiceNames.Orders, "select order_id from fulfilment_steps where status = 'done'", row => row.GetGuid(0)))
            .Count(order => orders.Contains(order));
    }

    private static Check Answered(IReadOnlyCollection<FuzzAnswer> answers)
    {
        var wrong = answers.Where(answer => answer.Fault is not null).ToList();
        return new Check("requests answered as they must be", answers.Count, answers.Count - wrong.Count,
            [.. wrong.Select(answer => new Violation($"{answer.Input.Target} {answer.Input.FileName} {answer.Fault}"))]);
    }

    private static Check Flat(Dictionary<string, List<double>> memory)
    {
        var grown = memory.Where(service => service.Value is { Count: > 1 } rounds && rounds[^1] > rounds.Take((rounds.Count + 1) / 2).Max() * Growth + Slack)
            .Select(service => new Violation($"the memory of {service.Key} grew to {service.Value[^1]:0} MB: {string.Join(", ", service.Value.Select(one => $"{one:0}"))}"))
            .ToList();
        return new Check("services whose memory is flat", memory.Count, memory.Count - grown.Count, grown);
    }
}
