using Microservices.ServiceDefaults.Customers;

namespace Microservices.Email.Rendering;

/// <summary>Writes the confirmation's plain-text part, for readers and programs that show no HTML.</summary>
internal static class TextBody
{
    public static string Write(Confirmation confirmation)
    {
        var (texts, order) = (confirmation.Texts, confirmation.Order);
        var words = order.Words;
        var text = new PlainText();

        text.Add(texts.Headline, "");
        text.Add(texts.Greeting(order.CustomerName), "");
        text.AddWrapped(texts.Introduction);

        text.Add("", $"{words.OrderNumber}: {order.Number}");
        text.Add($"{words.OrderedAt}: {order.ConfirmedAt}");
        text.Add($"{words.Total}: {order.Total}");

        text.AddLinks(words, confirmation.Links);
        text.Add("", words.Items, PlainText.Rule);
        foreach (var line in order.Lines)
            AddLine(text, words, line);
        text.Add(PlainText.Rule);
        text.AddColumns(words.Total, order.Total);
        text.Add(order.VatNote);

        if (order.ShippingAddress.Count > 0)
            text.Add(["", words.ShippingAddress, PlainText.Rule, .. order.ShippingAddress]);

        text.Add("", texts.ReplyToUs, "", confirmation.ShopName);
        text.AddWrapped(texts.Footer(confirmation.ShopName));
        return text.ToString();
    }

    private static void AddLine(PlainText text, CustomerWords words, CustomerOrderLine line)
    {
        text.Add(line.Description);
        text.AddColumns($"  {line.Quantity} × {line.UnitPrice} · {words.ItemNumber} {line.Sku}", line.Amount);
    }
}
