using static Microservices.Invoice.Pdf.Layout.PageGeometry;

namespace Microservices.Invoice.Pdf.Layout;

/// <summary>
/// Spreads lines over pages: a page ends with what is carried forward, the next begins with it, and the totals stand
/// together on the last page, below lines of their own where that is possible.
/// </summary>
internal static class InvoicePagination
{
    // Two lines above the totals keep the last page from looking empty.
    private const int LinesKeptWithTotals = 2;

    /// <summary>Spreads the lines.</summary>
    /// <param name="rows">Height and printed amount of each line.</param>
    /// <param name="totalsHeight">Height of everything below the last line.</param>
    /// <param name="firstTableTop">Top of the table on the first page.</param>
    /// <returns>At least one page.</returns>
    public static IReadOnlyList<InvoicePage> Paginate(IReadOnlyList<(double Height, decimal Amount)> rows, double totalsHeight,
        double firstTableTop)
    {
        var pages = new List<InvoicePage>();
        var (first, sum) = (0, 0m);
        while (true)
        {
            var isFirstPage = pages.Count == 0;
            var top = isFirstPage ? firstTableTop + HeaderHeight : NextTableTop + HeaderHeight + CarryHeight;
            decimal? broughtForward = isFirstPage ? null : sum;
            var (end, bottom) = Fill(rows, first, top);

            if (end == rows.Count && bottom + totalsHeight <= Bottom)
            {
                pages.Add(new InvoicePage(first, end, broughtForward, CarriedForward: null));
                return pages;
            }

            if (end == rows.Count)
                end = Math.Max(end - LinesKeptWithTotals, Math.Min(first + 1, end));

            for (var index = first; index < end; index++)
                sum += rows[index].Amount;
            pages.Add(new InvoicePage(first, end, broughtForward, sum));
            first = end;
        }
    }

    // The last line needs no room for a carried total below it: the totals follow, here or after taking lines along.
    private static (int End, double Bottom) Fill(IReadOnlyList<(double Height, decimal Amount)> rows, int first, double top)
    {
        var (end, y) = (first, top);
        while (end < rows.Count && y + rows[end].Height + (end == rows.Count - 1 ? 0 : CarryHeight) <= Bottom)
            y += rows[end++].Height;
        return (end, y);
    }
}
