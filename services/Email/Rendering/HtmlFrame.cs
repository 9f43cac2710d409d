using Microservices.ServiceDefaults.Customers;

namespace Microservices.Email.Rendering;

/// <summary>
/// What the HTML parts of all mails have in common: tables and inline styles, which every mail client understands, 600 pixels wide
/// at most.
/// </summary>
internal static class HtmlFrame
{
    /// <summary>Everything above the mail's own rows: title, preview, shop, headline, greeting, introduction.</summary>
    public static void WriteHead(HtmlWriter html, string languageTag, string title, string preview, string shopName, string headline,
        string greeting, string introduction) =>
        html.Write($"""
            <!DOCTYPE html>
            <html lang="{languageTag}">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light">
            <title>{title}</title>
            </head>
            <body style="margin:0;padding:0;background-color:#f3f2ee;-webkit-text-size-adjust:100%">
            <div style="display:none;max-height:0;overflow:hidden;color:#f3f2ee;font-size:1px;line-height:1px">{preview}</div>
            <table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" bgcolor="#f3f2ee">
            <tr><td align="center" style="padding:32px 12px">
            <table role="presentation" width="600" cellpadding="0" cellspacing="0" border="0" bgcolor="#ffffff" style="width:100%;max-width:600px;border-top:4px solid #1f5c4d;font-family:Helvetica,Arial,sans-serif;font-size:15px;line-height:22px;color:#2b2b28">
            <tr><td style="padding:28px 32px 0;font-size:13px;letter-spacing:1px;font-weight:bold;color:#1f5c4d">{shopName}</td></tr>
            <tr><td style="padding:18px 32px 0"><h1 style="margin:0;font-family:Georgia,Times,serif;font-size:27px;line-height:34px;font-weight:normal">{headline}</h1></td></tr>
            <tr><td style="padding:16px 32px 24px"><p style="margin:0 0 10px">{greeting}</p><p style="margin:0">{introduction}</p></td></tr>

            """);

    /// <summary>A row before the facts.</summary>
    public static void BeginFacts(HtmlWriter html) =>
        html.Write($"""
            <tr><td style="padding:0 32px">
            <table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" bgcolor="#f7f6f3">

            """);

    /// <summary>A fact: what it is, and what it is here.</summary>
    public static void WriteFact(HtmlWriter html, string label, string value) =>
        html.Write($"""
            <tr><td style="padding:7px 16px;font-size:13px;color:#6b6a64">{label}</td><td align="right" style="padding:7px 16px;font-weight:bold">{value}</td></tr>

            """);

    /// <summary>The end of the facts.</summary>
    public static void EndFacts(HtmlWriter html) =>
        html.Write($"""
            </table>
            </td></tr>

            """);

    /// <summary>The customer's links and their end; nothing where there are none.</summary>
    public static void WriteLinks(HtmlWriter html, CustomerWords words, MailLinks? links)
    {
        if (links is null)
            return;

        html.Write($"""
            <tr><td style="padding:28px 32px 0"><a href="{links.Order}" style="display:inline-block;padding:10px 18px;background-color:#1f5c4d;color:#ffffff;text-decoration:none;font-weight:bold">{words.ViewOrder}</a>
            <p style="margin:12px 0 0"><a href="{links.Invoice}" style="color:#1f5c4d">{words.ViewInvoice}</a></p>
            <p style="margin:6px 0 0;font-size:12px;color:#6b6a64">{words.LinksEnd(links.LastDay)}</p></td></tr>

            """);
    }

    /// <summary>Everything below the mail's own rows: how to answer, and why the reader got the mail.</summary>
    public static void WriteFoot(HtmlWriter html, string replyToUs, string shopName, string footer) =>
        html.Write($"""
            <tr><td style="padding:28px 32px 32px">{replyToUs}<br>{shopName}</td></tr>
            </table>
            <p style="margin:16px 0 0;font-family:Helvetica,Arial,sans-serif;font-size:12px;line-height:18px;color:#6b6a64">{footer}</p>
            </td></tr>
            </table>
            </body>
            </html>

            """);
}
