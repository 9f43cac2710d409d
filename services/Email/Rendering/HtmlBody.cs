using Microservices.ServiceDefaults.Customers;

namespace Microservices.Email.Rendering;

/// <summary>
/// Writes the confirmation's HTML part. Summary and links stand above the lines, because Gmail cuts a mail after 102 KB and a long order
/// must not lose them.
/// </summary>
internal static class HtmlBody
{
    public static string Write(Confirmation confirmation)
    {
        var html = new HtmlWriter();

        WriteHead(html, confirmation);
        WriteSummary(html, confirmation.Order);
        HtmlFrame.WriteLinks(html, confirmation.Order.Words, confirmation.Links);
        WriteLines(html, confirmation.Order);
        WriteAddress(html, confirmation.Order);
        HtmlFrame.WriteFoot(html, confirmation.Texts.ReplyToUs, confirmation.ShopName, confirmation.Texts.Footer(confirmation.ShopName));

        return html.ToString();
    }

    private static void WriteHead(HtmlWriter html, Confirmation confirmation)
    {
        var (texts, order) = (confirmation.Texts, confirmation.Order);
        HtmlFrame.WriteHead(html, order.LanguageTag, texts.Subject(order.Number),
            texts.Preview(order.Number, order.Total), confirmation.ShopName, texts.Headline,
            texts.Greeting(order.CustomerName), texts.Introduction);
    }

    private static void WriteSummary(HtmlWriter html, CustomerOrder order)
    {
        var words = order.Words;
        HtmlFrame.BeginFacts(html);
        HtmlFrame.WriteFact(html, words.OrderNumber, order.Number);
        HtmlFrame.WriteFact(html, words.OrderedAt, order.ConfirmedAt);
        HtmlFrame.WriteFact(html, words.Total, order.Total);
        HtmlFrame.EndFacts(html);
    }

    private static void WriteLines(HtmlWriter html, CustomerOrder order)
    {
        var words = order.Words;
        html.Write($"""
            <tr><td style="padding:28px 32px 0">
            <h2 style="margin:0 0 6px;font-size:15px;line-height:22px">{words.Items}</h2>
            <table width="100%" cellpadding="0" cellspacing="0" border="0">

            """);

        foreach (var line in order.Lines)
            WriteLine(html, words, line);

        html.Write($"""
            <tr><td style="padding:14px 0 0;font-weight:bold">{words.Total}</td><td align="right" style="padding:14px 0 0;font-size:18px;font-weight:bold;white-space:nowrap">{order.Total}</td></tr>
            <tr><td colspan="2" style="font-size:12px;color:#6b6a64">{order.VatNote}</td></tr>
            </table>
            </td></tr>

            """);
    }

    // Short markup: an order of a hundred lines stays below Gmail's limit.
    private static void WriteLine(HtmlWriter html, CustomerWords words, CustomerOrderLine line) =>
        html.Write($"""
            <tr><td style="padding:9px 12px 9px 0;border-bottom:1px solid #e8e6e0">{line.Description}<br><span style="font-size:12px;color:#6b6a64">{line.Quantity} × {line.UnitPrice} · {words.ItemNumber} {line.Sku}</span></td><td align="right" valign="top" style="padding:9px 0;border-bottom:1px solid #e8e6e0;white-space:nowrap">{line.Amount}</td></tr>

            """);

    private static void WriteAddress(HtmlWriter html, CustomerOrder order)
    {
        if (order.ShippingAddress.Count == 0)
            return;

        html.Write($"""
            <tr><td style="padding:28px 32px 0">
            <h2 style="margin:0 0 6px;font-size:15px;line-height:22px">{order.Words.ShippingAddress}</h2>

            """);
        foreach (var line in order.ShippingAddress)
            html.Write($"{line}<br>\n");
        html.Write($"</td></tr>\n");
    }
}
