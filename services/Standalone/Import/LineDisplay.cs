using Microservices.Orders.Import;
using Microservices.Standalone.Progress;

namespace Microservices.Standalone.Import;

/// <summary>For logs and pipes: one line every few seconds.</summary>
internal sealed class LineDisplay(TimeProvider timeProvider) : ProgressDisplay
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private long _last = timeProvider.GetTimestamp();

    internal override IProgress<ImportProgress> Importing(long? length) => new Immediate(x => Write(
        FormattableString.Invariant($"read {x.LinesRead:N0} lines: {x.Accepted:N0} accepted, {x.Duplicates:N0} known, {x.Rejected:N0} rejected")));

    internal override void Waiting(FulfilmentCounts counts) => Write(FormattableString.Invariant(
        $"{counts.Orders:N0} orders: {counts.Mails:N0} mails, {counts.Reservations:N0} reservations, {counts.Invoices:N0} invoices, ")
        + FormattableString.Invariant($"{counts.Documents:N0} PDFs, {counts.InvoicesMailed:N0} mailed"));

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private void Write(string line)
    {
        if (timeProvider.GetElapsedTime(_last) < Interval)
            return;

        _last = timeProvider.GetTimestamp();
        Console.WriteLine(line);
    }
}
