using System.Text;
using Microservices.ServiceDefaults.Customers;

namespace Microservices.Email.Rendering;

/// <summary>Collects the lines of a plain-text part.</summary>
internal sealed class PlainText
{
    // RFC 5322 §2.1.1: lines should be no longer than 78 characters.
    private const int Width = 72;

    private readonly StringBuilder _text = new();

    /// <summary>A line across the text.</summary>
    public static string Rule { get; } = new('-', Width);

    /// <summary>Adds lines as they are.</summary>
    public void Add(params ReadOnlySpan<string> lines)
    {
        foreach (var line in lines)
            _text.Append(line).Append('\n');
    }

    /// <summary>Adds a line with its second part at the right.</summary>
    public void AddColumns(string left, string right)
    {
        _text.Append(left);
        _text.Append(' ', Math.Max(2, Width - left.Length - right.Length));
        _text.Append(right).Append('\n');
    }

    /// <summary>Adds a paragraph in lines that fit.</summary>
    public void AddWrapped(string paragraph)
    {
        var column = 0;
        foreach (var word in paragraph.Split(' '))
        {
            if (column > 0 && column + 1 + word.Length > Width)
            {
                _text.Append('\n');
                column = 0;
            }
            else if (column > 0)
            {
                _text.Append(' ');
                column++;
            }

            _text.Append(word);
            column += word.Length;
        }

        _text.Append('\n');
    }

    /// <summary>Adds the customer's links, each on a line of its own, and their end; nothing where there are none.</summary>
    public void AddLinks(CustomerWords words, MailLinks? links)
    {
        if (links is null)
            return;

        Add("", $"{words.ViewOrder}:", links.Order, "", $"{words.ViewInvoice}:", links.Invoice, "");
        AddWrapped(words.LinksEnd(links.LastDay));
    }

    public override string ToString() => _text.ToString();
}
