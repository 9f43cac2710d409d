using System.Globalization;
using System.Text;
using System.Xml;

namespace Microservices.Invoice.Xml;

/// <summary>
/// Writes elements of the UN/CEFACT Cross Industry Invoice D16B. Their order is the caller's; the schema fixes it. Equal calls write
/// equal bytes.
/// </summary>
internal sealed class CiiWriter : IDisposable
{
    private const string Message = "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100";
    private const string Aggregates = "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100";
    private const string DataTypes = "urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100";
    private const string DayMonthYear = "102"; // UNCL 2379: CCYYMMDD

    private readonly MemoryStream _file = new();
    private readonly XmlWriter _xml;
    private readonly string _amountFormat;
    private int _replaced;

    /// <summary>Begins a document.</summary>
    /// <param name="decimals">How many an amount has.</param>
    public CiiWriter(int decimals)
    {
        _amountFormat = $"F{decimals.ToString(CultureInfo.InvariantCulture)}";
        _xml = XmlWriter.Create(_file, new XmlWriterSettings
        {
            Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            NewLineChars = "\n",
            CheckCharacters = true,
        });
        _xml.WriteStartDocument();
        _xml.WriteStartElement("rsm", "CrossIndustryInvoice", Message);
        _xml.WriteAttributeString("xmlns", "ram", null, Aggregates);
        _xml.WriteAttributeString("xmlns", "udt", null, DataTypes);
    }

    /// <summary>Writes a part of the message itself.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="content">Writes what is in it.</param>
    public void Part(string name, Action content) => Within(name, Message, content);

    /// <summary>Writes an element that holds others.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="content">Writes what is in it.</param>
    public void Group(string name, Action content) => Within(name, Aggregates, content);

    /// <summary>Writes a text without blanks around it; leaves the element out where there is none.</summary>
    /// <param name="name">The element.</param>
    /// <param name="value">The text.</param>
    public void Text(string name, string? value)
    {
        if (!string.IsNullOrWhiteSpace(value))
            _xml.WriteElementString("ram", name, Aggregates, Clean(value.Trim()));
    }

    /// <summary>Writes a text with an attribute; leaves the element out where there is none.</summary>
    /// <param name="name">The element.</param>
    /// <param name="value">The text.</param>
    /// <param name="attribute">The attribute's name.</param>
    /// <param name="code">Its value.</param>
    public void Text(string name, string? value, string attribute, string code)
    {
        if (string.IsNullOrWhiteSpace(value))
            return;

        _xml.WriteStartElement("ram", name, Aggregates);
        _xml.WriteAttributeString(attribute, code);
        _xml.WriteString(Clean(value.Trim()));
        _xml.WriteEndElement();
    }

    /// <summary>Writes an amount with the document's decimals.</summary>
    /// <param name="name">The element.</param>
    /// <param name="value">The amount.</param>
    public void Amount(string name, decimal value) => Text(name, Format(value));

    /// <summary>Writes an amount with its currency.</summary>
    /// <param name="name">The element.</param>
    /// <param name="value">The amount.</param>
    /// <param name="currency">ISO 4217 code.</param>
    public void Amount(string name, decimal value, string currency) => Text(name, Format(value), "currencyID", currency);

    /// <summary>Writes a number with the decimals that it has.</summary>
    /// <param name="name">The element.</param>
    /// <param name="value">The number.</param>
    public void Number(string name, decimal value) => Text(name, value.ToString("0.############################", CultureInfo.InvariantCulture));

    /// <summary>Writes a date.</summary>
    /// <param name="name">The element.</param>
    /// <param name="date">The date.</param>
    public void Date(string name, DateOnly date) => Group(name, () =>
    {
        _xml.WriteStartElement("udt", "DateTimeString", DataTypes);
        _xml.WriteAttributeString("format", DayMonthYear);
        _xml.WriteString(date.ToString("yyyyMMdd", CultureInfo.InvariantCulture));
        _xml.WriteEndElement();
    });

    /// <summary>Ends the document.</summary>
    /// <returns>The file.</returns>
    public WrittenXml Finish()
    {
        _xml.WriteEndDocument();
        _xml.Flush();
        return new WrittenXml(_file.ToArray(), _replaced);
    }

    public void Dispose()
    {
        _xml.Dispose();
        _file.Dispose();
    }

    private void Within(string name, string space, Action content)
    {
        _xml.WriteStartElement(space == Message ? "rsm" : "ram", name, space);
        content();
        _xml.WriteEndElement();
    }

    private string Format(decimal amount) => amount.ToString(_amountFormat, CultureInfo.InvariantCulture);

    // XML 1.0, production Char: no control characters but three, no halves of surrogate pairs, no U+FFFE and U+FFFF.
    private string Clean(string text)
    {
        StringBuilder? clean = null;
        for (var index = 0; index < text.Length; index++)
        {
            var isPair = index + 1 < text.Length && XmlConvert.IsXmlSurrogatePair(text[index + 1], text[index]);
            if (isPair || XmlConvert.IsXmlChar(text[index]))
            {
                clean?.Append(text, index, isPair ? 2 : 1);
                index += isPair ? 1 : 0;
                continue;
            }

            clean ??= new StringBuilder(text, 0, index, text.Length);
            clean.Append((char)Rune.ReplacementChar.Value);
            _replaced++;
        }

        return clean?.ToString() ?? text;
    }
}
