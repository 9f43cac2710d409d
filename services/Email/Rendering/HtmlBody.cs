namespace Microservices.Email.Rendering;

/// <summary>
/// Writes the confirmation's HTML part. The summary stands above the lines, because Gmail cuts a mail after 102 KB and a long order
/// must not lose its total.
/// </summary>
internal static class HtmlBody
{
    public static string Write(Confirmation confirmation)
    {
        var html = new HtmlWriter();

        WriteHead(html, confirmation);
        WriteSummary(html, confirmation);
        WriteLines(html, confirmation);
        WriteAddress(html, confirmation);
        HtmlFrame.WriteFoot(html, confirmation.Texts.ReplyToUs, confirmation.ShopName, confirmation.Texts.Footer(confirmation.ShopName));

        return html.ToString();
    }

    private static void WriteHead(HtmlWriter html, Confirmation confirmation)
    {
        var texts = confirmation.Texts;
        HtmlFrame.WriteHead(html, confirmation.LanguageTag, texts.Subject(confirmation.OrderNumber),
            texts.Preview(confirmation.OrderNumber, confirmation.Total), confirmation.ShopName, texts.Headline,
            texts.Greeting(confirmation.CustomerName), texts.Introduction);
    }

    private static void WriteSummary(HtmlWriter html, Confirmation confirmation)
    {
        var texts = confirmation.Texts;
        HtmlFrame.BeginFacts(html);
        HtmlFrame.WriteFact(html, texts.OrderNumber, confirmation.OrderNumber);
        HtmlFrame.WriteFact(html, texts.OrderedAt, confirmation.ConfirmedAt);
        HtmlFrame.WriteFact(html, texts.Total, confirmation.Total);
        HtmlFrame.EndFacts(html);
    }

    private static void WriteLines(HtmlWriter html, Confirmation confirmation)
    {
        var texts = confirmation.Texts;
        html.Write($"""
            <tr><td style="padding:28px 32px 0">
            <h2 style="margin:0 0 6px;font-size:15px;line-height:22px">{texts.Items}</h2>
            <table width="100%" cellpadding="0" cellspacing="0" border="0">

            """);

        foreach (var line in confirmation.Lines)
            WriteLine(html, texts, line);

        html.Write($"""
            <tr><td style="padding:14px 0 0;font-weight:bold">{texts.Total}</td><td align="right" style="padding:14px 0 0;font-size:18px;font-weight:bold;white-space:nowrap">{confirmation.Total}</td></tr>
            <tr><td colspan="2" style="font-size:12px;color:#6b6a64">{confirmation.VatNote}</td></tr>
            </table>
            </td></tr>

            """);
    }

    // Short markup: an order of a hundred lines stays below Gmail's limit.
    private static void WriteLine(HtmlWriter html, ConfirmationTexts texts, ConfirmationLine line) =>
        html.Write($"""
            <tr><td style="padding:9px 12px 9px 0;border-bottom:1px solid #e8e6e0">{line.Description}<br><span style="font-size:12px;color:#6b6a64">{line.Quantity} × {line.UnitPrice} · {texts.ItemNumber} {line.Sku}</span></td><td align="right" valign="top" style="padding:9px 0;border-bottom:1px solid #e8e6e0;white-space:nowrap">{line.Amount}</td></tr>

            """);

    private static void WriteAddress(HtmlWriter html, Confirmation confirmation)
    {
        if (confirmation.ShippingAddress.Count == 0)
            return;

        html.Write($"""
            <tr><td style="padding:28px 32px 0">
            <h2 style="margin:0 0 6px;font-size:15px;line-height:22px">{confirmation.Texts.ShippingAddress}</h2>

            """);
        foreach (var line in confirmation.ShippingAddress)
            html.Write($"{line}<br>\n");
        html.Write($"</td></tr>\n");
    }
}
