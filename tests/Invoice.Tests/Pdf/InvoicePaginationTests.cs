using CsCheck;
using Microservices.Invoice.Pdf.Layout;

namespace Microservices.Invoice.Tests.Pdf;

public class InvoicePaginationTests
{
    private const double TotalsHeight = 180;

    private static readonly Gen<(double Height, decimal Amount)[]> AnyRows = Gen.Select(
        Gen.OneOf(PageGeometry.RowHeight, PageGeometry.RowHeight + PageGeometry.ExtraLineHeight,
            PageGeometry.RowHeight + 2 * PageGeometry.ExtraLineHeight),
        Gen.Int[0, 1_000_000].Select(cents => cents / 100m)).Array[1, 1_200];

    // A long address moves the table down.
    private static readonly Gen<double> AnyTop = Gen.Double[PageGeometry.FirstTableTop, 620];

    [Fact]
    public void Should_put_a_short_invoice_on_one_page() =>
        InvoicePagination.Paginate(Rows(5), TotalsHeight, PageGeometry.FirstTableTop)
            .ShouldBe([new InvoicePage(0, 5, BroughtForward: null, CarriedForward: null)]);

    [Fact]
    public void Should_carry_the_sum_from_page_to_page()
    {
        var pages = InvoicePagination.Paginate(Rows(60), TotalsHeight, PageGeometry.FirstTableTop);

        pages.Count.ShouldBe(3);
        pages[0].CarriedForward.ShouldBe(pages[0].End * 1.10m);
        pages[1].BroughtForward.ShouldBe(pages[0].CarriedForward);
        pages[1].CarriedForward.ShouldBe(pages[1].End * 1.10m);
        pages[2].BroughtForward.ShouldBe(pages[1].CarriedForward);
    }

    [Fact]
    public void Should_not_leave_the_totals_alone_on_a_page()
    {
        // Every count from one page to several meets the case in which the lines fit and the totals do not.
        for (var count = 2; count <= 120; count++)
        {
            var last = InvoicePagination.Paginate(Rows(count), TotalsHeight, PageGeometry.FirstTableTop)[^1];
            (last.End - last.First).ShouldBeGreaterThanOrEqualTo(2, $"of {count} lines");
        }
    }

    [Fact]
    public void Should_show_every_line_once_and_stay_on_the_page() => Gen.Select(AnyRows, AnyTop).Sample((rows, firstTableTop) =>
    {
        var pages = InvoicePagination.Paginate(rows, TotalsHeight, firstTableTop);

        pages[0].First.ShouldBe(0);
        pages[0].BroughtForward.ShouldBeNull();
        pages[^1].End.ShouldBe(rows.Length);
        pages[^1].CarriedForward.ShouldBeNull();
        for (var index = 0; index < pages.Count; index++)
            Check(rows, pages, index, firstTableTop);
    });

    private static void Check((double Height, decimal Amount)[] rows, IReadOnlyList<InvoicePage> pages, int index,
        double firstTableTop)
    {
        var page = pages[index];
        var isLast = index == pages.Count - 1;
        if (!isLast)
        {
            pages[index + 1].First.ShouldBe(page.End);
            page.CarriedForward.ShouldBe(rows.Take(page.End).Sum(row => row.Amount));
            pages[index + 1].BroughtForward.ShouldBe(page.CarriedForward);
        }

        var top = index == 0 ? firstTableTop : PageGeometry.NextTableTop + PageGeometry.CarryHeight;
        var height = PageGeometry.HeaderHeight + rows[page.First..page.End].Sum(row => row.Height)
            + (isLast ? TotalsHeight : PageGeometry.CarryHeight);
        (top + height).ShouldBeLessThanOrEqualTo(PageGeometry.Bottom + 0.001);
    }

    private static (double Height, decimal Amount)[] Rows(int count) =>
        Enumerable.Repeat((PageGeometry.RowHeight, 1.10m), count).ToArray();
}
