namespace Microservices.Email.Rendering;

/// <summary>Writes the HTML part of the invoice's mail.</summary>
internal static class InvoiceHtmlBody
{
    public static string Write(InvoiceNotice notice)
    {
        var (texts, common) = (notice.Texts, notice.Texts.Common);
        var html = new HtmlWriter();

        HtmlFrame.WriteHead(html, notice.LanguageTag, texts.Subject(notice.InvoiceNumber),
            texts.Preview(notice.OrderNumber, notice.Total), notice.ShopName, texts.Headline,
            common.Greeting(notice.CustomerName), texts.Introduction(notice.OrderNumber));
        HtmlFrame.BeginFacts(html);
        HtmlFrame.WriteFact(html, texts.InvoiceNumber, notice.InvoiceNumber);
        HtmlFrame.WriteFact(html, texts.IssuedOn, notice.IssuedOn);
        HtmlFrame.WriteFact(html, common.Words.OrderNumber, notice.OrderNumber);
        HtmlFrame.WriteFact(html, common.Words.Total, notice.Total);
        HtmlFrame.EndFacts(html);
        if (notice.PaymentNote is { } note)
            html.Write($"<tr><td style=\"padding:24px 32px 0\">{note}</td></tr>\n");
        HtmlFrame.WriteLinks(html, common.Words, notice.Links);
        HtmlFrame.WriteFoot(html, common.ReplyToUs, notice.ShopName, common.Footer(notice.ShopName));

        return html.ToString();
    }
}
