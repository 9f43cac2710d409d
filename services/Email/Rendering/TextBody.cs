namespace Microservices.Email.Rendering;

/// <summary>Writes the confirmation's plain-text part, for readers and programs that show no HTML.</summary>
internal static class TextBody
{
    public static string Write(Confirmation confirmation)
    {
        var texts = confirmation.Texts;
        var text = new PlainText();

        text.Add(texts.Headline, "");
        text.Add(texts.Greeting(confirmation.CustomerName), "");
        text.AddWrapped(texts.Introduction);

        text.Add("", $"{texts.OrderNumber}: {confirmation.OrderNumber}");
        text.Add($"{texts.OrderedAt}: {confirmation.ConfirmedAt}");
        text.Add($"{texts.Total}: {confirmation.Total}");

        text.Add("", texts.Items, PlainText.Rule);
        foreach (var line in confirmation.Lines)
            AddLine(text, texts, line);
        text.Add(PlainText.Rule);
        text.AddColumns(texts.Total, confirmation.Total);
        text.Add(confirmation.VatNote);

        if (confirmation.ShippingAddress.Count > 0)
            text.Add(["", texts.ShippingAddress, PlainText.Rule, .. confirmation.ShippingAddress]);

        text.Add("", texts.ReplyToUs, "", confirmation.ShopName);
        text.AddWrapped(texts.Footer(confirmation.ShopName));
        return text.ToString();
    }

    private static void AddLine(PlainText text, ConfirmationTexts texts, ConfirmationLine line)
    {
        text.Add(line.Description);
        text.AddColumns($"  {line.Quantity} × {line.UnitPrice} · {texts.ItemNumber} {line.Sku}", line.Amount);
    }
}
