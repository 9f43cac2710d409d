namespace Microservices.Orders.Import;

/// <summary>The columns of a CSV import, by the names that options and templates use.</summary>
internal static class ImportColumns
{
    internal const string InvoiceNo = "InvoiceNo";
    internal const string StockCode = "StockCode";
    internal const string Description = "Description";
    internal const string Quantity = "Quantity";
    internal const string InvoiceDate = "InvoiceDate";
    internal const string UnitPrice = "UnitPrice";
    internal const string CustomerId = "CustomerID";
    internal const string Country = "Country";

    internal const string Discount = "Discount";
    internal const string VatCategory = "VatCategory";
    internal const string VatId = "VatID";

    /// <summary>Those that every file has.</summary>
    internal static readonly IReadOnlyList<string> All =
        [InvoiceNo, StockCode, Description, Quantity, InvoiceDate, UnitPrice, CustomerId, Country];

    /// <summary>Those that a file may have, besides; they are read when a mapping names them.</summary>
    internal static readonly IReadOnlyList<string> Optional = [Discount, VatCategory, VatId];
}
