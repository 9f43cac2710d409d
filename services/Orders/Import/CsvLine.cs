using System.Globalization;
using Contracts.Rules;
using Microservices.Orders.Validation;

namespace Microservices.Orders.Import;

/// <summary>Turns the fields of a record into a line of an order; what is no number or date is a violation.</summary>
internal sealed class CsvLine(CsvLayout layout, ImportOptions options)
{
    private string? _lastDate;
    private DateTimeOffset? _lastInstant;

    internal static string? Trimmed(CsvRecord record, int index) => record.Field(index)?.Trim();

    internal LineRequest Read(CsvRecord record, int index, ViolationList violations)
    {
        var line = new LineRequest
        {
            Sku = Trimmed(record, layout.StockCode),
            // As written: blanks around it are the shop's business.
            Description = record.Field(layout.Description),
            Quantity = ReadQuantity(Trimmed(record, layout.Quantity), index, violations),
            UnitPrice = ReadUnitPrice(Trimmed(record, layout.UnitPrice), index, violations),
        };
        LineRules.Check(line, index, options.Currency, violations);
        return line;
    }

    internal DateTimeOffset? ReadDate(CsvRecord record, ViolationList violations)
    {
        var text = Trimmed(record, layout.InvoiceDate);
        if (text is not null && text == _lastDate)
            return _lastInstant; // lines of one order share it

        if (string.IsNullOrEmpty(text))
        {
            violations.Add("confirmedAt", Reasons.DateMissing, "is required");
            return null;
        }

        DateTimeOffset? read = Instants.Read(text, out var instant) switch
        {
            InstantReading.Zoned => instant.ToUniversalTime(),
            InstantReading.Local => ShopClock.ToUtc(instant.DateTime, options.TimeZone),
            _ => null,
        };
        if (read is null)
        {
            violations.Add("confirmedAt", Reasons.DateInvalid, "must be a date such as 2010-12-01 08:26:00", text);
            return null;
        }

        (_lastDate, _lastInstant) = (text, read);
        return read;
    }

    private static int? ReadQuantity(string? text, int index, ViolationList violations)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var quantity))
            return quantity;

        violations.Add($"lines[{index}].quantity", Reasons.QuantityInvalid,
            $"must be a whole number of at most {int.MaxValue}", text);
        return null;
    }

    private static decimal? ReadUnitPrice(string? text, int index, ViolationList violations)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        if (Amounts.TryParse(text, out var price))
            return price;

        violations.Add($"lines[{index}].unitPrice", Reasons.UnitPriceInvalid, "must be a number such as 2.55", text);
        return null;
    }
}
