using Microservices.Orders.Validation;

namespace Microservices.Orders.Import;

/// <summary>
/// Gives each record to its order. A record whose order cannot be told is rejected by itself, and so are the orders
/// before and after it: it may be a line of either, and an order with a line missing must not be confirmed.
/// </summary>
internal sealed class CsvGrouping(CsvLayout layout, ImportOptions options, OrderWindow window)
{
    private readonly CsvLine _line = new(layout, options);
    private readonly CsvDates _dates = new(options);
    private readonly ViolationList _found = new();
    private Violation? _suspicion;

    /// <summary>Adds a record to its order.</summary>
    /// <param name="record">The record.</param>
    /// <param name="overdue">An order that had to be closed for it, if any.</param>
    /// <returns>The record as a rejection of its own, if its order cannot be told.</returns>
    internal ImportedOrder? Add(CsvRecord record, out OpenOrder? overdue)
    {
        overdue = null;
        if (record.Fault is null && record.Fields.Count != layout.Count)
            record.Fault = new CsvFault(Reasons.MalformedCsv,
                $"the record has {record.Fields.Count} fields, the header {layout.Count}", record.FirstLine);

        var number = CsvLine.Trimmed(record, layout.InvoiceNo);
        if (number is null || OrderNumbers.AsSeen(number).Length == 0)
            return Unattributed(record);

        var order = window.Touch(number, out overdue);
        order.Lines.Add(record.FirstLine, record.LastLine);
        OrderNumbers.Check(number, order, options, record.FirstLine);
        if (_suspicion is { } suspicion)
        {
            Suspect(order, suspicion);
            _suspicion = null;
        }

        if (record.Fault is { } fault)
            order.Violations.Add("", fault.Code, fault.Message, line: fault.Line);
        else
            AddLine(order, record);
        return null;
    }

    private void AddLine(OpenOrder order, CsvRecord record)
    {
        _found.Clear();
        var line = _line.Read(record, order.LineCount, _found);
        var confirmedAt = _dates.Read(CsvLine.Trimmed(record, layout.InvoiceDate), _found);
        if (_found.Any)
            order.Violations.AddAll(_found, record.FirstLine);

        order.SetTime(confirmedAt, _dates.Guess);
        order.SetCustomer(CsvLine.Trimmed(record, layout.CustomerId) ?? "",
            CsvLine.Trimmed(record, layout.Country) ?? "",
            CsvLine.Optional(record, layout.VatId),
            record.FirstLine);
        order.Add(line);
    }

    private ImportedOrder Unattributed(CsvRecord record)
    {
        var fault = record.Fault ?? new CsvFault(Reasons.OrderNumberMissing, "the order number is required",
            record.FirstLine);
        var suspicion = new Violation("", fault.Code,
            $"{fault.Message}; which order the line belongs to cannot be told, and it may be this one",
                Line: fault.Line);
        if (window.Latest is { } before && _suspicion is null)
            Suspect(before, suspicion);
        _suspicion = suspicion;

        var violations = new ViolationList();
        violations.Add("", fault.Code, fault.Message, line: fault.Line);
        var lines = new LineRanges();
        lines.Add(record.FirstLine, record.LastLine);
        return new ImportedOrder { Lines = lines, Violations = violations };
    }

    private static void Suspect(OpenOrder order, Violation suspicion) =>
        order.Violations.Add(suspicion.Path, suspicion.Code, suspicion.Message, line: suspicion.Line);
}
