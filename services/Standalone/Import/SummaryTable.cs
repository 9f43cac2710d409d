using System.Diagnostics;
using System.Globalization;
using Microservices.Orders.Import;
using Microservices.Standalone.Progress;
using Spectre.Console;

namespace Microservices.Standalone.Import;

/// <summary>What became of the file, in one table.</summary>
internal static class SummaryTable
{
    internal static void Print(ImportSummary summary, FulfilmentCounts counts, IReadOnlyDictionary<string, decimal> invoiced,
        TimeSpan imported, TimeSpan total)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn("").AddColumn(new TableColumn("").RightAligned()).HideHeaders();

        Add(table, "lines read", Count(summary.LinesRead));
        Add(table, "[bold]orders accepted[/]", $"[bold]{Count(summary.Accepted)}[/]");
        Add(table, "orders known already", Count(summary.Duplicates));
        Add(table, "orders rejected", Count(summary.Rejected));
        foreach (var (reason, count) in summary.RejectedByReason.OrderByDescending(x => x.Value))
            Add(table, $"  {Markup.Escape(reason)}", Count(count));
        Sums(table, "sum of the accepted orders", summary.AcceptedTotals);
        Sums(table, "sum of the known orders", summary.DuplicateTotals);

        table.AddEmptyRow();
        Add(table, "all orders in the shop", Count(counts.Orders));
        Add(table, "mails sent", Count(counts.Mails));
        Add(table, "reservations", Count(counts.Reservations));
        Add(table, "invoices", Count(counts.Invoices));
        Add(table, "PDF documents", Count(counts.Documents));
        Sums(table, "sum of all invoices", invoiced);

        table.AddEmptyRow();
        Add(table, "imported in", Duration(imported));
        Add(table, "all effects after", Duration(total));
        Add(table, "rate, effects included", string.Create(CultureInfo.InvariantCulture,
            $"{summary.Accepted / Math.Max(total.TotalSeconds, 0.001):N0} orders/s"));
        using var process = Process.GetCurrentProcess();
        Add(table, "peak memory", string.Create(CultureInfo.InvariantCulture, $"{process.PeakWorkingSet64 / (1024.0 * 1024):N0} MiB"));

        AnsiConsole.Write(table);
    }

    private static void Sums(Table table, string what, IReadOnlyDictionary<string, decimal> sums)
    {
        foreach (var (currency, sum) in sums)
            Add(table, what, string.Create(CultureInfo.InvariantCulture, $"{currency} {sum:N2}"));
    }

    private static void Add(Table table, string what, string value) => table.AddRow(what, value);

    private static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    private static string Duration(TimeSpan duration) => duration.TotalMinutes >= 1
        ? duration.ToString(@"m\:ss", CultureInfo.InvariantCulture) + " min"
        : duration.TotalSeconds.ToString("N1", CultureInfo.InvariantCulture) + " s";
}
