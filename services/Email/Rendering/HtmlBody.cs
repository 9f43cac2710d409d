namespace Microservices.Email.Rendering;

/// <summary>
/// Writes the HTML part: tables and inline styles, which every mail client understands, 600 pixels wide at most. The
/// summary stands above the lines, because Gmail cuts a mail after 102 KB and a long order must not lose its total.
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
        WriteFoot(html, confirmation);

        return html.ToString();
    }

    private static void WriteHead(HtmlWriter html, Confirmation confirmation)
    {
        var texts = confirmation.Texts;
        html.Write($"""
            <!DOCTYPE html>
            <html lang="{confirmation.LanguageTag}">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light">
            <title>{texts.Subject(confirmation.OrderNumber)}</title>
            </head>
            <body style="margin:0;padding:0;background-color:#f3f2ee;-webkit-text-size-adjust:100%">
            <div style="display:none;max-height:0;overflow:hidden;color:#f3f2ee;font-size:1px;line-height:1px">{texts.Preview(confirmation.OrderNumber, confirmation.Total)}</div>
            <table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" bgcolor="#f3f2ee">
            <tr><td align="center" style="padding:32px 12px">
            <table role="presentation" width="600" cellpadding="0" cellspacing="0" border="0" bgcolor="#ffffff" style="width:100%;max-width:600px;border-top:4px solid #1f5c4d;font-family:Helvetica,Arial,sans-serif;font-size:15px;line-height:22px;color:#2b2b28">
            <tr><td style="padding:28px 32px 0;font-size:13px;letter-spacing:1px;font-weight:bold;color:#1f5c4d">{confirmation.ShopName}</td></tr>
            <tr><td style="padding:18px 32px 0"><h1 style="margin:0;font-family:Georgia,Times,serif;font-size:27px;line-height:34px;font-weight:normal">{texts.Headline}</h1></td></tr>
            <tr><td style="padding:16px 32px 24px"><p style="margin:0 0 10px">{texts.Greeting(confirmation.CustomerName)}</p><p style="margin:0">{texts.Introduction}</p></td></tr>

            """);
    }

    private static void WriteSummary(HtmlWriter html, Confirmation confirmation)
    {
        var texts = confirmation.Texts;
        html.Write($"""
            <tr><td style="padding:0 32px">
            <table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" bgcolor="#f7f6f3">

            """);
        WriteFact(html, texts.OrderNumber, confirmation.OrderNumber);
        WriteFact(html, texts.OrderedAt, confirmation.ConfirmedAt);
        WriteFact(html, texts.Total, confirmation.Total);
        html.Write($"""
            </table>
            </td></tr>

            """);
    }

    private static void WriteFact(HtmlWriter html, string label, string value) =>
        html.Write($"""
            <tr><td style="padding:7px 16px;font-size:13px;color:#6b6a64">{label}</td><td align="right" style="padding:7px 16px;font-weight:bold">{value}</td></tr>

            """);

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

    private static void WriteFoot(HtmlWriter html, Confirmation confirmation)
    {
        var texts = confirmation.Texts;
        html.Write($"""
            <tr><td style="padding:28px 32px 32px">{texts.ReplyToUs}<br>{confirmation.ShopName}</td></tr>
            </table>
            <p style="margin:16px 0 0;font-family:Helvetica,Arial,sans-serif;font-size:12px;line-height:18px;color:#6b6a64">{texts.Footer(confirmation.ShopName)}</p>
            </td></tr>
            </table>
            </body>
            </html>

            """);
    }
}
