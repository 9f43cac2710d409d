namespace Microservices.Orders.Import;

/// <summary>What an import must know beside its file.</summary>
internal sealed record ImportOptions
{
    public required ImportFormat Format { get; init; }

    /// <summary>Who imports, for the audit; the program itself when no caller is named.</summary>
    public string Actor { get; init; } = "system:import";

    /// <summary>ISO 4217 code of a CSV's amounts.</summary>
    public required string Currency { get; init; }

    /// <summary>Where a CSV's dates are read on the wall clock.</summary>
    public required TimeZoneInfo TimeZone { get; init; }

    /// <summary>
    /// Template of a CSV's customer names; <c>{CustomerID}</c>, <c>{InvoiceNo}</c> and <c>{Country}</c> are filled
    /// in.
    /// </summary>
    public required string CustomerName { get; init; }

    /// <summary>Template of a CSV's mailboxes.</summary>
    public required string CustomerEmail { get; init; }

    /// <summary>BCP 47 tag of a CSV's customers.</summary>
    public required string Locale { get; init; }

    /// <summary>Pattern that a CSV's dates are written in; <see langword="null"/> for ISO 8601.</summary>
    public DatePattern? DateFormat { get; init; }

    /// <summary>Whether a CSV's order numbers may be other than all digits.</summary>
    public bool AnyOrderNumbers { get; init; }

    /// <summary>Decimals that a CSV's unit prices may have where the currency has fewer.</summary>
    public int UnitPriceDecimals { get; init; }

    /// <summary>What a discount of the whole price is in a CSV: 1, or 100.</summary>
    public decimal WholeDiscount { get; init; } = 1;

    /// <summary>Whether a CSV's prices are without VAT.</summary>
    public bool PricesAreNet { get; init; }

    /// <summary>The file's own column names, by <see cref="ImportColumns"/>; those not named are as there.</summary>
    public IReadOnlyDictionary<string, string> ColumnMap { get; init; } = new Dictionary<string, string>();

    /// <summary>The file's name of a column.</summary>
    internal string NameOf(string column) => ColumnMap.GetValueOrDefault(column, column);

    /// <summary>The columns that the file must have: all, and those of the others that the mapping names.</summary>
    internal IEnumerable<string> Columns => [.. ImportColumns.All, .. ImportColumns.Optional.Where(ColumnMap.ContainsKey)];
}
