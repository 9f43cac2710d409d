namespace Microservices.Standalone.Progress;

/// <summary>How far the accepted orders are, counted where each effect is stored.</summary>
/// <param name="Orders">Accepted orders.</param>
/// <param name="Mails">Mails sent.</param>
/// <param name="Reservations">Reservations made.</param>
/// <param name="Invoices">Invoices issued.</param>
/// <param name="Documents">Invoices rendered as PDF.</param>
/// <param name="StepsDone">Steps that Orders knows to be done, three per order.</param>
/// <param name="StepsFailed">Steps that Orders knows to have failed.</param>
internal sealed record FulfilmentCounts(long Orders, long Mails, long Reservations, long Invoices, long Documents,
    long StepsDone, long StepsFailed)
{
    /// <summary>Effects of one order: mail, reservation, invoice.</summary>
    internal const int EffectsPerOrder = 3;

    /// <summary>Whether every accepted order has its three effects, its document, and Orders knows.</summary>
    internal bool AreComplete => Mails == Orders && Reservations == Orders && Invoices == Orders && Documents == Orders
        && StepsDone == EffectsPerOrder * Orders;

    /// <summary>Whether nothing more will happen by itself: the rest has failed for good.</summary>
    internal bool AreSettled => AreComplete || (StepsFailed > 0 && StepsDone + StepsFailed == EffectsPerOrder * Orders);

    /// <summary>What is missing, for a reader.</summary>
    internal string Missing()
    {
        (long Count, string What)[] all =
        [
            (Orders - Mails, "mails"), (Orders - Reservations, "reservations"), (Orders - Invoices, "invoices"),
            (Orders - Documents, "PDF documents"), (EffectsPerOrder * Orders - StepsDone, "reports to Orders")
        ];
        var missing = all.Where(x => x.Count != 0).Select(x => FormattableString.Invariant($"{x.Count:N0} {x.What}"));

        return string.Join(", ", missing) + (StepsFailed > 0 ? FormattableString.Invariant($" ({StepsFailed:N0} steps failed)") : "");
    }
}
