using Microservices.Chaos.Shopping;

namespace Microservices.Chaos.Judging;

/// <summary>All that the judge may look at. It is read from outside: no code of the services takes part.</summary>
internal sealed record Evidence
{
    /// <summary>What the customers were answered.</summary>
    public required IReadOnlyList<Answer> Answers { get; init; }

    /// <summary>What came by at the exchange of the event.</summary>
    public required IReadOnlyList<Sighting> Sightings { get; init; }

    /// <summary>What was sent that nobody can process.</summary>
    public required IReadOnlyList<BadMessage> BadMessages { get; init; }

    public required IReadOnlyList<StoredOrder> Orders { get; init; }

    /// <summary>The ledger of the confirmations.</summary>
    public required IReadOnlyList<StoredDelivery> Deliveries { get; init; }

    /// <summary>The ledger of the mails with invoices.</summary>
    public required IReadOnlyList<StoredDelivery> InvoiceDeliveries { get; init; }

    /// <summary>The Message-ID of each mail that the mail server took.</summary>
    public required IReadOnlyList<string> Mails { get; init; }

    public required IReadOnlyList<StoredReservation> Reservations { get; init; }

    public required IReadOnlyList<StoredSku> Stock { get; init; }

    public required IReadOnlyList<StoredInvoice> Invoices { get; init; }

    /// <summary>The last number handed out of each series and year.</summary>
    public required IReadOnlyDictionary<(string Series, int Year), long> Counters { get; init; }

    public required IReadOnlyList<StoredLetter> Letters { get; init; }

    /// <summary>Messages that each service still owes, by service.</summary>
    public required IReadOnlyDictionary<string, long> Outboxes { get; init; }

    /// <summary>Messages that lie in each queue, taken by a consumer or not.</summary>
    public required IReadOnlyDictionary<string, long> Queues { get; init; }

    /// <summary>Replicas that ended by themselves.</summary>
    public required IReadOnlyList<string> Crashes { get; init; }
}
