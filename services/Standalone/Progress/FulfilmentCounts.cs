namespace Microservices.Standalone.Progress;

/// <summary>How far the accepted orders are, counted where each effect is stored.</summary>
/// <param name="Orders">Accepted orders.</param>
/// <param name="Mails">Confirmations sent.</param>
/// <param name="Reservations">Reservations made.</param>
/// <param name="Invoices">Invoices issued.</param>
/// <param name="Documents">Invoices rendered as PDF.</param>
/// <param name="InvoicesMailed">Invoices sent to their customers.</param>
/// <param name="InvoicesRefused">Invoices whose mail was refused for good.</param>
/// <param name="InvoicesToMail">Whether invoices are mailed, as <c>Email__InvoiceMail__Enabled</c> says.</param>
/// <param name="StepsDone">Steps that Orders knows to be done, three per order.</param>
/// <param name="StepsFailed">Steps that Orders knows to have failed.</param>
internal sealed record FulfilmentCounts(long Orders, long Mails, long Reservations, long Invoices, long Documents,
    long InvoicesMailed, long InvoicesRefused, bool InvoicesToMail, long StepsDone, long StepsFailed)
{
    /// <summary>Effects of one order: mail, reservation, invoice.</summary>
    internal const int EffectsPerOrder = 3;

    /// <summary>Whether every accepted order has its three effects, its document, that document sent, and Orders knows.</summary>
    internal bool AreComplete => Mails == Orders && Reservations == Orders && Invoices == Orders && Documents == Orders
        && InvoicesMissing == 0 && StepsDone == EffectsPerOrder * Orders;

    /// <summary>Whether nothing more will happen by itself: the rest has failed for good.</summary>
    internal bool AreSettled => AreComplete || (StepsFailed + InvoicesRefused > 0 && StepsDone + StepsFailed == EffectsPerOrder * Orders
        && InvoicesMissing <= InvoicesRefused + Orders - Documents);

    // Of orders, not of documents: without one, there is nothing to send.
    private long InvoicesMissing => InvoicesToMail ? Orders - InvoicesMailed : 0;

    /// <summary>What is missing, for a reader.</summary>
    internal string Missing()
    {
        (long Count, string What)[] all =
        [
            (Orders - Mails, "mails"), (Orders - Reservations, "reservations"), (Orders - Invoices, "invoices"),
            (Orders - Documents, "PDF documents"), (InvoicesMissing, "invoices to be mailed"), (EffectsPerOrder * Orders - StepsDone, "reports to Orders")
        ];
        var missing = all.Where(x => x.Count != 0).Select(x => FormattableString.Invariant($"{x.Count:N0} {x.What}"));

        return string.Join(", ", missing) + (StepsFailed > 0 ? FormattableString.Invariant($" ({StepsFailed:N0} steps failed)") : "");
    }
}
