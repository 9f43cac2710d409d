namespace Microservices.Email.Rendering;

/// <summary>Writes the plain-text part of the invoice's mail.</summary>
internal static class InvoiceTextBody
{
    public static string Write(InvoiceNotice notice)
    {
        var (texts, common) = (notice.Texts, notice.Texts.Common);
        var text = new PlainText();

        text.Add(texts.Headline, "");
        text.Add(common.Greeting(notice.CustomerName), "");
        text.AddWrapped(texts.Introduction(notice.OrderNumber));

        text.Add("", $"{texts.InvoiceNumber}: {notice.InvoiceNumber}");
        text.Add($"{texts.IssuedOn}: {notice.IssuedOn}");
        text.Add($"{common.Words.OrderNumber}: {notice.OrderNumber}");
        text.Add($"{common.Words.Total}: {notice.Total}");
        if (notice.PaymentNote is { } note)
        {
            text.Add("");
            text.AddWrapped(note);
        }

        text.AddLinks(common.Words, notice.Links);
        text.Add("", common.ReplyToUs, "", notice.ShopName);
        text.AddWrapped(common.Footer(notice.ShopName));
        return text.ToString();
    }
}
