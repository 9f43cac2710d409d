using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Contracts.Rules;

namespace Microservices.Inventory.Stock.Import;

/// <summary>
/// Reads one line of a stock count. Neither a SKU nor a number holds a line break, so a line is always a record, and a
/// quote that never closes spoils its own line only.
/// </summary>
internal sealed class StockCsv
{
    internal const string MediaType = "text/csv";
    private const string SkuColumn = "sku";
    private const string OnHandColumn = "onHand";

    private readonly List<string> _header;
    private readonly int _sku;
    private readonly int _onHand;

    private StockCsv(List<string> header)
    {
        _header = header;
        _sku = header.FindIndex(name => IsColumn(name, SkuColumn));
        _onHand = header.FindIndex(name => IsColumn(name, OnHandColumn));
    }

    internal static bool IsMediaType(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type)
        && string.Equals(type.MediaType, MediaType, StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads the header; other columns, and another order of them, are welcome.</summary>
    /// <exception cref="WrongStockFileException">One of the two columns is missing, or there twice.</exception>
    internal static StockCsv ReadHeader(string? line)
    {
        var csv = Split(line ?? "") is { } header ? new StockCsv(header.ConvertAll(NameIn)) : null;
        return csv?.CountOf(SkuColumn) is 1 && csv.CountOf(OnHandColumn) is 1
            ? csv
            : throw new WrongStockFileException(
                $"The first line must name the columns {SkuColumn} and {OnHandColumn}, each once; it is '{Shorten(line)}'.");
    }

    /// <summary>Reads a line.</summary>
    /// <returns>
    /// The count, or the reason why there is none. Both are <see langword="null"/> for a line that is blank or repeats the header, as
    /// joined files have it.
    /// </returns>
    internal (StockCount? Count, RejectedStockLine? Rejection) Read(string text, long line)
    {
        if (!Characters.IsAnyVisible(text))
            return (null, null);

        var fields = Split(text);
        if (fields?.Select(NameIn).SequenceEqual(_header) is true)
            return (null, null);
        if (text.Contains('\uFFFD', StringComparison.Ordinal))
            return Reject(line, null, StockReasons.EncodingNotUtf8, "holds bytes that are not UTF-8");
        if (fields is null)
            return Reject(line, null, StockReasons.MalformedCsv, "has a quote that does not close, or stands within a field");
        if (fields.Count != _header.Count)
            return Reject(line, null, StockReasons.MalformedCsv, $"has {fields.Count} fields, the header {_header.Count}");

        var sku = fields[_sku].Trim();
        if (!Identifiers.Rule.Holds(sku))
            return Reject(line, Characters.Show(Shorten(sku)), StockReasons.SkuInvalid, $"{SkuColumn} {Identifiers.Rule.Words}");

        var number = fields[_onHand].Trim();
        return long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var onHand)
            && StockCount.IsValidOnHand(onHand)
                ? (new StockCount(sku, onHand), null)
                : Reject(line, sku, StockReasons.OnHandInvalid, $"{OnHandColumn} {StockCount.Rule}, not '{Shorten(number)}'");
    }

    private int CountOf(string column) => _header.Count(name => IsColumn(name, column));

    private static bool IsColumn(string name, string column) => name.Equals(column, StringComparison.OrdinalIgnoreCase);

    private static string NameIn(string field) => Characters.Visible(field).Trim();

    private static (StockCount?, RejectedStockLine?) Reject(long line, string? sku, string reason, string message) =>
        (null, new RejectedStockLine(line, sku, reason, message));

    // RFC 4180 within one line; null when the quotes are wrong.
    private static List<string>? Split(string line)
    {
        var fields = new List<string>();
        var field = new StringBuilder();
        // A file that was joined from several has a byte order mark at the start of each, which is part of the text, quoted or not.
        var start = line.Length - line.TrimStart('\uFEFF').Length;
        field.Append(line, 0, start);
        for (var position = start; ; position++)
        {
            if (position < line.Length && line[position] == '"')
            {
                if ((position = ReadQuoted(line, position + 1, field)) < 0)
                    return null;
            }
            else
            {
                while (position < line.Length && line[position] != ',')
                {
                    if (line[position] == '"')
                        return null;
                    field.Append(line[position++]);
                }
            }

            fields.Add(field.ToString());
            field.Clear();
            if (position >= line.Length)
                return fields;
            if (line[position] != ',')
                return null;
        }
    }

    // Returns the position after the closing quote, or -1.
    private static int ReadQuoted(string line, int position, StringBuilder field)
    {
        for (; position < line.Length; position++)
        {
            if (line[position] != '"')
                field.Append(line[position]);
            else if (position + 1 < line.Length && line[position + 1] == '"')
                field.Append(line[position++]);
            else
                return position + 1;
        }

        return -1;
    }

    private static string Shorten(string? text) => text is { Length: > 80 } ? text[..80] + "…" : text ?? "";
}
