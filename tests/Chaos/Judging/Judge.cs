using Microservices.Chaos.Fleets;
using Microservices.Chaos.Shopping;

namespace Microservices.Chaos.Judging;

/// <summary>Decides by the evidence alone whether nothing was lost and nothing doubled.</summary>
internal static class Judge
{
    /// <summary>A confirmation, a reservation and an invoice; the mail with the invoice is none of Orders' steps.</summary>
    public const int StepsOfAnOrder = 3;

    public static Verdict Decide(Evidence evidence)
    {
        var accepted = evidence.Answers.Where(answer => answer.IsAccepted).ToDictionary(answer => answer.OrderId!.Value); // accepted ones have one
        return new Verdict(
            [
                Answers(evidence),
                Kept(evidence, accepted),
                Events(evidence, accepted),
                Replays(evidence),
                Mails("orders with their mail", evidence, accepted, evidence.Deliveries),
                Mails("orders with their invoice mailed", evidence, accepted, evidence.InvoiceDeliveries),
                StrangeMails(evidence),
                Reservations(evidence, accepted),
                Invoices(evidence, accepted),
                Fulfilled(evidence, accepted),
                DeadLetters(evidence),
                .. Invariants(evidence),
            ],
            RepeatedMails(evidence));
    }

    /// <summary>What holds whatever was sent, by whomever.</summary>
    public static IReadOnlyList<Check> Invariants(Evidence evidence) =>
    [
        StockIsConserved(evidence),
        NumbersAreGapless(evidence),
        NothingIsLeft("messages left in outboxes", evidence.Outboxes),
        NothingIsLeft("messages left in queues", evidence.Queues),
        new("services that ended by themselves", 0, evidence.Crashes.Count, [.. evidence.Crashes.Select(name => new Violation($"{name} ended by itself"))]),
    ];

    /// <summary>How many mails came to a customer who had them already.</summary>
    public static int RepeatedMails(Evidence evidence) => evidence.Mails.Count - evidence.Mails.Distinct().Count();

    private static Check Answers(Evidence evidence) => new("orders answered as they must be",
        evidence.Answers.Count, evidence.Answers.Count(IsRight),
        [.. evidence.Answers.Where(answer => !IsRight(answer)).Select(answer => new Violation(
            $"order {answer.Order.Number} ({answer.Order.Kind}) was answered {answer.Status}", answer.OrderId))]);

    private static bool IsRight(Answer answer) => answer.Status == (answer.Order.Kind == OrderKind.Invalid ? 400 : 202);

    private static Check Kept(Evidence evidence, Dictionary<Guid, Answer> accepted) =>
        OnePerOrder("accepted orders kept", accepted, evidence.Orders, order => order.OrderId,
            (order, answer) => order.Total == answer.Order.Total ? null : $"is kept with {order.Total}, not {answer.Order.Total}");

    private static Check Events(Evidence evidence, Dictionary<Guid, Answer> accepted) =>
        OnePerOrder("events, one MessageId per order", accepted,
            evidence.Sightings.Where(sighting => sighting is { IsOurs: false, IsReplay: false, OrderId: not null }).DistinctBy(sighting => sighting.MessageId),
            sighting => sighting.OrderId!.Value); // filtered

    private static Check Replays(Evidence evidence)
    {
        var replays = evidence.Sightings.Where(sighting => sighting.IsReplay).ToList();
        return new Check("replays at the event's exchange", 0, replays.Count, [.. replays.Select(sighting => new Violation(
            $"message {sighting.MessageId} was replayed to the exchange, and so to every consumer", sighting.OrderId))]);
    }

    private static Check Mails(
        string what, Evidence evidence, Dictionary<Guid, Answer> accepted, IReadOnlyList<StoredDelivery> deliveries)
    {
        var sent = evidence.Mails.CountBy(id => id).ToDictionary();
        return OnePerOrder(what, accepted, deliveries, delivery => delivery.OrderId,
            (delivery, _) => sent.GetValueOrDefault(delivery.MailId) switch
            {
                _ when delivery.Status != "Sent" => $"has a mail that is {delivery.Status}",
                0 => "has a mail in the ledger that no server got",
                var times when times - 1 > delivery.RepeatedSends => $"has {times} mails, and the ledger counts {delivery.RepeatedSends} repeated",
                _ => null,
            });
    }

    private static Check StrangeMails(Evidence evidence)
    {
        var strange = evidence.Mails.Except(evidence.Deliveries.Concat(evidence.InvoiceDeliveries).Select(delivery => delivery.MailId)).ToList();
        return new Check("mails in no ledger", 0, strange.Count, [.. strange.Select(id => new Violation($"mail {id} is in no ledger"))]);
    }

    private static Check Reservations(Evidence evidence, Dictionary<Guid, Answer> accepted) =>
        OnePerOrder("reservations", accepted, evidence.Reservations, reservation => reservation.OrderId,
            (reservation, answer) => reservation.Wanted == answer.Order.Pieces && reservation.Reserved + reservation.Backordered == reservation.Wanted
                ? null
                : $"wants {answer.Order.Pieces} pieces; {reservation.Reserved} are reserved and {reservation.Backordered} on back order");

    private static Check StockIsConserved(Evidence evidence)
    {
        var wrong = evidence.Stock.Where(sku => sku.Reserved != sku.ReservedByLines || sku.Reserved > sku.OnHand || sku.Reserved < 0).ToList();
        return new Check("SKUs whose stock adds up", evidence.Stock.Count, evidence.Stock.Count - wrong.Count, [.. wrong.Select(sku => new Violation(
            $"{sku.Sku}: {sku.Reserved} of {sku.OnHand} are reserved, and {sku.ReservedByLines} by orders"))]);
    }

    private static Check Invoices(Evidence evidence, Dictionary<Guid, Answer> accepted) =>
        OnePerOrder("invoices", accepted, evidence.Invoices, invoice => invoice.OrderId,
            (invoice, answer) => invoice.Gross != answer.Order.Total ? $"costs {answer.Order.Total} and is invoiced with {invoice.Gross}"
                : invoice.Documents != 1 ? $"has {invoice.Documents} documents"
                : null);

    private static Check NumbersAreGapless(Evidence evidence)
    {
        var violations = new List<Violation>();
        foreach (var series in evidence.Invoices.GroupBy(invoice => (invoice.Series, invoice.Year)))
        {
            var missing = Enumerable.Range(1, (int)evidence.Counters.GetValueOrDefault(series.Key)).Select(number => (long)number)
                .Except(series.Select(invoice => invoice.Number));
            violations.AddRange(missing.Select(number => new Violation($"number {number} of {series.Key} was handed out and is on no invoice")));
        }

        return new Check("invoice numbers in use, without a gap",
            evidence.Counters.Values.Sum(), evidence.Invoices.DistinctBy(invoice => (invoice.Series, invoice.Year, invoice.Number)).Count(), violations);
    }

    private static Check Fulfilled(Evidence evidence, Dictionary<Guid, Answer> accepted) => new("steps of fulfilment done",
        StepsOfAnOrder * accepted.Count, evidence.Orders.Sum(order => order.Steps),
        [.. evidence.Orders.Where(order => order.Steps != StepsOfAnOrder).Select(order => new Violation(
            $"order {order.Number} has {order.Steps} of {StepsOfAnOrder} steps done", order.OrderId))]);

    private static Check DeadLetters(Evidence evidence)
    {
        var expected = evidence.BadMessages.SelectMany(message => ServiceNames.Queues.Values.Select(queue => (Queue: queue, Key: message.MessageId.ToString())))
            .ToHashSet();
        var open = evidence.Letters.Where(letter => letter.Status != "resolved").ToList();
        var found = open.Select(letter => (Queue: letter.Queue, Key: letter.MessageKey)).ToHashSet();
        return new Check("dead letters: what must fail, and no more", expected.Count, open.Count,
        [
            .. expected.Except(found).Select(missing => new Violation($"bad message {missing.Key} is no dead letter of {missing.Queue}")),
            .. open.Where(letter => !expected.Contains((letter.Queue, letter.MessageKey))).Select(letter => new Violation(
                $"message {letter.MessageKey} is a dead letter of {letter.Queue}: {letter.Reason}")),
        ]);
    }

    private static Check NothingIsLeft(string what, IReadOnlyDictionary<string, long> counts) => new(what, 0, counts.Values.Sum(),
        [.. counts.Where(count => count.Value != 0).Select(count => new Violation($"{count.Value} are left in {count.Key}"))]);

    private static Check OnePerOrder<T>(string what, Dictionary<Guid, Answer> accepted, IEnumerable<T> found, Func<T, Guid> orderOf,
        Func<T, Answer, string?>? fault = null)
    {
        var byOrder = found.ToLookup(orderOf);
        var violations = new List<Violation>();
        foreach (var (orderId, answer) in accepted)
        {
            var ones = byOrder[orderId].ToList();
            if (ones.Count != 1)
                violations.Add(new Violation($"order {answer.Order.Number} has {ones.Count} of 1 in: {what}", orderId));
            else if (fault?.Invoke(ones[0], answer) is { } text)
                violations.Add(new Violation($"order {answer.Order.Number} {text}", orderId));
        }

        violations.AddRange(byOrder.Where(group => !accepted.ContainsKey(group.Key)).Select(group => new Violation(
            $"nobody was told that order {group.Key} was accepted, and it has {group.Count()} in: {what}", group.Key)));
        return new Check(what, accepted.Count, byOrder.Sum(group => group.Count()), violations);
    }
}
