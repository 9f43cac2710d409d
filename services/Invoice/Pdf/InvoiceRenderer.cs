using Microservices.Invoice.Pdf.Layout;
using Microservices.Invoice.Pdf.Writing;

namespace Microservices.Invoice.Pdf;

/// <summary>Draws invoices on A4. Holds no state: any number of threads may render at once.</summary>
internal sealed class InvoiceRenderer : IInvoiceRenderer
{
    /// <inheritdoc />
    public byte[] Render(PrintedInvoice invoice)
    {
        using var document = new PdfDocument();
        var sheet = new Sheet(invoice, document);
        var table = new LineTable(sheet);
        var totals = new Totals(sheet);

        var pages = InvoicePagination.Paginate(table.Rows, totals.Height);
        for (var index = 0; index < pages.Count; index++)
        {
            var canvas = new PdfCanvas(PdfDocument.Height);
            var isFirst = index == 0;
            Specimen.Draw(canvas, sheet);
            if (isFirst)
                LetterHead.DrawFirst(canvas, sheet);
            else
                LetterHead.DrawNext(canvas, sheet);

            var bottom = table.Draw(canvas, pages[index], isFirst ? PageGeometry.FirstTableTop : PageGeometry.NextTableTop);
            if (index == pages.Count - 1)
                totals.Draw(canvas, bottom);
            Footer.Draw(canvas, sheet, index + 1, pages.Count);
            document.Add(canvas);
        }

        return document.Finish(new PdfProperties(
            Title: $"{sheet.Labels.Title} {invoice.Number}",
            Author: invoice.Content.Seller.Name,
            Language: sheet.Language.Code,
            CreatedAt: invoice.IssuedAt,
            Identity: invoice.Id));
    }
}
