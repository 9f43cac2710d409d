using System.Diagnostics;
using System.Globalization;
using Microservices.Orders.Import;
using Microservices.Standalone.Progress;
using Spectre.Console;

namespace Microservices.Standalone.Import;

/// <summary>The outcome of the import, in one table for all its files.</summary>
internal static class SummaryTable
{
    internal static void Print(IReadOnlyCollection<ImportSummary> summaries, FulfilmentCounts counts, IReadOnlyDictionary<string, decimal> invoiced,
        TimeSpan imported, TimeSpan total)
    {
        var accepted = summaries.Sum(x => x.Accepted);
        var table = new Table().Border(TableBorder.Rounded).AddColumn("").AddColumn(new TableColumn("").RightAligned()).HideHeaders();

        Add(table, "lines read", Count(summaries.Sum(x => x.LinesRead)));
        Add(table, "[bold]orders accepted[/]", $"[bold]{Count(accepted)}[/]");
        Add(table, "orders known already", Count(summaries.Sum(x => x.Duplicates)));
        Add(table, "orders rejected", Count(summaries.Sum(x => x.Rejected)));
        Listed(table, summaries.SelectMany(x => x.RejectedByReason));
        Sums(table, "sum of the accepted orders", summaries.SelectMany(x => x.AcceptedTotals));
        Sums(table, "sum of the known orders", summaries.SelectMany(x => x.DuplicateTotals));

        Counts(table, "guessed", summaries.SelectMany(x => x.Guessed));
        Counts(table, "orders to unknown countries", summaries.SelectMany(x => x.UnknownCountries));
        if (summaries.SelectMany(x => x.IgnoredColumns).Distinct().ToList() is { Count: > 0 } ignored)
            Add(table, "columns ignored", Markup.Escape(string.Join(", ", ignored)));

        table.AddEmptyRow();
        Add(table, "all orders in the shop", Count(counts.Orders));
        Add(table, "mails sent", Count(counts.Mails));
        Add(table, "reservations", Count(counts.Reservations));
        Add(table, "invoices", Count(counts.Invoices));
        Add(table, "PDF documents", Count(counts.Documents));
        if (counts.InvoicesToMail)
            Add(table, "invoices mailed", Count(counts.InvoicesMailed));
        if (counts.StepsFailed > 0)
            Add(table, "[bold]steps failed[/]", $"[bold]{Count(counts.StepsFailed)}[/]");
        Sums(table, "sum of all invoices", invoiced);

        table.AddEmptyRow();
        Add(table, "imported in", Duration(imported));
        Add(table, "all effects after", Duration(total));
        Add(table, "rate, effects included", string.Create(CultureInfo.InvariantCulture,
            $"{accepted / Math.Max(total.TotalSeconds, 0.001):N0} orders/s"));
        using var process = Process.GetCurrentProcess();
        Add(table, "peak memory", string.Create(CultureInfo.InvariantCulture, $"{process.PeakWorkingSet64 / (1024.0 * 1024):N0} MiB"));

        AnsiConsole.Write(table);
    }

    private static void Counts(Table table, string what, IEnumerable<KeyValuePair<string, long>> counts)
    {
        var all = counts.ToList();
        if (all.Count == 0)
            return;

        Add(table, what, Count(all.Sum(x => x.Value)));
        Listed(table, all);
    }

    private static void Listed(Table table, IEnumerable<KeyValuePair<string, long>> counts)
    {
        foreach (var count in counts.GroupBy(x => x.Key, x => x.Value).OrderByDescending(x => x.Sum()))
            Add(table, $"  {Markup.Escape(count.Key)}", Count(count.Sum()));
    }

    private static void Sums(Table table, string what, IEnumerable<KeyValuePair<string, decimal>> sums)
    {
        foreach (var sum in sums.GroupBy(x => x.Key, x => x.Value).OrderBy(x => x.Key, StringComparer.Ordinal))
        {
            Add(table, what, string.Create(CultureInfo.InvariantCulture, $"{sum.Key} {sum.Sum():N2}"));
            what = "";
        }
    }

    private static void Add(Table table, string what, string value) => table.AddRow(what, value);

    private static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    private static string Duration(TimeSpan duration) => duration.TotalMinutes >= 1
        ? duration.ToString(@"m\:ss", CultureInfo.InvariantCulture) + " min"
        : duration.TotalSeconds.ToString("N1", CultureInfo.InvariantCulture) + " s";
}
