using Microservices.Invoice.Pdf.Drawing;
using Microservices.Invoice.Pdf.Layout;
using Microservices.Invoice.Pdf.Text;

namespace Microservices.Invoice.Pdf;

/// <summary>Draws invoices on A4. Holds no state but the fonts: any number of threads may render at once.</summary>
internal sealed class InvoiceRenderer(FontSet fonts) : IInvoiceRenderer
{
    // More would only fill logs and the database.
    private const int MaximumNamed = 100;

    /// <inheritdoc />
    public RenderedInvoice Render(PrintedInvoice invoice)
    {
        var document = new PdfDocument(fonts, invoice.Content.Locale);
        var sheet = new Sheet(invoice, document);
        var buyer = new BuyerBlock(sheet);
        var table = new LineTable(sheet);
        var totals = new Totals(sheet);

        var pages = InvoicePagination.Paginate(table.Rows, totals.Height, buyer.TableTop);
        for (var index = 0; index < pages.Count; index++)
        {
            var canvas = new PdfCanvas();
            var isFirst = index == 0;
            Specimen.Draw(canvas, sheet);
            if (isFirst)
                LetterHead.DrawFirst(canvas, sheet, buyer);
            else
                LetterHead.DrawNext(canvas, sheet);

            var bottom = table.Draw(canvas, pages[index], isFirst ? buyer.TableTop : PageGeometry.NextTableTop);
            if (index == pages.Count - 1)
                totals.Draw(canvas, bottom);
            Footer.Draw(canvas, sheet, index + 1, pages.Count);
            document.Add(canvas);
        }

        var missing = string.Join(' ', document.MissingCharacters.Take(MaximumNamed).Select(character => $"U+{character.Value:X4}"));
        if (missing.Length > 0 && fonts.MissingFiles.Count > 0)
            throw new FontFileMissingException(missing, fonts.MissingFiles);

        var pdf = document.Finish(new PdfProperties(
            Title: $"{sheet.Labels.Title} {invoice.Number}",
            Author: invoice.Content.Seller.Name,
            CreatedAt: invoice.IssuedAt));
        return new RenderedInvoice(pdf, missing.Length > 0 ? missing : null);
    }
}
