using System.Text;

namespace Microservices.Email.Rendering;

/// <summary>Writes the plain-text part, for readers and programs that show no HTML.</summary>
internal static class TextBody
{
    // RFC 5322 §2.1.1: lines should be no longer than 78 characters.
    private const int Width = 72;

    private static readonly string Rule = new('-', Width);

    public static string Write(Confirmation confirmation)
    {
        var texts = confirmation.Texts;
        var text = new StringBuilder();

        Append(text, texts.Headline, "");
        Append(text, texts.Greeting(confirmation.CustomerName), "");
        AppendWrapped(text, texts.Introduction);

        Append(text, "", $"{texts.OrderNumber}: {confirmation.OrderNumber}");
        Append(text, $"{texts.OrderedAt}: {confirmation.ConfirmedAt}");
        Append(text, $"{texts.Total}: {confirmation.Total}");

        Append(text, "", texts.Items, Rule);
        foreach (var line in confirmation.Lines)
            AppendLine(text, texts, line);
        Append(text, Rule);
        AppendColumns(text, texts.Total, confirmation.Total);
        Append(text, confirmation.VatNote);

        if (confirmation.ShippingAddress.Count > 0)
            Append(text, ["", texts.ShippingAddress, Rule, .. confirmation.ShippingAddress]);

        Append(text, "", texts.ReplyToUs, "", confirmation.ShopName);
        AppendWrapped(text, texts.Footer(confirmation.ShopName));
        return text.ToString();
    }

    private static void Append(StringBuilder text, params ReadOnlySpan<string> lines)
    {
        foreach (var line in lines)
            text.Append(line).Append('\n');
    }

    private static void AppendLine(StringBuilder text, ConfirmationTexts texts, ConfirmationLine line)
    {
        Append(text, line.Description);
        AppendColumns(text, $"  {line.Quantity} × {line.UnitPrice} · {texts.ItemNumber} {line.Sku}", line.Amount);
    }

    private static void AppendColumns(StringBuilder text, string left, string right)
    {
        text.Append(left);
        text.Append(' ', Math.Max(2, Width - left.Length - right.Length));
        text.Append(right).Append('\n');
    }

    private static void AppendWrapped(StringBuilder text, string paragraph)
    {
        var column = 0;
        foreach (var word in paragraph.Split(' '))
        {
            if (column > 0 && column + 1 + word.Length > Width)
            {
                text.Append('\n');
                column = 0;
            }
            else if (column > 0)
            {
                text.Append(' ');
                column++;
            }

            text.Append(word);
            column += word.Length;
        }

        text.Append('\n');
    }
}
